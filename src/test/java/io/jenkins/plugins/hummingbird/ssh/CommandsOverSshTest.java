package io.jenkins.plugins.hummingbird.ssh;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.ClassRule;
import org.junit.Test;

/** Single commands over one connection to a real sshd. */
public class CommandsOverSshTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @ClassRule
    public static final SshRule SSH = new SshRule(HEAD_NODE);

    @Test
    public void wordsArriveUnchanged() throws Exception {
        List<String> words = List.of(
                "O'Hara $(touch x)",
                "a b",
                ";reboot",
                "-g",
                "--",
                "ü",
                "",
                " ",
                "line\nline\n",
                "\\",
                "\"",
                "`id`",
                "*",
                "~",
                "!!",
                "a\tb",
                "#",
                "''",
                "\u001b[0m",
                "\r",
                "A=b");
        List<String> arguments = new ArrayList<>(List.of("%s\\0"));
        arguments.addAll(words);
        Result result = SSH.shell().run(Command.of("printf", arguments.toArray(new String[0])));
        assertEquals(String.join("\0", words) + "\0", result.out());
    }

    @Test
    public void aScriptAndItsVariablesArriveUnchanged() throws Exception {
        Command command = Command.script("printf '%s|' \"$#\" \"$1\" \"$2\" \"$PLATE\"", "a b", "$HOME")
                .with("PLATE", "O'Hara $(touch x)\n");
        assertEquals(
                "2|a b|$HOME|O'Hara $(touch x)\n|", SSH.shell().run(command).out());
    }

    @Test
    public void outputAndExitCodeAreReturned() throws Exception {
        Result result = SSH.shell().run(Command.of("sh", "-c", "echo out; echo err >&2; exit 7"));
        assertEquals(new Result(7, "out\n", "err\n"), result);
        assertFalse(result.succeeded());
    }

    @Test
    public void theSignalThatEndsACommandIsReturned() throws Exception {
        Result result = SSH.shell().run(Command.of("sh", "-c", "kill -KILL $$"));
        assertEquals(new Result(-1, "KILL", "", ""), result);
    }

    @Test
    public void standardInputIsReadToItsEndAndEmptyByDefault() throws Exception {
        assertEquals("", SSH.shell().run(Command.of("cat")).out());
        String text = "0123456789\n".repeat(500_000);
        Result result = SSH.shell().run(Command.of("wc", "-c").stdin(SshRule.bytes(text)));
        assertEquals("5500000", result.out().strip());
    }

    @Test
    public void aCommandMayLeaveItsInputUnread() throws Exception {
        byte[] large = new byte[8 * 1024 * 1024];
        Result result = SSH.shell().run(Command.of("sh", "-c", "exit 3").stdin(large));
        assertEquals(3, result.exit());
    }

    @Test
    public void anInputFileThatCannotBeReadIsReported() throws Exception {
        Command command = Command.of("cat").stdin(Path.of("/nonexistent"));
        assertThrows(NoSuchFileException.class, () -> SSH.shell().run(command));
        assertTrue(SSH.shell().run(Command.of("true")).succeeded());
    }

    @Test
    public void aCommandThatPrintsTooMuchIsTerminatedAndTheConnectionKept() throws Exception {
        ProcessHandle session = SshRule.session(SSH.shell());
        for (Command out : List.of(
                Command.of("cat", "/dev/zero"),
                Command.of("cat", "/dev/zero").output(OutputStream.nullOutputStream(), Limits.COMMAND_OUTPUT))) {
            OperationException e =
                    assertThrows(OperationException.class, () -> SSH.shell().run(out));
            assertTrue(e.getMessage(), e.getMessage().contains("cat wrote more than 4 MiB to its output"));
        }
        for (Command err : List.of(
                Command.of("sh", "-c", "cat /dev/zero >&2"),
                Command.of("sh", "-c", "cat /dev/zero >&2").output(OutputStream.nullOutputStream(), 10))) {
            OperationException e =
                    assertThrows(OperationException.class, () -> SSH.shell().run(err));
            assertTrue(e.getMessage(), e.getMessage().contains("sh wrote more than 64 KiB of errors"));
        }
        assertEquals(session, SshRule.session(SSH.shell()));
    }

    /**
     * Output that arrives while a channel is being closed must not end the connection; that happens only at certain
     * moments.
     */
    @Test
    public void theConnectionIsKeptWhenManyCommandsAreTerminatedDuringOutput() throws Exception {
        TestSet.takesMinutes();
        ProcessHandle session = SshRule.session(SSH.shell());
        List<Command> endless = List.of(
                Command.of("cat", "/dev/zero").output(OutputStream.nullOutputStream(), 100_000),
                Command.of("cat", "/dev/zero").largest(100_000),
                Command.of("sh", "-c", "cat /dev/zero >&2"),
                Command.of("sh", "-c", "cat /dev/zero >&2").output(OutputStream.nullOutputStream(), 10));
        for (int i = 0; i < 200; i++) {
            Command command = endless.get(i % endless.size());
            assertThrows(OperationException.class, () -> SSH.shell().run(command));
        }
        assertEquals(session, SshRule.session(SSH.shell()));
    }

    @Test
    public void aCommandMayHaveALargerLimit() throws Exception {
        Command head = Command.of("head", "-c", "5000000", "/dev/zero").largest(5_000_000);
        assertEquals(5_000_000, SSH.shell().run(head).out().length());
    }

    @Test
    public void redirectedOutputMayHaveAnyLimit() throws Exception {
        long[] count = {0};
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int b) {
                count[0]++;
            }
        };
        Result result = SSH.shell()
                .run(Command.of("head", "-c", "17000000", "/dev/zero").output(counting, 17_000_000));
        assertEquals(new Result(0, "", ""), result);
        assertEquals(17_000_000, count[0]);
    }

    @Test
    public void aFailureOfTheReceiverFailsOnlyTheCommand() throws Exception {
        ProcessHandle session = SshRule.session(SSH.shell());
        IOException full = new IOException("disk full");
        OutputStream failing = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw full;
            }
        };
        Command command = Command.of("head", "-c", "9000000", "/dev/zero").output(failing, 9_000_000);
        assertSame(full, assertThrows(IOException.class, () -> SSH.shell().run(command)));
        assertEquals(session, SshRule.session(SSH.shell()));
    }

    @Test
    public void aCommandThatTimesOutIsGivenUpAndTheConnectionKept() throws Exception {
        ProcessHandle session = SshRule.session(SSH.shell());
        Command command = Command.of("sleep", "600").timeout(Duration.ofSeconds(1));
        IOException e = assertThrows(IOException.class, () -> SSH.shell().run(command));
        assertTrue(e.getMessage(), e.getMessage().contains("sleep did not end within 1 s"));
        assertEquals(session, SshRule.session(SSH.shell()));
    }

    @Test
    public void aTransferThatTimesOutIsGivenUp() throws Exception {
        Command reading =
                Command.of("sleep", "6").stdin(new byte[8 * 1024 * 1024]).timeout(Duration.ofSeconds(1));
        assertThrows(IOException.class, () -> SSH.shell().run(reading));
        Command writing = Command.of("sleep", "6")
                .output(OutputStream.nullOutputStream(), 1 << 30)
                .timeout(Duration.ofSeconds(1));
        assertThrows(IOException.class, () -> SSH.shell().run(writing));
    }

    @Test
    public void aBackgroundProcessThatKeepsTheOutputOpenIsNotWaitedFor() throws Exception {
        Path started = HEAD_NODE.shared().resolve("left-behind");
        Command command =
                Command.of("sh", "-c", "sleep 600 & echo $! >\"$1\"; echo done; exit 3", "sh", started.toString());
        List<Command> commands = List.of(command, command.output(OutputStream.nullOutputStream(), 1000));
        for (Command one : commands) {
            assertEquals(3, SSH.shell().run(one).exit());
            ProcessHandle left = ProcessHandle.of(
                            Long.parseLong(Files.readString(started).strip()))
                    .orElseThrow();
            assertTrue(left.isAlive());
            left.destroy();
        }
    }

    @Test
    public void anInterruptEndsTheWaitAndTheInterruptStatusIsKept() throws Exception {
        Path started = HEAD_NODE.shared().resolve("started");
        Command sleep = Command.of("sh", "-c", "touch \"$1\"; sleep 5", "sh", started.toString());
        for (Command command : List.of(
                sleep,
                sleep.stdin(new byte[8 * 1024 * 1024]),
                sleep.output(OutputStream.nullOutputStream(), 1 << 30))) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            AtomicBoolean kept = new AtomicBoolean();
            Thread thread = new Thread(() -> {
                thrown.set(assertThrows(Exception.class, () -> SSH.shell().run(command)));
                kept.set(Thread.currentThread().isInterrupted());
            });
            thread.start();
            while (!Files.exists(started) && thread.isAlive()) {
                Thread.sleep(20);
            }
            // For the second and third kind: until the thread feeds or reads.
            Thread.sleep(100);
            thread.interrupt();
            thread.join(TimeUnit.SECONDS.toMillis(Patience.SECONDS));
            assertFalse(command + " continues", thread.isAlive());
            assertTrue(String.valueOf(thrown.get()), thrown.get() instanceof InterruptedIOException);
            assertTrue(kept.get());
            Files.delete(started);
        }
        assertTrue(SSH.shell().run(Command.of("true")).succeeded());
    }
}
