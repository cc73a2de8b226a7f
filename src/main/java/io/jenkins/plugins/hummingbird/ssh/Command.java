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
 * A command on another machine, where bash runs it. Each word arrives there as it is here, whatever characters it has.
 * Immutable: the methods that change something answer a changed copy.
 */
public final class Command {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** Reads no start-up file, and takes no functions of the user's environment. */
    private static final List<String> BASH = List.of("bash", "--norc", "-p", "-c");

    private static final int SHOWN_CHARACTERS = 200;

    private final List<String> words;
    /** The first of the words that a log may show; those before are a script. */
    private final int shownFrom;

    private String name;
    private List<String> environment = List.of();
    private Duration timeout = DEFAULT_TIMEOUT;
    private Input input;
    private OutputStream output;
    private long largestOutput = Limits.COMMAND_OUTPUT;

    private Command(List<String> words, int shownFrom, String name) {
        words.forEach(Command::refuseNul);
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
     * @throws IllegalArgumentException a word holds a NUL, which no argument can
     */
    public static Command of(String program, String... arguments) {
        List<String> words = new ArrayList<>();
        words.add(program);
        words.addAll(List.of(arguments));
        return new Command(words, 1, program);
    }

    /**
     * A bash script and its arguments, which it finds in {@code $1} and so on.
     *
     * @param text a constant: whatever changes belongs in the arguments
     * @throws IllegalArgumentException the script or an argument holds a NUL
     */
    public static Command script(String text, String... arguments) {
        List<String> words = new ArrayList<>(BASH);
        words.addAll(List.of(text, "hummingbird"));
        words.addAll(List.of(arguments));
        return new Command(words, words.size() - arguments.length, "the script");
    }

    /** What messages call this command; without it the program's name. */
    public Command named(String newName) {
        Command copy = new Command(this);
        copy.name = newName;
        return copy;
    }

    /**
     * Sets an environment variable of the command.
     *
     * @throws IllegalArgumentException not the name of a variable, or a NUL in the value
     */
    public Command with(String variable, String value) {
        if (!VARIABLE.matcher(variable).matches()) {
            throw new IllegalArgumentException("Not the name of an environment variable: " + printable(variable));
        }
        refuseNul(value);
        List<String> more = new ArrayList<>(environment);
        more.add(variable + "=" + value);
        Command copy = new Command(this);
        copy.environment = List.copyOf(more);
        return copy;
    }

    /** What the command reads from standard input. Without, that is empty. */
    public Command stdin(byte[] bytes) {
        return stdin(() -> new ByteArrayInputStream(bytes));
    }

    /** A local file that the command reads from standard input. */
    public Command stdin(Path file) {
        return stdin(() -> Files.newInputStream(file));
    }

    private Command stdin(Input source) {
        Command copy = new Command(this);
        copy.input = source;
        return copy;
    }

    /**
     * Where standard output goes instead of into the result. It is written by the thread that runs the command, and
     * neither flushed nor closed.
     *
     * @param most of it in bytes; a command that prints more is ended
     */
    public Command output(OutputStream stream, long most) {
        Command copy = largest(most);
        copy.output = stream;
        return copy;
    }

    /**
     * How much standard output there may be, where {@link Limits#COMMAND_OUTPUT} is not right.
     *
     * @param most of it in bytes; a command that prints more is ended
     */
    public Command largest(long most) {
        Command copy = new Command(this);
        copy.largestOutput = most;
        return copy;
    }

    /** How long the command may take from its start to its end; 30 seconds without. */
    public Command timeout(Duration longest) {
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("A timeout must be longer than nothing, not " + longest);
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

    /** Null: nothing to read. */
    public Input input() {
        return input;
    }

    /** Null: into the result. */
    public OutputStream output() {
        return output;
    }

    /** In bytes. */
    public long largestOutput() {
        return largestOutput;
    }

    /** A program and its arguments. */
    public List<String> words() {
        if (environment.isEmpty()) {
            return words;
        }
        List<String> all = new ArrayList<>(List.of("env"));
        all.addAll(environment);
        all.addAll(words);
        return all;
    }

    /** One short line for logs, without the script's text, values of variables and input. */
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

    private static void refuseNul(String word) {
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("A NUL character cannot be part of a command: " + printable(word));
        }
    }

    /** Opens what a command reads. */
    @FunctionalInterface
    public interface Input {
        InputStream open() throws IOException;
    }
}
