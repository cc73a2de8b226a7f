package io.jenkins.plugins.hummingbird.submit.plates;

import io.jenkins.plugins.hummingbird.submit.board.GroupMarks;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.state.GroupReasons;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pictures of a submission's plates, which are numbered from 1: a plate's name is no safe name of a file. */
public final class PlateFiles {
    /** More are no help to anyone who looks for a well; groups.csv has them all. */
    static final int MOST = 200;

    private PlateFiles() {}

    /**
     * Writes the pictures into the operation's folder.
     *
     * @return the files, by the names that they have as artifacts
     */
    public static Map<String, Path> write(SubmissionState submission, SubmitContext context) throws IOException {
        Path folder = context.folder();
        Plan plan = submission.plan(folder);
        List<PlateMap> plates = PlateMap.of(MeasuredPlaces.read(plan, folder));
        int[] retries =
                GroupMarks.retries(folder, submission.groupTasks.states.size(), submission.groupTasks.roundNumber());
        String marks = GroupMarks.of(submission.groupTasks.states, retries);
        Map<Integer, String> reasons = GroupReasons.of(submission);
        Map<String, Path> files = new LinkedHashMap<>();
        for (PlateMap plate : plates.subList(0, Math.min(MOST, plates.size()))) {
            String name = "plate-" + (files.size() + 1) + ".svg";
            Path file = folder.resolve(name);
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                new PlateSvg(plate, marks, reasons).write(out);
            }
            files.put(name, file);
        }
        if (plates.size() > MOST) {
            context.log("pictures of the first " + MOST + " of " + plates.size()
                    + " plates are among the artifacts; groups.csv has all");
        }
        return files;
    }
}
