package io.jenkins.plugins.hummingbird.chaos;

import java.nio.file.Path;
import java.util.Map;

/**
 * One run of the stand-in for CellProfiler, as the journal has it. Times are microseconds since 1970.
 *
 * @param output the folder that it wrote into
 * @param taskStarted when the script that ran it was started
 * @param filesBefore how many files its folder held when it began
 * @param end 0 when it was killed
 * @param exit -1 when it was killed
 * @param files the sizes of what it has written, by name; empty when it was killed
 */
record Execution(
        String id,
        long begin,
        Path output,
        long taskStarted,
        int filesBefore,
        String job,
        long end,
        int exit,
        Map<String, Long> files) {

    /** @return the id of its submission */
    String submission() {
        String name = output.getFileName().toString();
        return name.substring(0, name.indexOf('.'));
    }

    /** @return the folder of its group */
    String group() {
        return output.getParent().getFileName().toString();
    }

    boolean succeeded() {
        return exit == 0;
    }

    @Override
    public String toString() {
        return "execution " + id + " of job " + job + " in " + group() + "/" + output.getFileName() + ", "
                + (end == 0 ? "killed" : "exit " + exit);
    }
}
