package io.jenkins.plugins.hummingbird.ssh.command;

import io.jenkins.plugins.hummingbird.ssh.Command;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The line that sshd hands to the user's login shell for one command, whatever shell that is, and the marks by which
 * the command's answer is known from what that shell prints around it. The line starts bash, and bash runs the command: so
 * sh, csh, tcsh, fish and zsh need only agree on what stands between single quotes, which they do but for quotes,
 * backslashes, exclamation marks and the ends of lines; these are written as escapes that printf in bash reads.
 *
 * <p>That bash reads no start-up file, and takes no functions and options from the environment ({@code -p}). What
 * BASH_ENV names is not read by the command either, for it may print; tasks get it, see submit-array.sh.
 */
public final class CommandLine {
    /** sshd gives the line to the user's shell as one argument; Linux takes 128 KiB for one, see execve(2). */
    static final int LONGEST = 128 * 1024 - 1;

    /**
     * Arguments: the mark, and the words of the command. It prints the marks to both outputs. Its own standard error, where
     * it would say that a signal has ended the command, is not the command's.
     */
    private static final String RUN = "hb_mark=$1; shift; hb_words=(); "
            + "for hb_word; do printf -v hb_word %b \"$hb_word\"; hb_words+=(\"$hb_word\"); done; "
            + "[ -z \"${BASH_ENV-}\" ] || export HUMMINGBIRD_BASH_ENV=\"$BASH_ENV\"; "
            + "unset BASH_ENV; export -n SHELLOPTS BASHOPTS; "
            + "exec 3>&2 2>/dev/null; printf %s \"$hb_mark:begin:\"; printf %s \"$hb_mark:begin:\" >&3; "
            + "\"${hb_words[@]}\" 2>&3 3>&-; hb_code=$?; "
            + "printf %s \"$hb_mark:end:$hb_code:\" >&3; printf %s \"$hb_mark:end:$hb_code:\"; exit \"$hb_code\"";

    private final Command command;
    /** Known to nobody before, so that it is in nothing that a command prints. */
    private final String mark = "hummingbird-" + UUID.randomUUID();

    public CommandLine(Command command) {
        this.command = command;
    }

    /** What stands before the first byte of an answer. A host that prints the line back does not print this. */
    byte[] begin() {
        return bytes(mark + ":begin:");
    }

    /** What stands after the last byte of an answer, with the exit code and a colon behind it. */
    byte[] end() {
        return bytes(mark + ":end:");
    }

    /** @throws IllegalArgumentException no shell takes a line of that length */
    public String text() {
        StringBuilder line = new StringBuilder("bash --norc -p -c '" + RUN + "' hummingbird " + mark);
        command.words().forEach(word -> line.append(' ').append(quote(word)));
        if (line.length() > LONGEST) {
            throw new IllegalArgumentException(command.name() + ": the command has " + line.length()
                    + " bytes, and a shell takes " + LONGEST + "; what is long belongs on standard input");
        }
        return line.toString();
    }

    private static String quote(String word) {
        StringBuilder quoted = new StringBuilder("'");
        for (byte b : bytes(word)) {
            if (b < ' ' || b > '~' || b == '\'' || b == '\\' || b == '!') {
                quoted.append(String.format("\\x%02x", b));
            } else {
                quoted.append((char) b);
            }
        }
        return quoted.append('\'').toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
