package io.jenkins.plugins.hummingbird.jenkins.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.hummingbird.submit.page.GroupRows;
import io.jenkins.plugins.hummingbird.submit.page.SavedSubmission;
import io.jenkins.plugins.hummingbird.submit.page.StateChanges;
import io.jenkins.plugins.hummingbird.submit.page.SubmissionReader;
import io.jenkins.plugins.hummingbird.submit.page.SubmissionView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SubmissionJsonTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private final StateChanges changes = new StateChanges("k7");
    private final Instant now = Instant.now();

    private SavedSubmission saved(int plates, int wells) throws Exception {
        return SavedSubmission.plates(folder(), plates, wells);
    }

    private Path folder() {
        return temporary.getRoot().toPath();
    }

    private SubmissionView view() throws Exception {
        return new SubmissionReader(folder()).view(now);
    }

    private static JsonNode json(Map<String, ?> value) {
        return new ObjectMapper().valueToTree(value);
    }

    private JsonNode data(String since) throws Exception {
        SubmissionView view = view();
        return json(SubmissionJson.data(view, view.measurements(), changes.observe(view.marks(), since), now));
    }

    @Test
    public void tellsAllAtFirstAndThenOnlyWhatChanged() throws Exception {
        SavedSubmission saved = saved(1, 96).states("cw");
        JsonNode first = data("");
        assertThat(first.get("states").asText(), is("1c95w"));
        assertThat(first.has("changes"), is(false));
        assertThat(first.get("counts").get("completed").asInt(), is(1));
        assertThat(first.get("counts").get("lost").asInt(), is(0));
        assertThat("nothing is measured yet", first.get("measured").asText(), is(""));
        assertThat(first.get("findings").size(), is(0));
        saved.states("cfrw");
        JsonNode second = data(first.get("version").asText());
        assertThat(second.get("changes").asText(), is("2f 3r"));
        assertThat(second.has("states"), is(false));
        assertThat(data(second.get("version").asText()).get("changes").asText(), is(""));
    }

    @Test
    public void tenThousandGroupsThatDoNotChangeAreAFewHundredBytes() throws Exception {
        saved(27, 384).states("cf".repeat(5000) + "w");
        String version = data(null).get("version").asText();
        assertThat(data(version).toString().length(), is(lessThan(1000)));
    }

    @Test
    public void theBarIsAsWideAsTheGroupsAreMany() throws Exception {
        saved(1, 96).states("c".repeat(24) + "f".repeat(12) + "w");
        JsonNode bar = data("").get("bar");
        assertThat(bar.get(0).get("width").asText(), is("25.00%"));
        assertThat(bar.get(1).get("state").asText(), is("failed"));
        assertThat(bar.get(1).get("start").asText(), is("25.00%"));
        assertThat(bar.get(2).get("width").asText(), is("62.50%"));
    }

    @Test
    public void platesComeTwelveAtATime() throws Exception {
        saved(13, 96).states("w");
        JsonNode first = json(SubmissionJson.plates(view(), 0));
        assertThat(first.get("plates").size(), is(12));
        assertThat(first.get("plates").get(1).get("wells").get(0).asInt(), is(97));
        JsonNode last = json(SubmissionJson.plates(view(), 7));
        assertThat(last.get("page").asInt() + " of " + last.get("pages").asInt(), is("1 of 2"));
        assertThat(last.get("plates").get(0).get("title").asText(), is("Plate P13"));
    }

    @Test
    public void aRowSaysWhyItsGroupFailed() throws Exception {
        saved(1, 96).states("cfw");
        JsonNode row = json(SubmissionJson.groups(view(), new GroupRows(view(), "failed", "", 0)))
                .get("rows")
                .get(0);
        assertThat(row.get("name").asText(), is("Plate=P1, Well=A02"));
        assertThat(row.get("reason").asText(), is("CellProfiler ended with exit code 1"));
        assertThat(row.has("seconds"), is(false));
    }

    @Test
    public void onlyNumbersOfGroupsAreAnswered() throws Exception {
        saved(1, 96).states("w");
        JsonNode rows = json(SubmissionJson.groups(view(), "2,x,0,-1,97,99999999999,,3"))
                .get("rows");
        assertThat(rows.findValuesAsText("group").toString(), is("[2, 3]"));
    }

    @Test
    public void theAttemptsOfAGroupThatFailedComeWithTheirLogs() throws Exception {
        saved(1, 96)
                .states("cfw")
                .retry(1)
                .retry(2)
                .failed(2, 0, "exit code 7", "a line\nanother")
                .failed(2, 2, "lost", "");
        JsonNode answer = json(SubmissionJson.attempts(view(), 2));
        assertThat(answer.get("name").asText(), is("Plate=P1, Well=A02"));
        assertThat(answer.get("attempts").findValuesAsText("reason").toString(), is("[exit code 7, lost]"));
        assertThat(
                "held back in the first round of retries",
                answer.get("attempts").findValuesAsText("round").toString(),
                is("[0, 1]"));
        assertThat(answer.get("attempts").get(0).get("tail").asText(), is("a line\nanother"));
        assertThat(json(SubmissionJson.attempts(view(), 1)).get("attempts").size(), is(0));
        assertThat(json(SubmissionJson.attempts(view(), 97)).size(), is(0));
        assertThat(json(SubmissionJson.attempts(view(), -1)).size(), is(0));
    }
}
