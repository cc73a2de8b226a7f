package io.jenkins.plugins.hummingbird.submit.page;

import io.jenkins.plugins.hummingbird.operation.text.ClockTime;
import io.jenkins.plugins.hummingbird.submit.board.Progress;
import io.jenkins.plugins.hummingbird.submit.board.TaskBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** How fast groups end. */
final class Pace {
    private final TaskBoard tasks;

    /** @param tasks those of the groups */
    Pace(TaskBoard tasks) {
        this.tasks = tasks;
    }

    /** @return when all will have ended if they go on so, such as {@code 16:40 (26 min)}; empty when that is unknown */
    String eta(Instant now) {
        Duration left = tasks.states == null ? null : tasks.progress.left(tasks.states, now);
        return left == null ? "" : ClockTime.ofDay(now.plus(left)) + " (" + Progress.length(left) + ")";
    }

    /**
     * @param over whether no more groups will end
     * @return how many groups end in an hour, in a minute above 3,600 an hour, in a second above 3,600 a minute, such as
     *     {@code 240 groups an hour}; empty when that is unknown
     */
    String rate(Instant now, boolean over) {
        if (tasks.states == null) {
            return "";
        }
        boolean ended = over || tasks.states.ended() == tasks.states.size();
        Instant until = ended && tasks.progress.lastChange() != null ? tasks.progress.lastChange() : now;
        double number = tasks.progress.perHour(tasks.states, until);
        String unit = "an hour";
        for (String shorter : List.of("a minute", "a second")) {
            if (number > 3600) {
                number /= 60;
                unit = shorter;
            }
        }
        return number == 0
                ? ""
                : String.format(Locale.ROOT, number < 10 ? "%.1f groups %s" : "%.0f groups %s", number, unit);
    }
}
