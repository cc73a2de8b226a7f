package io.jenkins.plugins.hummingbird.submit.poll;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The looks at the tasks of all submissions that follow theirs by one login: one look an interval, whatever their number.
 * Whoever asks when a look is due makes it for all; the others take what it found. Nobody waits for a look that another
 * one makes. Thread-safe; nothing of it is saved.
 */
public final class TaskPoll {
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(1200);

    /** What a look is given that another submission is just making. */
    private static final Duration UNDER_WAY = Duration.ofMillis(300);

    /** Looks that take long are made more seldom, so that they are half of the time under way at most. */
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(10);

    /** Meanwhile nobody hears of records, so it is short at first; a busy controller gets more time with each try. */
    private static final Duration SHORTEST_PATIENCE = Duration.ofSeconds(4);

    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(24);

    /** A submission that has not asked for that long asks no more. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);

    private final KnownTasks knownTasks;
    private final Map<String, Follower> followers = new LinkedHashMap<>();
    /** Read by the one look that is under way, without a lock. */
    private volatile Map<String, String> known = new HashMap<>();

    private volatile Duration patience = SHORTEST_PATIENCE;
    private Duration took = Duration.ZERO;
    private boolean underWay;

    /** The number of the last look that has begun. */
    private long number;

    /** When the last look that ended began; null before the first. */
    private Instant began;

    /** The last look that ended; null when there was none, or it has failed. */
    private Poll last;

    /** Why the last look failed; null when it has not. */
    private IOException failure;

    /** A submission that follows its tasks. */
    private static final class Follower {
        private final PollRequest request;
        private final Instant asked;

        /** The number of the newest look that it knows of. */
        private final long taken;

        Follower(PollRequest request, Instant asked, long taken) {
            this.request = request;
            this.asked = asked;
            this.taken = taken;
        }

        private boolean isForgotten(Instant now, Duration after) {
            return Duration.between(asked, now).abs().compareTo(after) > 0;
        }
    }

    /** @param knownTasks of the same login */
    TaskPoll(KnownTasks knownTasks) {
        this.knownTasks = knownTasks;
    }

    /**
     * Asks for what is new.
     *
     * @param headNode where a look is made
     * @param clock tells the present
     * @param least how long there is at least between two looks; zero for the usual interval
     * @return what a look that began after all arrays of the request were submitted says; null when there is none that
     *     this plan has not been told yet: to be asked again shortly
     * @throws IOException when the last look failed, whoever made it: nothing is known of the tasks
     * @throws OperationException trying again will not help; concerns the one who made the look alone
     */
    public PollAnswer ask(Shell headNode, PollRequest request, Supplier<Instant> clock, Duration least)
            throws IOException, OperationException {
        Poll mine;
        synchronized (this) {
            Instant now = clock.get();
            long taken = follow(request, now);
            if (underWay || !isDue(now, least)) {
                return newest(request, now, taken);
            }
            underWay = true;
            number++;
            followers.put(request.plan(), new Follower(request, now, number));
            mine = new Poll(requests(now, least));
        }
        look(mine, headNode, clock);
        return mine.answer(request);
    }

    /** @return how many tasks Slurm keeps, for those who log in alike */
    public KnownTasks knownTasks() {
        return knownTasks;
    }

    /** Takes out a submission that asks no more. */
    public synchronized void leave(String plan) {
        followers.remove(plan);
    }

    /** @return whether no submission follows its tasks here */
    synchronized boolean isUnused(Instant now) {
        return !underWay && followers.values().stream().allMatch(follower -> follower.isForgotten(now, FORGOTTEN));
    }

    /** @return how long to wait when there was nothing new to be told */
    public synchronized Duration untilNext(Instant now, Duration least) {
        return underWay || isDue(now, least)
                ? UNDER_WAY
                : longer(UNDER_WAY, Duration.between(now, began.plus(interval(least))));
    }

    /** @return how long there is between the beginnings of two looks, and to wait after an answer */
    public synchronized Duration interval(Duration least) {
        Duration usual = longer(SHORTEST_INTERVAL, shorter(took.multipliedBy(2), LONGEST_INTERVAL));
        return longer(usual, least);
    }

    /** @return the number of the newest look that the plan was told of */
    private long follow(PollRequest request, Instant now) {
        Follower before = followers.get(request.plan());
        long taken = before == null || !request.isAnsweredBy(before.request) ? 0 : before.taken;
        followers.put(request.plan(), new Follower(request, now, taken));
        return taken;
    }

    /** A clock that was put back must not keep it from looking. */
    private boolean isDue(Instant now, Duration least) {
        return began == null || now.isBefore(began) || !now.isBefore(began.plus(interval(least)));
    }

    private PollAnswer newest(PollRequest request, Instant now, long taken) throws IOException {
        if (failure != null) {
            throw failure;
        }
        long newest = underWay ? number - 1 : number;
        PollAnswer answer = last == null || newest <= taken ? null : last.answer(request);
        if (answer != null) {
            followers.put(request.plan(), new Follower(request, now, newest));
        }
        return answer;
    }

    private List<PollRequest> requests(Instant now, Duration least) {
        Duration after = FORGOTTEN.plus(least.multipliedBy(2));
        Iterator<Follower> all = followers.values().iterator();
        while (all.hasNext()) {
            if (all.next().isForgotten(now, after)) {
                all.remove();
            }
        }
        return followers.values().stream().map(follower -> follower.request).toList();
    }

    private void look(Poll poll, Shell headNode, Supplier<Instant> clock) throws IOException, OperationException {
        Instant from = clock.get();
        Poll learned = null;
        IOException why = null;
        try {
            poll.run(headNode, known, patience);
            learned = poll;
        } catch (InterruptedIOException e) {
            // that thread alone was interrupted
            throw e;
        } catch (IOException e) {
            why = e;
            throw e;
        } finally {
            end(learned, why, from, clock.get());
        }
    }

    /** Without a result and a failure it is as if the look had not been: others find out by themselves. */
    private synchronized void end(Poll learned, IOException why, Instant from, Instant now) {
        underWay = false;
        if (learned == null && why == null) {
            return;
        }
        last = learned;
        failure = why;
        began = from;
        took = Duration.between(from, now).abs();
        if (learned != null) {
            known = learned.known();
            patience = shorter(
                    LONGEST_PATIENCE,
                    learned.slurmAnswered()
                            ? longer(SHORTEST_PATIENCE, took.multipliedBy(2))
                            : patience.multipliedBy(2));
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
