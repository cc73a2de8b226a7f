package io.jenkins.plugins.hummingbird.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * A bash script among the plugin's resources. Variable text is passed as arguments and never inserted into the script.
 */
public final class Script {
    private final String text;

    private Script(String text) {
        this.text = text;
    }

    /**
     * @param owner a class of the package that contains it
     * @param name its file name
     */
    public static Script resource(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + name + " in the package of " + owner.getName());
            }
            return new Script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param functions a script that only defines functions
     * @return this script preceded by those functions
     */
    public Script with(Script functions) {
        return new Script(functions.text + text);
    }

    /** @return the text of the script */
    public String text() {
        return text;
    }

    /** @return a command that runs the script with these arguments */
    public Command command(String... arguments) {
        return Command.script(text, arguments);
    }

    /** @return a command that runs the script with these arguments */
    public Command command(Collection<String> arguments) {
        return command(arguments.toArray(String[]::new));
    }
}
