package io.jenkins.plugins.hummingbird.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jenkins.local.LocalKey;

/**
 * What the runner was asked to do.
 *
 * @param jenkinsfile the file to run
 * @param workspace what stands for the checked-out repository: {@code readTrusted} and an agent find their files there
 * @param home the folder of this Jenkins; made when it is missing
 * @param parameters values for parameters of the Jenkinsfile
 * @param credentials the SSH keys that its steps can name
 * @param defaults values of parameters of steps that the Jenkinsfile leaves out, by the name of the step
 * @param configuration a file of Configuration as Code with the global configuration; null for none
 */
record CommandLine(
        Path jenkinsfile,
        Path workspace,
        Path home,
        Map<String, String> parameters,
        List<LocalKey> credentials,
        Map<String, Map<String, String>> defaults,
        Path configuration) {
    static final String USAGE =
            """
            usage: java -jar hummingbird-runner.jar JENKINSFILE WORKSPACE HOME
                       [--parameter NAME=VALUE]... [--credential ID=USER:KEY-FILE]... [--configuration YAML-FILE]
                       [--default STEP.PARAMETER=VALUE]...
            A default is for a parameter that the Jenkinsfile does not give its step.
            Exit codes: 0 SUCCESS, 1 FAILURE, 2 UNSTABLE, 3 ABORTED, 64 wrong arguments, 130 or 143 after a signal.""";

    /** @throws IllegalArgumentException when something is missing, unknown or unreadable; the message says what */
    static CommandLine parse(String... words) {
        if (words.length < 3 || words.length % 2 == 0) {
            throw new IllegalArgumentException("an argument is missing");
        }
        Path jenkinsfile = Path.of(words[0]).toAbsolutePath().normalize();
        Path workspace = Path.of(words[1]).toAbsolutePath().normalize();
        if (!Files.isRegularFile(jenkinsfile) || !Files.isDirectory(workspace)) {
            throw new IllegalArgumentException("there is no file " + jenkinsfile + ", or no folder " + workspace);
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        List<LocalKey> credentials = new ArrayList<>();
        Map<String, Map<String, String>> defaults = new LinkedHashMap<>();
        Path configuration = null;
        for (int i = 3; i < words.length; i += 2) {
            if (words[i].equals("--configuration")) {
                configuration = file(words[i + 1]);
                continue;
            }
            String[] pair = pair(words[i + 1], "=");
            switch (words[i]) {
                case "--parameter" -> parameters.put(pair[0], pair[1]);
                case "--credential" -> credentials.add(key(pair[0], pair(pair[1], ":")));
                case "--default" -> {
                    String[] step = pair(pair[0], ".");
                    defaults.computeIfAbsent(step[0], name -> new LinkedHashMap<>())
                            .put(step[1], pair[1]);
                }
                default -> throw new IllegalArgumentException("unknown argument: " + words[i]);
            }
        }
        return new CommandLine(
                jenkinsfile,
                workspace,
                Path.of(words[2]).toAbsolutePath(),
                parameters,
                credentials,
                defaults,
                configuration);
    }

    private static Path file(String name) {
        Path file = Path.of(name).toAbsolutePath();
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        return file;
    }

    private static String[] pair(String value, String separator) {
        String[] pair = value.split(Pattern.quote(separator), 2);
        if (pair.length != 2 || pair[0].isEmpty()) {
            throw new IllegalArgumentException("there is no '" + separator + "' in " + value);
        }
        return pair;
    }

    private static LocalKey key(String id, String... userAndFile) {
        try {
            return new LocalKey(id, userAndFile[0], Files.readString(Path.of(userAndFile[1])), null);
        } catch (IOException e) {
            throw new IllegalArgumentException("the key of the credential " + id + " cannot be read: " + e, e);
        }
    }
}
