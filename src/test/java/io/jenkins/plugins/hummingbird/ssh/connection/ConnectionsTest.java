package io.jenkins.plugins.hummingbird.ssh.connection;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.SshRule;
import io.jenkins.plugins.hummingbird.ssh.SshdProcess;
import io.jenkins.plugins.hummingbird.ssh.TestKeys;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import io.jenkins.plugins.hummingbird.ssh.key.PrivateKeys;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.sshd.client.SshClient;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ConnectionsTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @Rule
    public final SshRule ssh = new SshRule(HEAD_NODE);

    /** With short timeouts. */
    @Rule
    public final SshRule impatient = new SshRule(HEAD_NODE, Duration.ofSeconds(1), Duration.ofSeconds(1));

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> accepted = new ArrayList<>();
    private ServerSocket silent;

    /** A host that accepts connections and sends nothing. */
    @Before
    public void startSilentHost() throws IOException {
        silent = new ServerSocket(0);
        threads.submit(() -> {
            while (true) {
                Socket socket = silent.accept();
                synchronized (accepted) {
                    accepted.add(socket);
                }
            }
        });
    }

    @After
    public void stopThreads() throws Exception {
        silent.close();
        threads.shutdownNow();
        assertTrue(threads.awaitTermination(Patience.SECONDS, TimeUnit.SECONDS));
    }

    private int acceptedCount() {
        synchronized (accepted) {
            return accepted.size();
        }
    }

    private HostKeys hostKeys() {
        return new HostKeys(folder.getRoot().toPath().resolve("known_hosts"));
    }

    private static List<Thread> sshThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("hummingbird-ssh"))
                .toList();
    }

    private IOException fails(Shell shell) {
        return assertThrows(IOException.class, () -> shell.run(Command.of("true")));
    }

    @Test
    public void fiftyCommandsAtOnceShareOneConnection() throws Exception {
        List<Future<Result>> results = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Command command = Command.of("sh", "-c", SshRule.SESSION + "; echo \" $1\"", "sh", String.valueOf(i));
            results.add(threads.submit(() -> ssh.shell().run(command)));
        }
        Set<String> sessions = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            Result result = results.get(i).get();
            assertTrue(result.toString(), result.succeeded());
            String[] words = result.out().strip().split(" ");
            sessions.add(words[0]);
            assertEquals(String.valueOf(i), words[1]);
        }
        assertEquals(1, sessions.size());
    }

    @Test
    public void equalLoginsShareAConnectionAndOthersDoNot() throws Exception {
        ProcessHandle session = SshRule.session(ssh.shell());
        ProcessHandle sshd = session.parent().orElseThrow();
        Set<ProcessHandle> sessions = sshd.children().collect(Collectors.toSet());
        assertEquals(session, SshRule.session(ssh.shell()));
        assertTrue(sessions.containsAll(sshd.children().toList()));
        Login other = ssh.login(HEAD_NODE.host(), HEAD_NODE.port(), "ecdsa_pass");
        assertFalse(sessions.contains(SshRule.session(ssh.connections().shell(other, line -> {}))));
    }

    @Test
    public void anUnusedConnectionIsClosedAndReopened() throws Exception {
        Connections connections = new Connections(hostKeys(), Duration.ofSeconds(1), Duration.ofSeconds(20));
        try (connections) {
            Login login = ssh.login(HEAD_NODE.host(), HEAD_NODE.port(), "ed25519");
            Shell shell = connections.shell(login, line -> {});
            shell.run(Command.of("true"));
            // longer than the idle timeout, but the connection is in use
            Result result = shell.run(Command.of("sh", "-c", SshRule.SESSION + "; sleep 1.5"));
            ProcessHandle session =
                    ProcessHandle.of(Long.parseLong(result.out().strip())).orElseThrow();
            Patience.await("still open", () -> !session.isAlive());
            assertNotEquals(session, SshRule.session(shell));
        }
    }

    @Test
    public void aBrokenConnectionIsReportedAndReopened() throws Exception {
        Future<IOException> running = threads.submit(
                () -> assertThrows(IOException.class, () -> ssh.shell().run(Command.of("sleep", "7"))));
        ssh.shell().run(Command.of("true"));
        Thread.sleep(500);
        HEAD_NODE.part("sshd", "kill");
        try {
            IOException e = running.get(Patience.SECONDS, TimeUnit.SECONDS);
            assertTrue(e.getMessage(), e.getMessage().contains("the connection broke while sleep ran"));
            assertTrue(fails(ssh.shell()).getMessage().contains("cannot connect"));
        } finally {
            HEAD_NODE.part("sshd", "start");
        }
        Patience.await("no connection again", () -> {
            try {
                return ssh.shell().run(Command.of("true")).succeeded();
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Test
    public void aConnectionThatNoLongerAnswersIsGivenUpAfterATimeout() throws Exception {
        ProcessHandle session = SshRule.session(ssh.shell());
        TestKeys.run("kill", "-STOP", String.valueOf(session.pid()));
        try {
            Command command = Command.of("true").timeout(Duration.ofSeconds(1));
            assertThrows(IOException.class, () -> ssh.shell().run(command));
            assertNotEquals(session, SshRule.session(ssh.shell()));
        } finally {
            TestKeys.run("kill", "-CONT", String.valueOf(session.pid()));
        }
    }

    @Test
    public void aSilentHostIsGivenUpAfterTheTimeout() throws Exception {
        IOException e = fails(impatient.shell("127.0.0.1", silent.getLocalPort()));
        assertTrue(e.getMessage(), e.getMessage().contains("no answer within 1 s"));
    }

    @Test
    public void callersShareOneAttemptAndOtherHostsAreNotDelayed() throws Exception {
        List<Future<IOException>> failures = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            failures.add(threads.submit(() -> fails(ssh.shell("127.0.0.1", silent.getLocalPort()))));
        }
        Patience.await("no attempt", () -> acceptedCount() == 1);
        assertTrue(ssh.shell().run(Command.of("true")).succeeded());
        assertTrue(failures.stream().noneMatch(Future::isDone));
        synchronized (accepted) {
            accepted.get(0).close();
        }
        for (Future<IOException> failure : failures) {
            String message = failure.get(Patience.SECONDS, TimeUnit.SECONDS).getMessage();
            assertTrue(message, message.contains("cannot log in"));
        }
        assertEquals(1, acceptedCount());
    }

    @Test
    public void callsBeforeTheNextAttemptFailAtOnce() throws Exception {
        Shell shell = ssh.shell("127.0.0.1", SshdProcess.freePort());
        String first = fails(shell).getMessage();
        assertTrue(first, first.contains("Connection refused"));
        String second = fails(shell).getMessage();
        assertTrue(second, second.startsWith(first) && second.contains("failed 1 times in a row"));
        Patience.await("no second attempt", () -> !fails(shell).getMessage().contains("in a row"));
        assertTrue(fails(shell).getMessage().contains("failed 2 times in a row"));
    }

    @Test
    public void aNameWithoutAnAddressIsReported() throws Exception {
        assertTrue(fails(ssh.shell("no-such-host.invalid", 22)).getMessage().contains("no address for the name"));
    }

    @Test
    public void aRefusedKeyIsReportedAndNotRetried() throws Exception {
        Path stranger = TestKeys.generate(folder.getRoot().toPath(), "stranger", "-t", "ed25519");
        Login login = new Login(
                HEAD_NODE.host(),
                HEAD_NODE.port(),
                HEAD_NODE.user(),
                PrivateKeys.parse("stranger", List.of(Files.readString(stranger)), null),
                HostKeyPolicy.FIRST_USE,
                null,
                null,
                null);
        Shell shell = ssh.connections().shell(login, line -> {});
        for (int i = 0; i < 2; i++) {
            OperationException e = assertThrows(OperationException.class, () -> shell.run(Command.of("true")));
            String fingerprint =
                    TestKeys.run("ssh-keygen", "-lf", stranger + ".pub").split(" ")[1];
            assertTrue(e.getMessage(), e.getMessage().contains("refused the login of user '" + HEAD_NODE.user()));
            assertTrue(e.getMessage(), e.getMessage().contains(fingerprint));
        }
    }

    @Test
    public void aHostWithFewSessionsPerConnectionGetsMoreConnections() throws Exception {
        Path key = TestKeys.generate(folder.getRoot().toPath(), "key", "-t", "ed25519");
        try (SshdProcess sshd =
                SshdProcess.start(HEAD_NODE, folder.getRoot().toPath(), 0, List.of(key), "MaxSessions 2")) {
            List<Future<Result>> results = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                results.add(
                        threads.submit(() -> ssh.shell("127.0.0.1", sshd.port).run(Command.of("sleep", "1"))));
            }
            for (Future<Result> result : results) {
                assertTrue(result.get().succeeded());
            }
        }
    }

    @Test
    public void noThreadRunsBeforeTheFirstCommandOrAfterClose() throws Exception {
        assertEquals(List.of(), sshThreads());
        Shell shell = ssh.shell();
        assertEquals(List.of(), sshThreads());
        Future<IOException> running =
                threads.submit(() -> assertThrows(IOException.class, () -> shell.run(Command.of("sleep", "8"))));
        Future<IOException> connecting = threads.submit(() -> fails(ssh.shell("127.0.0.1", silent.getLocalPort())));
        shell.run(Command.of("true"));
        Thread.sleep(300);
        assertFalse(sshThreads().isEmpty());
        ssh.connections().close();
        running.get(Patience.SECONDS, TimeUnit.SECONDS);
        connecting.get(Patience.SECONDS, TimeUnit.SECONDS);
        Patience.await("threads " + sshThreads(), () -> sshThreads().isEmpty());
        assertTrue(fails(ssh.shell()).getMessage().contains("being stopped"));
    }

    @Test
    public void threadsAreDaemonsWithTheClassLoaderOfMina() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader foreign = new ClassLoader(null) {};
        thread.setContextClassLoader(foreign);
        try {
            ssh.shell().run(Command.of("true"));
            assertSame(foreign, thread.getContextClassLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
        assertFalse(sshThreads().isEmpty());
        for (Thread one : sshThreads()) {
            assertTrue(one.isDaemon());
            assertSame(SshClient.class.getClassLoader(), one.getContextClassLoader());
        }
    }
}
