package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A command that bash runs on another machine. Words are passed unchanged, whatever characters they contain. Immutable:
 * the methods that set something return a modified copy.
 */
public final class Command {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** Reads no startup file, and imports no functions from the user's environment. */
    private static final List<String> BASH = List.of("bash", "--norc", "-p", "-c");

    private static final int SHOWN_CHARACTERS = 200;

    private final List<String> words;
    /** Index of the first word that a log may show; those before it are a script. */
    private final int shownFrom;

    private String name;
    private List<String> environment = List.of();
    private Duration timeout = DEFAULT_TIMEOUT;
    private Input input;
    private OutputStream output;
    private long largestOutput = Limits.COMMAND_OUTPUT;

    private Command(List<String> words, int shownFrom, String name) {
        words.forEach(Command::rejectNul);
        this.words = List.copyOf(words);
        this.shownFrom = shownFrom;
        this.name = name;
    }

    private Command(Command other) {
        this(other.words, other.shownFrom, other.name);
        environment = other.environment;
        timeout = other.timeout;
        input = other.input;
        output = other.output;
        largestOutput = other.largestOutput;
    }

    /**
     * A program and its arguments.
     *
     * @throws IllegalArgumentException if a word contains a NUL, which no argument can
     */
    public static Command of(String program, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(program);
        words.addAll(List.of(arguments));
        return new Command(words, 1, program);
    }

    /**
     * A bash script and its arguments {@code $1}, {@code $2} and so on.
     *
     * @param text a constant: pass variable text as arguments
     * @throws IllegalArgumentException if the script or an argument contains a NUL
     */
    public static Command script(String text, String... arguments) {
        List<String> words = new ArrayList<>(BASH);
        words.addAll(List.of(text, "hummingbird"));
        words.addAll(List.of(arguments));
        return new Command(words, words.size() - arguments.length, "the script");
    }

    /** Sets the name of this command in messages; the default is the name of the program. */
    public Command named(String newName) {
        Command copy = new Command(this);
        copy.name = newName;
        return copy;
    }

    /**
     * Sets an environment variable of the command.
     *
     * @throws IllegalArgumentException if the name is not that of a variable, or the value contains a NUL
     */
    public Command with(String variable, String value) {
        if (!VARIABLE.matcher(variable).matches()) {
            throw new IllegalArgumentException("Not the name of an environment variable: " + printable(variable));
        }
        rejectNul(value);
        List<String> more = new ArrayList<>(environment);
        more.add(variable + "=" + value);
        Command copy = new Command(this);
        copy.environment = List.copyOf(more);
        return copy;
    }

    /** Sets standard input, which is empty by default. */
    public Command stdin(byte[] bytes) {
        return stdin(() -> new ByteArrayInputStream(bytes));
    }

    /** Sets a local file as standard input. */
    public Command stdin(Path file) {
        return stdin(() -> Files.newInputStream(file));
    }

    private Command stdin(Input source) {
        Command copy = new Command(this);
        copy.input = source;
        return copy;
    }

    /**
     * Redirects standard output to a stream instead of the result. The thread that runs the command writes to it; it is
     * neither flushed nor closed.
     *
     * @param most the limit in bytes; a command that prints more is terminated
     */
    public Command output(OutputStream stream, long most) {
        Command copy = largest(most);
        copy.output = stream;
        return copy;
    }

    /**
     * Sets the limit of standard output; the default is {@link Limits#COMMAND_OUTPUT}.
     *
     * @param most the limit in bytes; a command that prints more is terminated
     */
    public Command largest(long most) {
        Command copy = new Command(this);
        copy.largestOutput = most;
        return copy;
    }

    /** Sets the timeout of the command; the default is 30 seconds. */
    public Command timeout(Duration longest) {
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("A timeout must be positive, not " + longest);
        }
        Command copy = new Command(this);
        copy.timeout = longest;
        return copy;
    }

    public String name() {
        return printable(name);
    }

    public Duration timeout() {
        return timeout;
    }

    /** @return standard input; null if empty */
    public Input input() {
        return input;
    }

    /** @return where standard output goes; null for the result */
    public OutputStream output() {
        return output;
    }

    /** @return the limit of standard output in bytes */
    public long largestOutput() {
        return largestOutput;
    }

    /** @return a program and its arguments */
    public List<String> words() {
        if (environment.isEmpty()) {
            return words;
        }
        List<String> all = new ArrayList<>(List.of("env"));
        all.addAll(environment);
        all.addAll(words);
        return all;
    }

    /** @return one short line for logs, without the text of the script, values of variables and standard input */
    @Override
    public String toString() {
        List<String> shown = new ArrayList<>(List.of(name));
        shown.addAll(words.subList(shownFrom, words.size()));
        return printable(String.join(" ", shown));
    }

    private static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > SHOWN_CHARACTERS ? line.substring(0, SHOWN_CHARACTERS) + "…" : line;
    }

    private static void rejectNul(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A NUL character cannot be part of a command: " + printable(word));
        }
    }

    /** Opens the standard input of a command. */
    @FunctionalInterface
    public interface Input {
        InputStream open() throws IOException;
    }
}
