package io.jenkins.plugins.hummingbird.operation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.Patience;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A move that takes long without remote calls ends when the operation is stopped. */
public class LongMoveTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** Checks for a stop in an endless loop. */
    private static final class Endless extends Operation<TestContext> {
        private static final long serialVersionUID = 1L;
        private final transient CountDownLatch checks = new CountDownLatch(1000);

        Endless() {
            super("endless-1");
        }

        @Override
        protected Next advance(TestContext context) throws OperationException {
            while (true) {
                checks.countDown();
                checkStop();
            }
        }

        @Override
        protected Next undo(TestContext context) throws OperationException {
            checkStop();
            return undone();
        }

        @Override
        protected String remains() {
            return "";
        }

        @Override
        public String host() {
            return "";
        }

        @Override
        protected Instant deadline() {
            return null;
        }

        @Override
        protected Duration patience() {
            return null;
        }
    }

    @Test(timeout = 1000 * Patience.SECONDS)
    public void isStoppedAndDoesNotFail() throws Exception {
        TestContext context = new TestContext(folder.getRoot().toPath());
        Endless operation = new Endless();
        context.attach(operation);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Next> move = thread.submit(() -> operation.move(context));
            operation.checks.await();
            operation.stop();
            assertThat(move.get().delay(), is(Duration.ZERO));
        } finally {
            thread.shutdownNow();
        }
        assertThat(operation.move(context).over(), is(true));
        assertThat(operation.outcome().kind(), is(Outcome.Kind.STOPPED));
        assertThat(context.lines, is(List.of("stopping: cancelling running work")));
    }
}
