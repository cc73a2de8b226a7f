package io.jenkins.plugins.hummingbird.jenkins.page;

import io.jenkins.plugins.hummingbird.operation.text.ByteSize;
import io.jenkins.plugins.hummingbird.operation.text.ClockTime;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.Progress;
import io.jenkins.plugins.hummingbird.submit.board.StateCounts;
import io.jenkins.plugins.hummingbird.submit.page.GroupRows;
import io.jenkins.plugins.hummingbird.submit.page.MeasurementView;
import io.jenkins.plugins.hummingbird.submit.page.PageRange;
import io.jenkins.plugins.hummingbird.submit.page.StateChanges;
import io.jenkins.plugins.hummingbird.submit.page.SubmissionView;
import io.jenkins.plugins.hummingbird.submit.plates.PlateMap;
import io.jenkins.plugins.hummingbird.submit.tables.MergedTable;
import io.jenkins.plugins.hummingbird.submit.tasks.FailedAttempt;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values that the script of a submission's page reads, for JSON. */
public final class SubmissionJson {
    /** So many plates are shown at one time. */
    private static final int PLATES = 12;

    private static final int MOST_NAMED = 100;

    private SubmissionJson() {}

    /** @return how it stands, and what changed of the groups' states */
    public static Map<String, Object> data(
            SubmissionView view, MeasurementView measurements, StateChanges.Answer answer, Instant now)
            throws IOException {
        StateCounts counts = view.counts();
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (GroupState state : GroupState.values()) {
            numbers.put(state.word(), counts.of(state));
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("version", answer.version());
        data.put("groups", view.groups());
        data.put("plates", view.plates().size());
        data.put("layout", view.layout());
        data.put("status", view.status());
        data.put("message", view.message());
        data.put("over", view.over());
        data.put("archived", view.archived());
        data.put("eta", view.eta(now));
        data.put("rate", view.rate(now));
        data.put("waiting", view.waiting());
        data.put("counts", numbers);
        data.put("retried", counts.retried());
        data.put("bar", BarSegment.of(counts).stream().map(BarSegment::json).toList());
        data.put("measured", measurements.version());
        data.put("transfer", view.transfer());
        data.put("sample", view.sample().words());
        data.put("forecast", view.sample().forecast());
        data.put("findings", measurements.findings());
        data.put("usage", view.usage().rows());
        List<MergedTable> tables = view.tables().all();
        data.put(
                "tables",
                tables.stream()
                        .limit(MOST_NAMED)
                        .map(table -> table(view, table))
                        .toList());
        data.put("moreTables", Math.max(0, tables.size() - MOST_NAMED));
        if (answer.states() == null) {
            data.put("changes", answer.changes());
        } else {
            data.put("states", answer.states());
        }
        return data;
    }

    private static Map<String, Object> table(SubmissionView view, MergedTable table) {
        Map<String, Object> row = table.values();
        row.put("path", view.output() + "/" + table.path());
        row.put("size", ByteSize.words(table.bytes()));
        return row;
    }

    /** @return a page of plates */
    public static Map<String, Object> plates(SubmissionView view, int page) {
        PageRange shown = platePage(view, page);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("page", shown.page());
        answer.put("pages", shown.pages());
        answer.put("first", shown.from());
        answer.put(
                "plates",
                view.plates().subList(shown.from(), shown.to()).stream()
                        .map(SubmissionJson::plate)
                        .toList());
        return answer;
    }

    /** @return which plates are on a page */
    static PageRange platePage(SubmissionView view, int page) {
        return new PageRange(view.plates().size(), PLATES, page);
    }

    /** The groups of each well as a list, as a number where it is one, and null where there is none. */
    private static Map<String, Object> plate(PlateMap plate) {
        List<Object> wells = new ArrayList<>(plate.rows() * plate.columns());
        for (int row = 0; row < plate.rows(); row++) {
            for (int column = 0; column < plate.columns(); column++) {
                int[] groups = plate.groups(row, column);
                wells.add(groups.length == 0 ? null : groups.length == 1 ? (Object) groups[0] : groups);
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("title", plate.title());
        answer.put("rows", plate.rows());
        answer.put("columns", plate.columns());
        answer.put("everywhere", plate.everywhere());
        answer.put("wells", wells);
        return answer;
    }

    /** @return a page of the table */
    public static Map<String, Object> groups(SubmissionView view, GroupRows rows) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("all", rows.all());
        answer.put("page", rows.page());
        answer.put("pages", rows.pages());
        answer.put("rows", rows.groups().stream().map(group -> row(view, group)).toList());
        return answer;
    }

    /** @return the rows of the groups with those numbers; what is no number of a group is left out */
    public static Map<String, Object> groups(SubmissionView view, String numbers) {
        return Map.of(
                "rows",
                Arrays.stream(numbers.split(","))
                        .filter(number -> number.matches("[1-9][0-9]{0,8}"))
                        .map(Integer::valueOf)
                        .filter(group -> group <= view.groups())
                        .limit(MOST_NAMED)
                        .map(group -> row(view, group))
                        .toList());
    }

    /** @return what was kept of the attempts of a group that failed; nothing for what is no number of a group */
    public static Map<String, Object> attempts(SubmissionView view, int group) throws IOException {
        Map<String, Object> answer = new LinkedHashMap<>();
        if (group >= 1 && group <= view.groups()) {
            List<Object> attempts = new ArrayList<>();
            for (FailedAttempt attempt : view.failedAttempts(group)) {
                attempts.add(Map.of(
                        "round", attempt.round(),
                        "reason", attempt.reason(),
                        "log", attempt.log(),
                        "tail", attempt.tail()));
            }
            answer.put("name", view.name(group));
            answer.put("attempts", attempts);
        }
        return answer;
    }

    private static Map<String, Object> row(SubmissionView view, int group) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("group", group);
        row.put("name", view.name(group));
        row.put("state", view.state(group).word());
        row.put("retries", view.retries(group));
        row.put("imageSets", view.imageSets(group));
        if (view.seconds(group) >= 0) {
            row.put("seconds", view.seconds(group));
            row.put("took", Progress.length(Duration.ofSeconds(view.seconds(group))));
            row.put("ended", ClockTime.withZone(view.groupEnded(group)));
        }
        if (view.files(group) >= 0) {
            row.put("files", view.files(group));
        }
        row.put("path", view.path(group));
        row.put("node", view.node(group));
        row.put("reason", view.reason(group));
        return row;
    }
}
