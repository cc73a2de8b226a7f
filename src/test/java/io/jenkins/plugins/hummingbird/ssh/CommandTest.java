package io.jenkins.plugins.hummingbird.ssh;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.ssh.command.CommandLine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.Test;

public class CommandTest {
    private static String words(Command command) {
        String line = new CommandLine(command).text();
        return line.substring(line.indexOf("hummingbird-")).replaceFirst("^\\S+ ", "");
    }

    @Test
    public void wordsAreQuotedPortablyForAllShells() {
        assertEquals(
                "'squeue' '-n' 'O\\x27Hara $(touch x)' ''", words(Command.of("squeue", "-n", "O'Hara $(touch x)", "")));
        assertEquals("'a\\x0ab\\x21\\x5c\\xc3\\xbc'", words(Command.of("a\nb!\\ü")));
    }

    @Test
    public void aScriptGetsItsArgumentsSeparately() {
        assertEquals(
                "'bash' '--norc' '-p' '-c' 'echo \"$1\"' 'hummingbird' 'a b'",
                words(Command.script("echo \"$1\"", "a b")));
    }

    @Test
    public void variablesPrecedeTheProgram() {
        assertEquals(
                "'env' 'A=1 2' 'B=$x' 'id'",
                words(Command.of("id").with("A", "1 2").with("B", "$x")));
    }

    @Test
    public void everyCommandHasItsOwnMarks() {
        Command command = Command.of("id");
        assertFalse(new CommandLine(command).text().equals(new CommandLine(command).text()));
    }

    @Test
    public void invalidVariableNamesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Command.of("env").with("a b", ""));
        assertThrows(IllegalArgumentException.class, () -> Command.of("env").with("x;reboot", ""));
    }

    @Test
    public void aNulIsRefusedAnywhere() {
        assertThrows(IllegalArgumentException.class, () -> Command.of("a\0b"));
        assertThrows(IllegalArgumentException.class, () -> Command.of("a", "b\0"));
        assertThrows(IllegalArgumentException.class, () -> Command.script("a", "\0"));
        assertThrows(IllegalArgumentException.class, () -> Command.of("a").with("b", "\0"));
    }

    @Test
    public void aLineThatIsTooLongIsRefused() {
        Command command = Command.of("echo", "ü".repeat(65_536));
        assertThrows(IllegalArgumentException.class, () -> new CommandLine(command).text());
    }

    @Test
    public void aTimeoutOfZeroIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Command.of("true").timeout(Duration.ZERO));
    }

    @Test
    public void aModifiedCopyLeavesTheCommandUnchanged() {
        Command command = Command.of("true");
        command.with("A", "1").timeout(Duration.ofHours(1));
        assertEquals("'true'", words(command));
        assertEquals(Duration.ofSeconds(30), command.timeout());
    }

    @Test
    public void theTextForLogsIsOneShortLineWithoutScriptInputAndValues() {
        Command command = Command.script("a\nlong script", "plate\n1", "x".repeat(500))
                .named("submit")
                .with("TOKEN", "secret")
                .stdin("secret".getBytes(StandardCharsets.UTF_8));
        String shown = command.toString();
        assertTrue(shown, shown.startsWith("submit plate?1 xxx"));
        assertTrue(shown, shown.length() < 250);
        assertFalse(shown, shown.contains("secret") || shown.contains("script"));
        assertEquals("squeue -h", Command.of("squeue", "-h").toString());
    }
}
