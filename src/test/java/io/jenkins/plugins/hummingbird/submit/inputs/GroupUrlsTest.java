package io.jenkins.plugins.hummingbird.submit.inputs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.cellprofiler.table.FolderNames;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** Where the results of all groups go. */
public class GroupUrlsTest {
    private final SubmitRequest request = new SubmitRequest();

    private List<String> urls(String resultsUrl, List<String> keys, List<List<String>> values)
            throws OperationException {
        request.s3.resultsUrl = resultsUrl;
        FolderNames names = new FolderNames();
        List<Group> groups = new ArrayList<>();
        values.forEach(one -> groups.add(new Group(one, names.of(one), 0, 1, 1, 0)));
        return GroupUrls.of(request, new Plan(keys, groups));
    }

    private String problem(String resultsUrl, String... plates) {
        return assertThrows(
                        OperationException.class,
                        () -> urls(
                                resultsUrl,
                                List.of("Plate"),
                                List.of(plates).stream().map(List::of).toList()))
                .getMessage();
    }

    @Test
    public void eachGroupHasItsUrlInTheOrderOfThePlan() throws Exception {
        List<List<String>> values = List.of(List.of("P 1", "A01"), List.of("P 1", "A02"));
        List<String> keys = List.of("Plate", "Well");
        assertThat(urls("", keys, values), is(empty()));
        assertThat(urls("s3://lab/x", keys, values), is(List.of("s3://lab/x/P%201-A01", "s3://lab/x/P%201-A02")));
        assertThat(urls("s3://lab/{Plate}/{Well}", keys, values), is(List.of("s3://lab/P 1/A01", "s3://lab/P 1/A02")));
        assertThat(
                "of images that are not grouped",
                urls("s3://lab", List.of(), List.of(List.of())),
                is(List.of("s3://lab/all")));
    }

    @Test
    public void noResultMayReplaceAnImageOrThatOfAnotherGroup() throws Exception {
        List<String> urls = List.of("s3://lab/2026/P1", "s3://lab/2026/P2");
        GroupUrls.checkPlaces(urls, List.of("s3://lab/2026/", "s3://lab/2025/P1/", "s3://lab/2026/P10/"));
        assertThat(
                assertThrows(
                                OperationException.class,
                                () -> GroupUrls.checkPlaces(urls, List.of("s3://lab/2026/P2/raw/")))
                        .getMessage(),
                is(
                        "resultsUrl gives a group the URL s3://lab/2026/P2/, and images are in s3://lab/2026/P2/raw/: results"
                                + " could replace them. Give a folder in which no images are."));
        assertThrows(OperationException.class, () -> GroupUrls.checkPlaces(urls, List.of("s3://lab/2026/P1/")));
        assertThat(
                assertThrows(
                                OperationException.class,
                                () -> GroupUrls.checkPlaces(List.of("s3://lab/x/y", "s3://lab/x"), List.of()))
                        .getMessage(),
                containsString("another group s3://lab/x/y/ below it"));
    }

    @Test
    public void twoGroupsWithOneUrlAreNamed() {
        assertThat(
                assertThrows(
                                OperationException.class,
                                () -> urls(
                                        "s3://lab/{Plate}",
                                        List.of("Plate", "Well"),
                                        List.of(List.of("P1", "A01"), List.of("P1", "A02"))))
                        .getMessage(),
                is("resultsUrl gives two groups one URL: s3://lab/P1 is that of Plate=P1, Well=A01 and of Plate=P1,"
                        + " Well=A02. Name all keys by which the images are grouped, or {group}."));
        assertThat(
                assertThrows(
                                OperationException.class,
                                () -> urls(
                                        "s3://lab/{Plate}{Well}",
                                        List.of("Plate", "Well"),
                                        List.of(List.of("P1", "1"), List.of("P", "11"))))
                        .getMessage(),
                containsString("s3://lab/P11 is that of"));
    }

    @Test
    public void aValueThatGivesNoFolderIsSaidWithWhatHelps() throws Exception {
        for (String plate : List.of("", ".", "..", "a//b", "/a", "a\tb", "a\u0085b", "x".repeat(256), "a/")) {
            String problem = problem("s3://lab/{Plate}", plate);
            assertThat(
                    problem, startsWith("resultsUrl gives Plate=" + plate + " the URL s3://lab/" + plate + ", which"));
            assertThat(problem, containsString("write {%Key} for a value that is encoded"));
            if (plate.length() < 200) {
                urls("s3://lab/{%Plate}", List.of("Plate"), List.of(List.of(plate)));
            }
        }
        assertThat(problem("s3://lab/{Plate}", "y/".repeat(600) + "z"), containsString("longer than the 1024 bytes"));
    }

    @Test
    public void aPlateWhoseResultsWouldBeTakenForImagesIsNamed() throws Exception {
        request.images = "s3://lab/P1/raw";
        assertThat(
                problem("s3://lab/{Plate}/raw", "P0", "P1"),
                is("resultsUrl gives Plate=P1 the URL s3://lab/P1/raw, which lies below images: the results would be"
                        + " taken for images by the next submission. Give a folder that has another name."));
        request.images = "s3://lab";
        assertThat(
                "results below images are known by the part before the brace",
                urls("s3://lab/results/{Plate}", List.of("Plate"), List.of(List.of("P1"))),
                is(List.of("s3://lab/results/P1")));
    }
}
