package io.jenkins.plugins.hummingbird.submit.board;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.Test;

/** The words by which the scripts of the tasks say why a group failed, and the enum that they become. */
public class FailureReasonTest {
    /** The places where a script names a reason: as the first word after one of these. */
    private static final Pattern WRITTEN = Pattern.compile(
            "(?:\\bfail |\\bend_child |\\bpass_on [A-Z0-9]+ |\\bwrite_record \\S+ failed |\\breason=)([a-z][a-z0-9-]*)");

    private static String code(String script) throws IOException {
        try (InputStream in = RemoteScripts.class.getResourceAsStream(script)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.strip().startsWith("#")).collect(Collectors.joining("\n"));
        }
    }

    @Test
    public void theScriptsWriteEachReasonAndNoOther() throws IOException {
        Set<String> written = new TreeSet<>();
        for (String script : new String[] {"task.sh", "tasks.sh", "tables.sh", "execution.sh", "publish.sh", "s3.sh"}) {
            Matcher reasons = WRITTEN.matcher(code(script));
            while (reasons.find()) {
                written.add(reasons.group(1));
            }
        }
        Set<String> known = Arrays.stream(FailureReason.values())
                .filter(reason -> reason != FailureReason.UNKNOWN)
                .map(FailureReason::word)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(written, is(known));
    }

    /** Those are certain, and no other cause is looked for. */
    @Test
    public void theReasonsThatAreNotLookedIntoAreKnown() throws IOException {
        Matcher certain =
                Pattern.compile("(?:'' \\| )?([a-z0-9| -]+)\\) return ;;").matcher(code("execution.sh"));
        int found = 0;
        while (certain.find()) {
            for (String word : certain.group(1).strip().split(" \\| ")) {
                assertThat(FailureReason.of(word).word(), is(word));
                found++;
            }
        }
        assertThat(found, is(9));
    }

    @Test
    public void aWordThatNoScriptWritesIsAnUnknownReason() {
        assertThat(FailureReason.of("weather"), is(FailureReason.UNKNOWN));
    }
}
