package io.jenkins.plugins.hummingbird.operation.moves;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

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

    private final MovePool pool = TestPool.open("course under test", 8);

    /** A move counts itself here when it ends. */
    private final Semaphore made = new Semaphore(0);

    @After
    public void end() {
        pool.close();
    }

    private MoveScheduler course(Supplier<Next> move) {
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
        assertTrue("fewer moves than " + count, made.tryAcquire(count, 20, TimeUnit.SECONDS));
    }

    private void assertNoMoreMoves() throws InterruptedException {
        assertFalse("one move too many", made.tryAcquire(200, TimeUnit.MILLISECONDS));
    }

    @Test
    public void movesUntilItIsOver() throws Exception {
        AtomicInteger moves = new AtomicInteger();
        MoveScheduler course = course(() -> moves.incrementAndGet() < 5 ? Next.now() : Next.end());
        assertFalse(course.over());
        course.wake();
        awaitMoves(5);
        assertNoMoreMoves();
        assertTrue(course.over());
        course.wake();
        assertNoMoreMoves();
    }

    @Test
    public void waitsAsLongAsAMoveWants() throws Exception {
        AtomicInteger moves = new AtomicInteger();
        MoveScheduler course =
                course(() -> moves.incrementAndGet() == 1 ? Next.in(Duration.ofMillis(400)) : Next.end());
        long begin = System.nanoTime();
        course.wake();
        awaitMoves(2);
        assertTrue(System.nanoTime() - begin >= TimeUnit.MILLISECONDS.toNanos(400));
    }

    @Test
    public void aWakeMakesAMoveAtOnceAndTheOldAppointmentDoesNothing() throws Exception {
        AtomicInteger moves = new AtomicInteger();
        MoveScheduler course = course(() -> Next.in(moves.incrementAndGet() == 1 ? Duration.ofMillis(500) : LONG));
        course.wake();
        awaitMoves(1);
        // a move is counted a little before its appointment for the next is made
        Thread.sleep(100);
        course.wake();
        awaitMoves(1);
        Thread.sleep(400);
        assertNoMoreMoves();
        course.wake();
        awaitMoves(1);
    }

    @Test
    public void manyWakesFromManyThreadsNeverMakeTwoMovesAtOnce() throws Exception {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger moves = new AtomicInteger();
        MoveScheduler course = new MoveScheduler(pool, () -> "host", () -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            Thread.yield();
            moves.incrementAndGet();
            atOnce.decrementAndGet();
            return Next.in(LONG);
        });
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                while (moves.get() < 500 && System.nanoTime() < end) {
                    course.wake();
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
        course.handOver(() -> {
            last.countDown();
            return Next.end();
        });
        course.wake();
        assertTrue("the last wake made no move", last.await(20, TimeUnit.SECONDS));
        assertTrue("only " + moves + " moves", moves.get() >= 500);
        assertEquals(1, most.get());
    }

    @Test
    public void wakesDuringAMoveMakeOneMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        MoveScheduler course = course(() -> {
            begun.countDown();
            awaitUninterrupted(goOn);
            return Next.in(LONG);
        });
        course.wake();
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        for (int i = 0; i < 5; i++) {
            course.wake();
        }
        goOn.countDown();
        awaitMoves(2);
        assertNoMoreMoves();
    }

    @Test
    public void aWakeDuringTheLastMoveMakesNoMore() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        MoveScheduler course = course(() -> {
            begun.countDown();
            awaitUninterrupted(goOn);
            return Next.end();
        });
        course.wake();
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        course.wake();
        goOn.countDown();
        awaitMoves(1);
        assertNoMoreMoves();
        assertTrue(course.over());
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void anotherDriverTakesOverFromTheNextMoveOn() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> drivers = new ArrayList<>();
        MoveScheduler course = course(() -> {
            begun.countDown();
            awaitUninterrupted(goOn);
            drivers.add("old");
            return Next.now();
        });
        course.wake();
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        course.handOver(counted(() -> {
            drivers.add("new");
            return Next.end();
        }));
        goOn.countDown();
        awaitMoves(2);
        assertEquals(List.of("old", "new"), drivers);
    }

    @Test
    public void whoTakesOverDuringTheLastMoveLearnsOfTheEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        MoveScheduler course = course(() -> {
            begun.countDown();
            awaitUninterrupted(goOn);
            return Next.end();
        });
        course.wake();
        assertTrue(begun.await(20, TimeUnit.SECONDS));
        course.handOver(counted(Next::end));
        course.wake();
        goOn.countDown();
        awaitMoves(2);
        assertNoMoreMoves();
        assertTrue(course.over());
    }

    @Test
    public void aMoveThatThrowsIsTheLastAndTheSystemLogSaysWhy() throws Exception {
        for (Supplier<Next> move : List.<Supplier<Next>>of(
                () -> {
                    throw new StackOverflowError("of a test");
                },
                () -> {
                    throw new IllegalStateException("of a test");
                })) {
            try (SystemLog log = new SystemLog(MoveScheduler.class)) {
                MoveScheduler course = new MoveScheduler(pool, () -> "host", move);
                course.wake();
                assertTrue("of a test".equals(log.awaitThrown().getMessage()));
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                while (!course.over()) {
                    assertTrue("it hangs as one whose move is made", System.nanoTime() < end);
                    Thread.sleep(5);
                }
            }
        }
    }

    @Test
    public void theNextMoveIsPlacedWithTheHostThatItTalksTo() throws Exception {
        MovePool narrow = TestPool.open("course under test", 1);
        try {
            CountDownLatch goOn = new CountDownLatch(1);
            narrow.schedule("busy", Duration.ZERO, () -> awaitUninterrupted(goOn));
            List<String> hosts = new ArrayList<>(List.of("free", "busy"));
            MoveScheduler course = new MoveScheduler(narrow, () -> hosts.get(0), counted(() -> {
                hosts.remove(0);
                return hosts.isEmpty() ? Next.end() : Next.now();
            }));
            course.wake();
            awaitMoves(1);
            assertNoMoreMoves();
            goOn.countDown();
            awaitMoves(1);
        } finally {
            narrow.close();
        }
    }
}
