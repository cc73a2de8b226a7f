package io.jenkins.plugins.hummingbird.submit.objects;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.s3.S3Access;
import io.jenkins.plugins.hummingbird.aws.s3.S3Location;
import io.jenkins.plugins.hummingbird.aws.s3.S3Objects;
import io.jenkins.plugins.hummingbird.emulator.S3Bucket;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.ObjectListingState;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;
import org.junit.rules.TemporaryFolder;

/** What is known of the objects below folders of S3. */
public class ObjectListingTest {
    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    private final S3Bucket bucket = new S3Bucket(AWS);
    private final TemporaryFolder temp = new TemporaryFolder();

    @Rule
    public final RuleChain rules = RuleChain.outerRule(bucket).around(temp);

    private AwsClients aws;
    private TestSubmitContext jenkins;
    private SubmissionState submission;

    @Before
    public void context() throws Exception {
        aws = AwsClients.open(AWS.access());
        jenkins = TestSubmitContext.of(temp.getRoot().toPath(), aws, new SubmitRequest());
        submission = jenkins.submission().state();
    }

    @After
    public void close() {
        aws.close();
    }

    private void list(boolean deep, String... prefixes) throws Exception {
        List<S3Location> folders = new ArrayList<>();
        for (String prefix : prefixes) {
            folders.add(S3Location.parse(bucket.url(prefix)));
        }
        for (int i = 0; !ObjectListing.move(folders, deep, submission, jenkins); i++) {
            assertThat("moves", i < 100, is(true));
        }
    }

    private Path file() {
        return jenkins.folder().resolve(ObjectListing.FILE);
    }

    private String state(String key) throws Exception {
        try (ObjectStates states = new ObjectStates(jenkins.folder())) {
            return states.of(bucket.url(key));
        }
    }

    private String known(String key, int bytes) {
        return bytes + " " + bucket.etag(key);
    }

    private List<String> files() throws Exception {
        List<String> files = new ArrayList<>();
        ObjectListing.read(jenkins.folder(), files::add, unfit -> {});
        return files;
    }

    private List<String> unfit() throws Exception {
        List<String> unfit = new ArrayList<>();
        ObjectListing.read(jenkins.folder(), name -> {}, unfit::add);
        return unfit;
    }

    @Test
    public void eachFolderIsListedAndNoneBelowIt() throws Exception {
        for (String key : List.of("a.tif", "P1/a.tif", "P1/sub/b.tif", "P 2/ü.tif", "P10/c.tif")) {
            bucket.put(key, key);
        }
        list(false, "", "P 2/", "P1/", "nothing/");
        assertThat(files(), contains("a.tif", "ü.tif", "a.tif"));
        assertThat(submission.objects.folders, is(4));
        assertThat(state("a.tif"), is(known("a.tif", 5)));
        assertThat(state("P1/a.tif"), is(known("P1/a.tif", 8)));
        assertThat(state("P 2/ü.tif"), is(known("P 2/ü.tif", 10)));
        for (String key : List.of("P1/sub/b.tif", "P10/c.tif", "nothing/x.tif", "P 2/u.tif", "b.tif", "P1", "P1/")) {
            assertThat(key, state(key), is(ObjectStates.MISSING));
        }
        try (ObjectStates states = new ObjectStates(jenkins.folder())) {
            assertThat(states.of("s3://another-" + bucket.name() + "/a.tif"), is(ObjectStates.MISSING));
        }
    }

    @Test
    public void allThatIsBelowAPrefixIsListed() throws Exception {
        for (String key : List.of("2026/P1/a.tif", "2026/P1/sub/b.tif", "2026/c.tif", "2026-x/d.tif", "202/e.tif")) {
            bucket.put(key, key);
        }
        list(true, "2026/");
        assertThat(files(), contains("P1/a.tif", "P1/sub/b.tif", "c.tif"));
        assertThat(state("2026/P1/sub/b.tif"), is(known("2026/P1/sub/b.tif", 17)));
        assertThat(state("2026-x/d.tif"), is(ObjectStates.MISSING));
        assertThat("a folder of its own is no part of a name", state("2026/P1"), is(ObjectStates.MISSING));
        submission.objects = null;
        list(true, "");
        assertThat(files().size(), is(5));
        assertThat(state("2026/P1/sub/b.tif"), is(known("2026/P1/sub/b.tif", 17)));
    }

