package io.jenkins.plugins.hummingbird.cellprofiler;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.cellprofiler.files.ImageFiles;
import io.jenkins.plugins.hummingbird.cellprofiler.names.ImagePattern;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.List;
import org.junit.BeforeClass;
import org.junit.Test;

/** The limits of users' regular expressions, in imagePattern and in pipelines, apply in builds as in the form. */
public class ExpressionLimitsTest {
    @BeforeClass
    public static void skipWhereItMustBeQuick() {
        TestSet.takesSeconds("it waits two seconds for each expression");
    }

    private static String refusal(PipelineText modules, String... paths) throws OperationException {
        ImageFiles files = new ImageFiles(modules.pipeline(), List.of());
        return assertThrows(OperationException.class, () -> {
                    for (String path : paths) {
                        files.add(path);
                    }
                })
                .getMessage();
    }

    @Test(timeout = 1000 * Patience.SECONDS)
    public void anExpressionThatTakesYearsIsGivenUpInABuild() throws Exception {
        ImagePattern pattern = new ImagePattern("(a*)".repeat(9) + "(?<Channel>b)");
        pattern.add("b");
        String path = "a".repeat(150) + "!";
        assertThat(
                assertThrows(OperationException.class, () -> pattern.add(path)).getMessage(),
                containsString("imagePattern takes more than 2 s for " + path));
    }

    @Test
    public void anExpressionThatOverflowsTheStackIsReportedInABuild() throws Exception {
        ImagePattern pattern = new ImagePattern("(?<Channel>(a|b)*)");
        String path = "ab".repeat(100_000);
        assertThat(
                assertThrows(OperationException.class, () -> pattern.add(path)).getMessage(),
                containsString("imagePattern repeats a group too often for abab"));
    }

    @Test
    public void anExpressionThatIsTooLongOrTooDeeplyNestedIsRefused() {
        assertThat(
                assertThrows(OperationException.class, () -> new ImagePattern("x".repeat(10_001) + "(?<Channel>a)"))
                        .getMessage(),
                containsString("10000 is the limit for a regular expression"));
        String deep = "(".repeat(4900) + "(?<Channel>a)" + ")".repeat(4900);
        assertThat(
                assertThrows(OperationException.class, () -> new ImagePattern(deep))
                        .getMessage(),
                containsString("imagePattern is n"));
    }

    @Test
    public void aLongCharacterClassIsAccepted() throws Exception {
        ImagePattern pattern = new ImagePattern("[" + "a".repeat(9_000) + "(?<b>](?<Channel>a)");
        pattern.add("aa");
        assertEquals(0, pattern.unmatchedCount());
    }

    @Test(timeout = 1000 * Patience.SECONDS)
    public void anExpressionOfThePipelineThatTakesYearsIsGivenUp() throws Exception {
        String slow = "(a*)".repeat(9) + "b";
        String path = "/images/" + "a".repeat(200) + ".tif";
        assertThat(
                refusal(
                        PipelineText.ofPlates().filter("Custom", "and (file does containregexp \"" + slow + "\")"),
                        path),
                containsString("of the pipeline takes more than 2 s for aaaa"));
        assertThat(
                refusal(PipelineText.ofPlates().extract("File name", slow + "(?P<Other>x)"), path),
                containsString("of the Metadata module takes more than 2 s for aaaa"));
        assertThat(
                refusal(
                        PipelineText.ofPlates().assign("Late", "and (file does containregexp \"(a|b)*!\")"),
                        "/images/" + "a".repeat(200_000) + ".tif"),
                containsString("repeats a group too often"));
    }

    /** For any number of expressions, so that an abort does not wait for all of them. */
    @Test(timeout = 1000 * Patience.SECONDS)
    public void allExpressionsOfATextShareItsTimeLimit() throws Exception {
        PipelineText modules = PipelineText.ofPlates();
        for (int i = 0; i < 400; i++) {
            modules.extract("File name", "(a*)(a*)(a*)(a*)(?P<Other" + i + ">b)");
        }
        assertThat(
                refusal(modules, "/images/" + "a".repeat(60) + ".tif", "/images/" + "a".repeat(60) + ".tif"),
                containsString("takes more than 2 s for aaaa"));
    }
}
