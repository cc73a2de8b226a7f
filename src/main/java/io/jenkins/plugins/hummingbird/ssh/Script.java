package io.jenkins.plugins.hummingbird.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** A bash script of the plugin: a file among its resources, run with arguments and never with text pasted into it. */
public final class Script {
    private final String text;

    private Script(String text) {
        this.text = text;
    }

    /**
     * @param beside the class in whose package it lies
     * @param name its file name
     */
    public static Script resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + name + " beside " + beside.getName());
            }
            return new Script(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param functions a script that defines some, and does nothing else
     * @return this script with those before it
     */
    public Script with(Script functions) {
        return new Script(functions.text + text);
    }

    /** @return the script's text, to be written to a file */
    public String text() {
        return text;
    }

    /** @return a command that runs it by bash with these arguments */
    public Command command(String... arguments) {
        return Command.script(text, arguments);
    }

    /** @return a command that runs it by bash with these arguments */
    public Command command(Collection<String> arguments) {
        return command(arguments.toArray(String[]::new));
    }
}