    @Test
    public void namesAreFoundInTheOrderOfTheirBytesOverPagesAndBlocks() throws Exception {
        TestSet.takesMinutes();
        // in UTF-16 the emoji come before the wide letters
        String[] first = {"A", "z", "ü", "ｚ", "😀"};
        bucket.putMany(1001, i -> String.format(Locale.ROOT, "P/%s%04d.tif", first[i % 5], i), new byte[3]);
        list(true, "P/");
        assertThat(submission.objects.objects, is(1001L));
        assertThat(submission.objects.token, is(nullValue()));
        assertThat(submission.objects.bytes, is(Files.size(file())));
        String known = known("P/A0000.tif", 3);
        try (ObjectStates states = new ObjectStates(jenkins.folder())) {
            for (int i = 1000; i >= 0; i--) {
                String name = String.format(Locale.ROOT, "P/%s%04d", first[i % 5], i);
                assertThat(name, states.of(bucket.url(name + ".tif")), is(known));
                assertThat(name, states.of(bucket.url(name)), is(ObjectStates.MISSING));
            }
            assertThat(states.of(bucket.url("P/ ")), is(ObjectStates.MISSING));
            assertThat(states.of(bucket.url("P/😀9999.tif")), is(ObjectStates.MISSING));
        }
    }

    /** What was saved after the first page of the second folder. */
    private ObjectListingState saved(byte[] whole) throws Exception {
        ObjectListingState state = new ObjectListingState();
        state.folders = 1;
        state.objects = 1001;
        state.token = new S3Objects(aws, S3Access.OWN)
                .page(S3Location.parse(bucket.url("P/")), true, null)
                .nextToken();
        String text = new String(whole, StandardCharsets.UTF_8);
        int end = text.indexOf("\nF\t") + 1;
        for (int line = 0; line <= 1000; line++) {
            end = text.indexOf('\n', end) + 1;
        }
        state.bytes = text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
        return state;
    }

    @Test
    public void aMoveThatWasNotSavedIsMadeAgainFromWhereTheStateIs() throws Exception {
        TestSet.takesMinutes();
        bucket.put("O/ü.tif", "x");
        bucket.putMany(1003, i -> "P/" + i + "ü.tif", new byte[1]);
        list(false, "O/", "P/");
        byte[] whole = Files.readAllBytes(file());
        ObjectListingState all = submission.objects;

        submission.objects = saved(whole);
        list(false, "O/", "P/");
        assertThat("a whole page more than the state says", Files.readAllBytes(file()), is(whole));
        assertThat(submission.objects.objects, is(all.objects));

        submission.objects = saved(whole);
        Files.write(file(), "O\tbroken".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        list(false, "O/", "P/");
        assertThat("the beginning of a line more", Files.readAllBytes(file()), is(whole));

        for (int bytes : List.of(0, 10, (int) saved(whole).bytes - 1)) {
            submission.objects = saved(whole);
            Files.write(file(), Arrays.copyOf(whole, bytes));
            list(false, "O/", "P/");
            assertThat("less than the state says", Files.readAllBytes(file()), is(whole));
        }
        submission.objects = saved(whole);
        Files.delete(file());
        list(false, "O/", "P/");
        assertThat("nothing", Files.readAllBytes(file()), is(whole));
        list(false, "O/", "P/");
        assertThat("complete before", Files.readAllBytes(file()), is(whole));
        submission.objects = null;
        list(false, "O/", "P/");
        assertThat("an earlier one", Files.readAllBytes(file()), is(whole));
        assertThat(submission.objects.objects, is(all.objects));
    }

    @Test
    public void whatIsInAnArchiveIsKnownAsSuch() throws Exception {
        bucket.put("P/1.tif", "x", "GLACIER");
        bucket.put("P/2.tif", "x", "DEEP_ARCHIVE");
        bucket.put("P/3.tif", "x", "GLACIER_IR");
        list(false, "P/");
        assertThat(state("P/1.tif"), is(ObjectStates.ARCHIVED));
        assertThat(state("P/2.tif"), is(ObjectStates.ARCHIVED));
        assertThat(state("P/3.tif"), is(known("P/3.tif", 1)));
        assertThat("they are listed as images", files(), contains("1.tif", "2.tif", "3.tif"));
    }

    @Test
    public void keysThatCannotBeFilesAreToldApartAndMarkersOfFoldersAreNot() throws Exception {
        String longest = "x".repeat(255);
        for (String key : List.of(
                "P/",
                "P/sub/",
                "P//a.tif",
                "P/sub//",
                "P/a\u0001b\t.tif",
                "P/" + longest + "y",
                "P/" + longest,
                "P/b.tif")) {
            bucket.put(key, "x");
        }
        list(true, "P/");
        assertThat(files(), contains("b.tif", longest));
        assertThat(unfit(), contains("/a.tif", "a?b?.tif", longest + "y"));
        assertThat(state("P/b.tif"), is(known("P/b.tif", 1)));
        assertThat(state("P/" + longest + "y"), is(ObjectStates.MISSING));
    }

    @Test
    public void anEmptyFolderAndAnEmptyObjectAreNoErrors() throws Exception {
        list(true, "P/");
        assertThat(files(), is(empty()));
        assertThat(state("P/a.tif"), is(ObjectStates.MISSING));
        bucket.put("P/a.tif", "");
        submission.objects = null;
        list(true, "P/");
        assertThat(state("P/a.tif"), is(known("P/a.tif", 0)));
        assertThat(Files.size(file()), greaterThan(0L));
    }
}
