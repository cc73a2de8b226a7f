package io.jenkins.plugins.hummingbird.operation.moves;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.SystemLog;
import io.jenkins.plugins.hummingbird.operation.TestPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.After;
import org.junit.Test;

/** The moves of one operation, one after the other, on a real pool. */
public class MoveSchedulerTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final MovePool pool = TestPool.open("scheduler under test", 8);

    /** Released by each move when it ends. */
    private final Semaphore made = new Semaphore(0);

    @After
    public void end() {
        pool.close();
    }

    private MoveScheduler scheduler(Supplier<Next> move) {
        return new MoveScheduler(pool, () -> "host", counted(move));
    }

    private Supplier<Next> counted(Supplier<Next> move) {
        return () -> {
            Next next = move.get();
            made.release();
            return next;
        };
    }

    private void awaitMoves(int count) throws InterruptedException {
        assertTrue("fewer moves than " + count, made.tryAcquire(count, Patience.SECONDS, TimeUnit.SECONDS));
    }

    private void assertNoMoreMoves() throws InterruptedException {
        assertFalse("one move too many", made.tryAcquire(200, TimeUnit.MILLISECONDS));
    }

    @Test
    public void makesMovesUntilTheOperationIsOver() throws Exception {
        AtomicInteger moves = new AtomicInteger();
        MoveScheduler scheduler = scheduler(() -> moves.incrementAndGet() < 5 ? Next.now() : Next.end());
        assertFalse(scheduler.over());
        scheduler.wake();
        awaitMoves(5);
        assertNoMoreMoves();
        assertTrue(scheduler.over());
        scheduler.wake();
        assertNoMoreMoves();
    }

    @Test
    public void waitsForTheRequestedDelay() throws Exception {
        AtomicInteger moves = new AtomicInteger();
        MoveScheduler scheduler =
                scheduler(() -> moves.incrementAndGet() == 1 ? Next.in(Duration.ofMillis(400)) : Next.end());
        long begin = System.nanoTime();
        scheduler.wake();
        awaitMoves(2);
        assertTrue(System.nanoTime() - begin >= TimeUnit.MILLISECONDS.toNanos(400));
    }

    @Test
    public void wakeMakesAMoveAtOnceAndCancelsTheScheduledOne() throws Exception {
        AtomicInteger moves = new AtomicInteger();
        MoveScheduler scheduler =
                scheduler(() -> Next.in(moves.incrementAndGet() == 1 ? Duration.ofMillis(500) : LONG));
        scheduler.wake();
        awaitMoves(1);
        // a move is counted shortly before the next one is scheduled
        Thread.sleep(100);
        scheduler.wake();
        awaitMoves(1);
        Thread.sleep(400);
        assertNoMoreMoves();
        scheduler.wake();
        awaitMoves(1);
    }

    @Test
    public void manyWakesFromManyThreadsNeverMakeConcurrentMoves() throws Exception {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger moves = new AtomicInteger();
        MoveScheduler scheduler = new MoveScheduler(pool, () -> "host", () -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            Thread.yield();
            moves.incrementAndGet();
            atOnce.decrementAndGet();
            return Next.in(LONG);
        });
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Patience.SECONDS);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                while (moves.get() < 500 && System.nanoTime() < end) {
                    scheduler.wake();
                    LockSupport.parkNanos(200_000);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        CountDownLatch last = new CountDownLatch(1);
        scheduler.handOver(() -> {
            last.countDown();
            return Next.end();
        });
        scheduler.wake();
        assertTrue("the last wake made no move", last.await(Patience.SECONDS, TimeUnit.SECONDS));
        assertTrue("only " + moves + " moves", moves.get() >= 500);
        assertEquals(1, most.get());
    }

    @Test
    public void wakesDuringAMoveCauseOneMoreMove() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        MoveScheduler scheduler = scheduler(() -> {
            begun.countDown();
            awaitUninterrupted(goOn);
            return Next.in(LONG);
        });
        scheduler.wake();
        assertTrue(begun.await(Patience.SECONDS, TimeUnit.SECONDS));
        for (int i = 0; i < 5; i++) {
            scheduler.wake();
        }
        goOn.countDown();
        awaitMoves(2);
        assertNoMoreMoves();
    }

    @Test
    public void aWakeDuringTheLastMoveCausesNoFurtherMove() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        MoveScheduler scheduler = scheduler(() -> {
            begun.countDown();
            awaitUninterrupted(goOn);
            return Next.end();
        });
        scheduler.wake();
        assertTrue(begun.await(Patience.SECONDS, TimeUnit.SECONDS));
        scheduler.wake();
        goOn.countDown();
        awaitMoves(1);
        assertNoMoreMoves();
        assertTrue(scheduler.over());
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertTrue(latch.await(Patience.SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void anotherDriverTakesOverFromTheNextMoveOn() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> drivers = new ArrayList<>();
        MoveScheduler scheduler = scheduler(() -> {
            begun.countDown();
            awaitUninterrupted(goOn);
            drivers.add("old");
            return Next.now();
        });
        scheduler.wake();
        assertTrue(begun.await(Patience.SECONDS, TimeUnit.SECONDS));
        scheduler.handOver(counted(() -> {
            drivers.add("new");
            return Next.end();
        }));
        goOn.countDown();
        awaitMoves(2);
        assertEquals(List.of("old", "new"), drivers);
    }

    @Test
    public void aDriverThatTakesOverDuringTheLastMoveLearnsTheOutcome() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        MoveScheduler scheduler = scheduler(() -> {
            begun.countDown();
            awaitUninterrupted(goOn);
            return Next.end();
        });
        scheduler.wake();
        assertTrue(begun.await(Patience.SECONDS, TimeUnit.SECONDS));
        scheduler.handOver(counted(Next::end));
        scheduler.wake();
        goOn.countDown();
        awaitMoves(2);
        assertNoMoreMoves();
        assertTrue(scheduler.over());
    }

    @Test
    public void aMoveThatThrowsIsTheLastAndIsLogged() throws Exception {
        for (Supplier<Next> move : List.<Supplier<Next>>of(
                () -> {
                    throw new StackOverflowError("of a test");
                },
                () -> {
                    throw new IllegalStateException("of a test");
                })) {
            try (SystemLog log = new SystemLog(MoveScheduler.class)) {
                MoveScheduler scheduler = new MoveScheduler(pool, () -> "host", move);
                scheduler.wake();
                assertTrue("of a test".equals(log.awaitThrown().getMessage()));
                Patience.await("the scheduler is over", scheduler::over);
            }
        }
    }

    @Test
    public void eachMoveCountsForTheHostThatItConnectsTo() throws Exception {
        MovePool narrow = TestPool.open("scheduler under test", 1);
        try {
            CountDownLatch goOn = new CountDownLatch(1);
            narrow.schedule("busy", Duration.ZERO, () -> awaitUninterrupted(goOn));
            List<String> hosts = new ArrayList<>(List.of("free", "busy"));
            MoveScheduler scheduler = new MoveScheduler(narrow, () -> hosts.get(0), counted(() -> {
                hosts.remove(0);
                return hosts.isEmpty() ? Next.end() : Next.now();
            }));
            scheduler.wake();
            awaitMoves(1);
            assertNoMoreMoves();
            goOn.countDown();
            awaitMoves(1);
        } finally {
            narrow.close();
        }
    }
}
