package io.jenkins.plugins.hummingbird.submit.results;

import java.nio.file.Path;

/**
 * An output file that is to become an artifact.
 *
 * @param number from 1; names its copy in the operation's folder, so that no name from elsewhere is used there
 * @param remote its path below the folder of results on the head node
 * @param artifact its path below the submission's artifacts
 */
record ArtifactFile(int number, String remote, String artifact) {
    /** @param folder the operation's folder */
    Path copy(Path folder) {
        return folder.resolve("files").resolve(Integer.toString(number));
    }
}
