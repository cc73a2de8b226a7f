package io.jenkins.plugins.hummingbird.ssh;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.Test;

public class CommandTest {
    @Test
    public void everyWordIsQuoted() {
        assertEquals(
                "'squeue' '-n' 'O'\\''Hara $(touch x)' ''",
                Command.of("squeue", "-n", "O'Hara $(touch x)", "").line());
    }

    @Test
    public void aScriptGetsItsArgumentsBesideItsText() {
        assertEquals(
                "'bash' '-c' 'echo \"$1\"' 'hummingbird' 'a b'",
                Command.script("echo \"$1\"", "a b").line());
    }

    @Test
    public void variablesStandBeforeTheProgramAndAreQuoted() {
        assertEquals(
                "A='1 2' B='$x' 'env'",
                Command.of("env").with("A", "1 2").with("B", "$x").line());
    }

    @Test
    public void whatIsNoVariableIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Command.of("env").with("a b", ""));
        assertThrows(IllegalArgumentException.class, () -> Command.of("env").with("x;reboot", ""));
    }

    @Test
    public void aNulIsRefusedWhereverItStands() {
        assertThrows(IllegalArgumentException.class, () -> Command.of("a\0b"));
        assertThrows(IllegalArgumentException.class, () -> Command.of("a", "b\0"));
        assertThrows(IllegalArgumentException.class, () -> Command.script("a", "\0"));
        assertThrows(IllegalArgumentException.class, () -> Command.of("a").with("b", "\0"));
    }

    @Test
    public void aLineThatNoShellTakesIsRefused() {
        Command command = Command.of("echo", "ü".repeat(65_536));
        assertThrows(IllegalArgumentException.class, command::line);
    }

    @Test
    public void aTimeoutOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Command.of("true").timeout(Duration.ZERO));
    }

    @Test
    public void aChangedCopyLeavesTheCommandAsItWas() {
        Command command = Command.of("true");
        command.with("A", "1").timeout(Duration.ofHours(1));
        assertEquals("'true'", command.line());
        assertEquals(Duration.ofSeconds(30), command.timeout());
    }

    @Test
    public void aLogShowsOneShortLineWithoutScriptInputAndValues() {
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
