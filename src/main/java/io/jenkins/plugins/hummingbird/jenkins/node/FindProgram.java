package io.jenkins.plugins.hummingbird.jenkins.node;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jenkins.agents.ControllerToAgentFileCallable;

/** Finds a program on a node, and returns its absolute path; null where there is none. Runs in the workspace. */
final class FindProgram implements ControllerToAgentFileCallable<String> {
    private static final long serialVersionUID = 1L;

    private final String place;
    private final String path;

    /**
     * @param place a name, which is looked for on the PATH; or the path of a program, or of a virtual environment or its
     *     folder of programs that the CLI of ParallelCluster is in
     * @param path the PATH; null for the agent's own
     */
    FindProgram(String place, String path) {
        this.place = place;
        this.path = path;
    }

    /**
     * @param program an absolute path on a node, whose separators need not be those of the controller
     * @return the path of its folder, without a separator at its end
     */
    static String folderOf(String program) {
        return program.substring(0, program.lastIndexOf(program.startsWith("/") ? '/' : '\\'));
    }

    @Override
    public String invoke(File workspace, VirtualChannel channel) {
        Stream<File> places = place.contains("/") || place.contains(File.separator) ? ofPlace(workspace) : ofPath();
        return places.filter(file -> file.isFile() && file.canExecute())
                .map(File::getAbsolutePath)
                .findFirst()
                .orElse(null);
    }

    private Stream<File> ofPlace(File workspace) {
        File given = new File(place);
        File file = given.isAbsolute() ? given : new File(workspace, place);
        return Stream.of(
                new File(file, "bin/" + NodeProcessStarter.PCLUSTER),
                new File(file, NodeProcessStarter.PCLUSTER),
                file);
    }

    private Stream<File> ofPath() {
        String folders = path == null ? System.getenv("PATH") : path;
        return folders == null
                ? Stream.empty()
                : Stream.of(folders.split(Pattern.quote(File.pathSeparator)))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> new File(folder, place));
    }
}
