package io.jenkins.plugins.hummingbird.image.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a bake: those in the operation's folder, its artifacts, and those on the instance. */
public final class BakeFiles {
    /** On the instance, in the home of who logs in: what is run there; removed before the image is created. */
    public static final String INSTANCE_FOLDER = ".hummingbird-bake";

    /** On the instance: ParallelCluster's own clean-up, which every image of it has. */
    public static final String CLEAN_UP = "/usr/local/sbin/ami_cleanup.sh";

    /** In the operation's folder: what the tools of the recipe print. */
    public static final String INSTALL_LOG = "install-cellprofiler.log";

    private static final String SCRIPT = "script.sh";

    private BakeFiles() {}

    /** @return the script that people give; empty where there is none */
    public static Path script(Path folder) {
        return folder.resolve(SCRIPT);
    }

    /** @return the content of {@link #script} */
    public static byte[] scriptBytes(BakeContext context) throws IOException {
        return Files.readAllBytes(script(context.folder()));
    }

    /**
     * @param job the word for what is run on the instance
     * @return the name of the file to which its output is copied
     */
    public static String log(String job) {
        return job + ".log";
    }

    /**
     * @param bakeId names the folder
     * @return the path of an artifact
     */
    public static String artifact(String bakeId, String name) {
        return "hummingbird/" + bakeId + '/' + name;
    }
}
