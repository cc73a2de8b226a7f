package io.jenkins.plugins.hummingbird.submit.tasks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A command that kills the script which calls it, to leave its work in each state between two steps. */
final class KillingCommand {
    private KillingCommand() {}

    /**
     * Makes one.
     *
     * @param root for its folder
     * @param call which call of the command kills, from 1
     * @param after whether it does its work before it kills
     * @return a PATH that begins with its folder
     */
    static String path(Path root, String command, int call, boolean after) throws IOException {
        Path tools = root.resolve("tools-" + command + call + after);
        String isCalled = "echo >>" + tools + "/calls\n[ $(wc -l <" + tools + "/calls) -eq " + call + " ]";
        return write(tools, command, isCalled, after);
    }

    /**
     * Makes one that kills before it does its work, at a call that no other work of the script can count up to: how often
     * the script looks at its program depends on the machine.
     *
     * @param argument what the last argument of that call ends with
     * @return a PATH that begins with its folder
     */
    static String before(Path root, String command, String argument) throws IOException {
        return write(root.resolve("tools-" + command), command, "[[ ${!#} == *" + argument + " ]]", false);
    }

    private static String write(Path tools, String command, String condition, boolean after) throws IOException {
        Path real = Stream.of("/bin", "/usr/bin")
                .map(bin -> Path.of(bin, command))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
        Path script = Files.writeString(
                Files.createDirectories(tools).resolve(command),
                "#!/bin/bash\n" + condition + " || exec " + real + " \"$@\"\n" + (after ? real + " \"$@\"\n" : "")
                        + "kill -9 $PPID\n");
        script.toFile().setExecutable(true);
        return tools + ":" + System.getenv("PATH");
    }
}
