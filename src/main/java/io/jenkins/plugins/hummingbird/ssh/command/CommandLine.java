package io.jenkins.plugins.hummingbird.ssh.command;

import io.jenkins.plugins.hummingbird.ssh.Command;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The command line that sshd passes to the user's login shell, for any login shell, and the marks that separate the
 * command's output from what that shell prints. The line starts bash, and bash runs the command. So sh, csh, tcsh, fish
 * and zsh must only agree on single-quoted text, which they do except for quotes, backslashes, exclamation marks and
 * line ends; these are written as escapes for printf in bash.
 *
 * <p>This bash reads no startup file, and imports no functions and options from the environment ({@code -p}). The
 * command does not read the file that BASH_ENV names either, because it may print; tasks get that variable, see
 * submit-array.sh.
 */
public final class CommandLine {
    /** sshd passes the line to the user's shell as one argument; the limit of Linux is 128 KiB, see execve(2). */
    static final int LONGEST = 128 * 1024 - 1;

    /**
     * Arguments: the mark and the words of the command. Prints the marks to both streams. Its own standard error, to
     * which bash reports that a signal ended the command, is separate from that of the command.
     */
    private static final String RUN = "hb_mark=$1; shift; hb_words=(); "
            + "for hb_word; do printf -v hb_word %b \"$hb_word\"; hb_words+=(\"$hb_word\"); done; "
            + "[ -z \"${BASH_ENV-}\" ] || export HUMMINGBIRD_BASH_ENV=\"$BASH_ENV\"; "
            + "unset BASH_ENV; export -n SHELLOPTS BASHOPTS; "
            + "exec 3>&2 2>/dev/null; printf %s \"$hb_mark:begin:\"; printf %s \"$hb_mark:begin:\" >&3; "
            + "\"${hb_words[@]}\" 2>&3 3>&-; hb_code=$?; "
            + "printf %s \"$hb_mark:end:$hb_code:\" >&3; printf %s \"$hb_mark:end:$hb_code:\"; exit \"$hb_code\"";

    private final Command command;
    /** Random, so that it cannot occur in the output of a command. */
    private final String mark = "hummingbird-" + UUID.randomUUID();

    public CommandLine(Command command) {
        this.command = command;
    }

    /** @return the mark before the first byte of the output; a host that echoes the command line does not print it */
    byte[] begin() {
        return bytes(mark + ":begin:");
    }

    /** @return the mark after the last byte of the output; the exit code and a colon follow it */
    byte[] end() {
        return bytes(mark + ":end:");
    }

    /** @throws IllegalArgumentException if the line is too long for a shell */
    public String text() {
        StringBuilder line = new StringBuilder("bash --norc -p -c '" + RUN + "' hummingbird " + mark);
        command.words().forEach(word -> line.append(' ').append(quote(word)));
        if (line.length() > LONGEST) {
            throw new IllegalArgumentException(command.name() + ": the command has " + line.length()
                    + " bytes, and the limit is " + LONGEST + "; pass long values on standard input");
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
