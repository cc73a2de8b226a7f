package io.jenkins.plugins.hummingbird.operation.moves;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Test;

/** Moves of many operations on real threads, which the tests block and release. */
public class MovePoolTest {
    private static final int PER_HOST = 2;

    /** How many of the next threads cannot be created. */
    private final AtomicInteger failingThreads = new AtomicInteger();

    private final MovePool pool = new MovePool(
            Executors.newCachedThreadPool(this::move), work -> daemon(work, "pool under test, timer"), PER_HOST);
    private final Semaphore release = new Semaphore(0);

    private Thread move(Runnable work) {
        if (failingThreads.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        return daemon(work, "pool under test, move");
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @After
    public void end() {
        release.release(1_000_000);
        pool.close();
    }

    /** Moves for one host that block until they are released. */
    private final class Hanging {
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();
        private final AtomicBoolean interrupted = new AtomicBoolean();

        void schedule(String host, int count) {
            for (int i = 0; i < count; i++) {
                pool.schedule(host, Duration.ZERO, this::hang);
            }
        }

        private void hang() {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            release.acquireUninterruptibly();
            interrupted.compareAndSet(false, Thread.interrupted());
            running.decrementAndGet();
            ended.incrementAndGet();
        }
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("pool under test"))
                .toList();
    }

    @Test
    public void theMovesOfAHostNeverExceedItsLimit() throws Exception {
        Hanging hanging = new Hanging();
        hanging.schedule("slow:22", 10);
        Patience.await("two moves hang", () -> hanging.running.get() == PER_HOST);
        Thread.sleep(100);
        assertEquals(PER_HOST, hanging.running.get());
        release.release(10);
        Patience.await("all were made", () -> hanging.ended.get() == 10);
        assertEquals(PER_HOST, hanging.most.get());
    }

    @Test
    public void aHostThatHangsDelaysNoOtherHost() throws Exception {
        Hanging hanging = new Hanging();
        hanging.schedule("slow:22", 10);
        Patience.await("two moves hang", () -> hanging.running.get() == PER_HOST);
        CountDownLatch others = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            pool.schedule("host-" + i % 5, Duration.ZERO, others::countDown);
        }
        assertTrue(others.await(Patience.SECONDS, TimeUnit.SECONDS));
        assertEquals(0, hanging.ended.get());
    }

    @Test
    public void twentyHostsThatHangDelayNoOtherHost() throws Exception {
        Hanging hanging = new Hanging();
        for (int host = 0; host < 20; host++) {
            hanging.schedule("dead-" + host + ":22", 30);
        }
        Patience.await("each has its share", () -> hanging.running.get() == 20 * PER_HOST);
        CountDownLatch living = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            pool.schedule("living:22", Duration.ZERO, living::countDown);
        }
        assertTrue(living.await(Patience.SECONDS, TimeUnit.SECONDS));
        assertEquals("none of the dead ones answered", 0, hanging.ended.get());
        assertEquals("no host has more than its share", 20 * PER_HOST, hanging.most.get());
    }

    @Test
    public void aMoveWithoutAHostIsNotLimited() throws Exception {
        Hanging hanging = new Hanging();
        hanging.schedule("", 10 * PER_HOST);
        Patience.await("all are begun", () -> hanging.running.get() == 10 * PER_HOST);
        CountDownLatch other = new CountDownLatch(1);
        pool.schedule("", Duration.ZERO, other::countDown);
        assertTrue(other.await(Patience.SECONDS, TimeUnit.SECONDS));
    }

    @Test
    public void aMoveIsRetriedWhenNoThreadCanBeCreated() throws Exception {
        failingThreads.set(3);
        CountDownLatch made = new CountDownLatch(6);
        for (int i = 0; i < 4; i++) {
            pool.schedule("host", Duration.ZERO, made::countDown);
        }
        pool.schedule("", Duration.ZERO, made::countDown);
        pool.schedule("", Duration.ZERO, made::countDown);
        assertTrue(made.await(Patience.SECONDS, TimeUnit.SECONDS));
    }

    @Test
    public void theMovesOfAHostAreMadeInOrder() throws Exception {
        Hanging hanging = new Hanging();
        hanging.schedule("host", PER_HOST);
        Patience.await("the host is busy", () -> hanging.running.get() == PER_HOST);
        List<Integer> order = new ArrayList<>();
        CountDownLatch made = new CountDownLatch(20);
        for (int i = 0; i < 20; i++) {
            int number = i;
            pool.schedule("host", Duration.ZERO, () -> {
                synchronized (order) {
                    order.add(number);
                }
                made.countDown();
            });
        }
        // one of the two permits: the other stays in use, so that there is an order
        release.release();
        assertTrue(made.await(Patience.SECONDS, TimeUnit.SECONDS));
        assertEquals(IntStream.range(0, 20).boxed().toList(), order);
    }

    @Test
    public void aMoveIsNotMadeBeforeItIsDueAndUsesNoThreadUntilThen() throws Exception {
        long begin = System.nanoTime();
        CountDownLatch made = new CountDownLatch(1);
        for (int i = 0; i < 100; i++) {
            pool.schedule("host", Duration.ofHours(1), () -> {});
        }
        pool.schedule("host", Duration.ofMillis(300), made::countDown);
        assertTrue(made.await(Patience.SECONDS, TimeUnit.SECONDS));
        assertTrue(System.nanoTime() - begin >= TimeUnit.MILLISECONDS.toNanos(300));
        assertEquals("the timer and one for the move", 2, threads().size());
    }

    @Test
    public void aMoveThatThrowsReleasesItsPermit() throws Exception {
        AtomicInteger made = new AtomicInteger();
        for (int i = 0; i < 3 * PER_HOST; i++) {
            pool.schedule("host", Duration.ZERO, () -> {
                made.incrementAndGet();
                throw new Bug();
            });
        }
        Patience.await("all were made", () -> made.get() == 3 * PER_HOST);
        CountDownLatch next = new CountDownLatch(1);
        pool.schedule("host", Duration.ZERO, next::countDown);
        assertTrue(next.await(Patience.SECONDS, TimeUnit.SECONDS));
    }

    /** Not printed by the uncaught exception handler. */
    private static final class Bug extends ThreadDeath {
        private static final long serialVersionUID = 1L;
    }

    @Test
    public void noMoveStartsAfterClose() throws Exception {
        Hanging hanging = new Hanging();
        hanging.schedule("slow:22", 10);
        hanging.schedule("other:22", 10);
        hanging.schedule("third:22", 10);
        Patience.await("each host has its share", () -> hanging.running.get() == 3 * PER_HOST);
        AtomicBoolean begun = new AtomicBoolean();
        pool.schedule("host", Duration.ofMillis(50), () -> begun.set(true));
        pool.close();
        pool.schedule("host", Duration.ZERO, () -> begun.set(true));
        release.release(100);
        Patience.await("its threads have ended", () -> threads().isEmpty());
        assertEquals("running moves ended, waiting moves were not started", 3 * PER_HOST, hanging.ended.get());
        assertFalse("a move was interrupted", hanging.interrupted.get());
        assertFalse(begun.get());
    }

    @Test
    public void itsThreadsAreDaemons() throws Exception {
        Hanging hanging = new Hanging();
        hanging.schedule("slow:22", 1);
        Patience.await("a move hangs", () -> hanging.running.get() == 1);
        assertEquals(2, threads().size());
        threads().forEach(thread -> assertTrue(thread.getName(), thread.isDaemon()));
    }
}
