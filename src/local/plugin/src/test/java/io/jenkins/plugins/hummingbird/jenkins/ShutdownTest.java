package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.jenkins.headnode.HeadNodes;
import io.jenkins.plugins.hummingbird.jenkins.run.OperationPool;
import io.jenkins.plugins.hummingbird.operation.moves.MovePool;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;

/** What is still running when Jenkins has ended gets nothing that would outlive it. */
public class ShutdownTest {
    @Rule
    public final LocalController controller = new LocalController();

    private static boolean makes(MovePool pool) throws InterruptedException {
        CountDownLatch made = new CountDownLatch(1);
        pool.schedule("", Duration.ZERO, made::countDown);
        return made.await(200, TimeUnit.MILLISECONDS);
    }

    @Test
    public void noPoolIsMadeAfterTheEnd() throws Exception {
        MovePool used = OperationPool.get();
        CountDownLatch made = new CountDownLatch(1);
        used.schedule("", Duration.ZERO, made::countDown);
        assertThat(made.await(Patience.SECONDS, TimeUnit.SECONDS), is(true));
        OperationPool.end();
        assertThat(OperationPool.get(), is(sameInstance(used)));
        assertThat(makes(OperationPool.get()), is(false));
    }

    @Test
    public void whatNobodyHasUsedIsClosedAllTheSame() throws Exception {
        OperationPool.end();
        assertThat(makes(OperationPool.get()), is(false));
        HeadNodes.close();
        assertThat(refusal(HeadNodes.connections()), containsString("Jenkins or the plugin is being stopped"));
    }

    @Test
    public void noConnectionIsMadeAfterTheEnd() throws Exception {
        Connections used = HeadNodes.connections();
        HeadNodes.close();
        assertThat(HeadNodes.connections(), is(sameInstance(used)));
        assertThat(refusal(used), containsString("Jenkins or the plugin is being stopped"));
    }

    private static String refusal(Connections connections) throws Exception {
        KeyPair key = KeyPairGenerator.getInstance("EC").generateKeyPair();
        Login login = new Login("127.0.0.1", 1, "user", List.of(key), HostKeyPolicy.ACCEPT_ANY, "", "", null);
        return assertThrows(
                        IOException.class,
                        () -> connections.shell(login, line -> {}).run(Command.of("true")))
                .getMessage();
    }

    @Test
    public void theNextJenkinsHasItsOwn() throws Exception {
        MovePool used = OperationPool.get();
        controller.restart();
        assertThat(OperationPool.get(), is(not(sameInstance(used))));
        CountDownLatch made = new CountDownLatch(1);
        OperationPool.get().schedule("", Duration.ZERO, made::countDown);
        assertThat(made.await(Patience.SECONDS, TimeUnit.SECONDS), is(true));
    }
}
