package io.jenkins.plugins.hummingbird.submit.request;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.List;
import org.junit.Test;

/** Where the results of a group go. */
public class ResultsUrlTest {
    private static final List<String> KEYS = List.of("Plate", "Well");

    private static String of(String template, String plate, String well) throws OperationException {
        ResultsUrl url = ResultsUrl.parse(template);
        url.check(KEYS);
        return url.of("P%201-A01", KEYS, List.of(plate, well));
    }

    private static String problem(String template) {
        return assertThrows(OperationException.class, () -> ResultsUrl.parse(template))
                .getMessage();
    }

    @Test
    public void withoutBracesEachGroupHasItsFolderThere() throws Exception {
        for (String template : List.of("s3://lab/2026", "s3://lab/2026/", "s3://lab/2026//")) {
            assertThat(of(template, "P 1", "A01"), is("s3://lab/2026/P%201-A01"));
            assertThat(ResultsUrl.parse(template).folder(), is("s3://lab/2026"));
        }
        assertThat(of("s3://lab", "P 1", "A01"), is("s3://lab/P%201-A01"));
        assertThat(ResultsUrl.parse("s3://lab/").folder(), is("s3://lab"));
    }

    @Test
    public void keysInBracesAreValuesAsTheyAreOrEncoded() throws Exception {
        assertThat(of("s3://lab/{Plate}/{Well}", "P 1", "A01"), is("s3://lab/P 1/A01"));
        assertThat(of("s3://lab/{%Plate}/x-{Well}.d", "P 1", "A01"), is("s3://lab/P%201/x-A01.d"));
        assertThat(of("s3://lab/{Metadata_Plate}", "P 1", "A01"), is("s3://lab/P 1"));
        assertThat("a value is no pattern", of("s3://lab/{Plate}", "$1\\{Well}", "A01"), is("s3://lab/$1\\{Well}"));
    }

    @Test
    public void theGroupsFolderIsEncodedOnce() throws Exception {
        assertThat(of("s3://lab/{Plate}/{group}", "P1", "A01"), is("s3://lab/P1/P%201-A01"));
        assertThat(of("s3://lab/{%group}", "P1", "A01"), is("s3://lab/P%201-A01"));
    }

    @Test
    public void theFolderOfAllEndsBeforeTheFirstBrace() throws Exception {
        assertThat(ResultsUrl.parse("s3://lab/a/b/{Plate}/c/{Well}").folder(), is("s3://lab/a/b"));
        assertThat(ResultsUrl.parse("s3://lab/a/b-{Plate}/c").folder(), is("s3://lab/a"));
        assertThat(ResultsUrl.parse("s3://lab/{Plate}").folder(), is("s3://lab"));
    }

    @Test
    public void aKeyByWhichTheImagesAreNotGroupedIsNamedWithThoseThatMayBe() {
        for (String name : List.of("Site", "", "plate")) {
            assertThat(
                    assertThrows(OperationException.class, () -> of("s3://lab/{" + name + "}", "P1", "A01"))
                            .getMessage(),
                    is("resultsUrl names {" + name
                            + "}, by which the images are not grouped: it may name {group}, {Plate}, {Well}."));
        }
    }

    @Test
    public void whatIsNoPlaceInS3IsSaid() {
        for (String wrong : List.of("/shared/out", "https://lab/x", "s3://", "s3:/lab")) {
            assertThat(
                    problem(wrong),
                    is("resultsUrl must be the URL of a bucket or of a prefix in it, such as s3://bucket/results, not "
                            + wrong + "."));
        }
        for (String wrong : List.of("S3://lab/x", "s3:///x", "s3://Lab/x", "s3://lab/a\tb", "s3://lab/a\u0085")) {
            assertThat(problem(wrong), startsWith("resultsUrl: '"));
        }
        for (String wrong : List.of("s3://{Plate}/x", "s3://lab{Plate}", "s3://{")) {
            assertThat(problem(wrong), is("resultsUrl: the name of the bucket must not have braces: " + wrong + "."));
        }
    }

    @Test
    public void bracesGoTogetherBetweenTwoSlashes() {
        for (String wrong : List.of(
                "s3://lab/{Plate", "s3://lab/Plate}", "s3://lab/{Pla/te}", "s3://lab/{{Plate}}", "s3://lab/{")) {
            assertThat(
                    problem(wrong),
                    is("resultsUrl: a brace has no other one, or there is a slash between them: " + wrong + "."));
        }
    }

    @Test
    public void aPartThatNoFolderCanHaveIsRefused() {
        for (String wrong : List.of("s3://lab//x", "s3://lab/a/../x", "s3://lab/./{Plate}", "s3://lab/{Plate}//x")) {
            assertThat(
                    problem(wrong),
                    is("resultsUrl must not have an empty part, '.' or '..' between slashes, or control characters: "
                            + wrong + "."));
        }
    }
}
