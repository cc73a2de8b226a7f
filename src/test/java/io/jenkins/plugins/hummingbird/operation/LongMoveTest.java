package io.jenkins.plugins.hummingbird.operation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

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

/** A move that takes long by itself ends when the operation is to stop. */
public class LongMoveTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    /** Looks at names without end. */
    private static final class Endless extends Operation<TestContext> {
        private static final long serialVersionUID = 1L;
        private final transient CountDownLatch looks = new CountDownLatch(1000);

        Endless() {
            super("endless-1");
        }

        @Override
        protected Next advance(TestContext context) throws OperationException {
            while (true) {
                looks.countDown();
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

    @Test(timeout = 60_000)
    public void itIsStoppedInBetweenAndNotFailed() throws Exception {
        TestContext ground = new TestContext(folder.getRoot().toPath());
        Endless operation = new Endless();
        ground.bear(operation);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Next> move = thread.submit(() -> operation.move(ground));
            operation.looks.await();
            operation.stop();
            assertThat(move.get().delay(), is(Duration.ZERO));
        } finally {
            thread.shutdownNow();
        }
        assertThat(operation.move(ground).over(), is(true));
        assertThat(operation.outcome().kind(), is(Outcome.Kind.STOPPED));
        assertThat(ground.shown, is(List.of("stopping: cancelling running work")));
    }
}
