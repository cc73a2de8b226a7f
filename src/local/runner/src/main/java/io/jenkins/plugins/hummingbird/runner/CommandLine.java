package io.jenkins.plugins.hummingbird.runner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the runner was asked to do.
 *
 * @param jenkinsfile the file to run
 * @param workspace what stands for the checked-out repository: {@code readTrusted} and an agent find their files there
 * @param home the folder of this Jenkins; made when it is missing
 * @param parameters values for parameters of the Jenkinsfile
 * @param credentials the SSH keys that its steps can name
 */
record CommandLine(
        Path jenkinsfile,
        Path workspace,
        Path home,
        Map<String, String> parameters,
        List<KeyFileCredential> credentials) {
    static final String USAGE =
            """
            usage: java -jar hummingbird-runner.jar --jenkinsfile FILE --workspace FOLDER --home FOLDER
                       [--parameter NAME=VALUE]... [--credential ID=USER:KEY-FILE[:PASSPHRASE-FILE]]...
            Exit codes: 0 SUCCESS, 1 FAILURE, 2 UNSTABLE, 3 ABORTED, 64 wrong arguments, 130 or 143 after a signal.""";

    /** @throws IllegalArgumentException when something is missing or unknown; the message says what */
    static CommandLine parse(String... words) {
        Map<String, Path> paths = new LinkedHashMap<>();
        Map<String, String> parameters = new LinkedHashMap<>();
        List<KeyFileCredential> credentials = new ArrayList<>();
        Iterator<String> rest = List.of(words).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--jenkinsfile", "--workspace", "--home" -> paths.put(option, Path.of(value(option, rest)));
                case "--parameter" -> {
                    String[] pair = pair(option, value(option, rest), "=");
                    parameters.put(pair[0], pair[1]);
                }
                case "--credential" -> credentials.add(credential(option, value(option, rest)));
                default -> throw new IllegalArgumentException("unknown argument: " + option);
            }
        }
        Path jenkinsfile = path(paths, "--jenkinsfile");
        Path workspace = path(paths, "--workspace");
        if (!Files.isRegularFile(jenkinsfile)) {
            throw new IllegalArgumentException("--jenkinsfile: there is no file " + jenkinsfile);
        }
        if (!Files.isDirectory(workspace)) {
            throw new IllegalArgumentException("--workspace: there is no folder " + workspace);
        }
        return new CommandLine(jenkinsfile, workspace, path(paths, "--home"), parameters, credentials);
    }

    /** The name of the Jenkinsfile without its folder. */
    String fileName() {
        return jenkinsfile.toFile().getName();
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }

    private static Path path(Map<String, Path> paths, String option) {
        if (!paths.containsKey(option)) {
            throw new IllegalArgumentException(option + " is missing");
        }
        return paths.get(option).toAbsolutePath().normalize();
    }

    private static String[] pair(String option, String value, String separator) {
        String[] pair = value.split(separator, 2);
        if (pair.length != 2 || pair[0].isEmpty()) {
            throw new IllegalArgumentException(option + ": there is no '" + separator + "' in " + value);
        }
        return pair;
    }

    private static KeyFileCredential credential(String option, String value) {
        String[] idAndKey = pair(option, value, "=");
        String[] userAndFiles = pair(option, idAndKey[1], ":");
        String[] files = userAndFiles[1].split(":", 2);
        return new KeyFileCredential(
                idAndKey[0], userAndFiles[0], Path.of(files[0]), files.length == 1 ? null : Path.of(files[1]));
    }
}
