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
        Path tools = Files.createDirectories(root.resolve("tools-" + command + call + after));
        Path real = Stream.of("/bin", "/usr/bin")
                .map(bin -> Path.of(bin, command))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
        Path script = Files.writeString(
                tools.resolve(command),
                "#!/bin/bash\necho >>" + tools + "/calls\n[ $(wc -l <" + tools + "/calls) -eq " + call + " ] || exec "
                        + real + " \"$@\"\n" + (after ? real + " \"$@\"\n" : "") + "kill -9 $PPID\n");
        script.toFile().setExecutable(true);
        return tools + ":" + System.getenv("PATH");
    }
}
