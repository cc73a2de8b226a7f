package io.jenkins.plugins.hummingbird.submit.scripts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.ssh.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Results that are in S3: which groups are done by them, what is listed of them, and when the local files may go. */
public class S3ResultsTest {
    private static final String ATTEMPT = "submit-1.0.0.ab";
    private static final String URL = "s3://results/My plate/A01";
    private static final long TOMORROW = System.currentTimeMillis() / 1000 + 86400;

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path output;
    private Path attempts;

    @Before
    public void results() throws Exception {
        output = Files.createDirectories(temporary.getRoot().toPath().resolve("output"));
        Files.createDirectories(output.resolve(".hummingbird/active"));
        attempts = output.resolve(".hummingbird/results/A01");
        group("A01");
    }

    /** A group, or a set of tables, of two files. */
    private void group(String folder) throws IOException {
        Path results = output.resolve(".hummingbird/results/" + folder + "/" + ATTEMPT);
        Files.createDirectories(results.resolve("sub"));
        Files.writeString(results.resolve("Image.csv"), "123");
        Files.writeString(results.resolve("sub/N \u00fc.csv"), "12345");
        Files.writeString(beside(results, "done"), "0a1b 2 8 4\n");
        Path link = output.resolve(folder);
        Files.createDirectories(link.getParent());
        String top = folder.contains("/") ? "../" : "";
        Files.createSymbolicLink(link, Path.of(top + ".hummingbird/results/" + folder + "/" + ATTEMPT));
        manifest(results, URL);
    }

    private static Path beside(Path results, String suffix) {
        return results.resolveSibling(results.getFileName() + "." + suffix);
    }

    private static void manifest(Path results, String url) throws IOException {
        String key = url.replaceFirst("s3://[^/]*/?", "");
        String top = key.isEmpty() ? "" : key + "/";
        Files.writeString(
                beside(results, "manifest"),
                url + "\t0a1b\nkey\tbytes\tsha256\n" + top + "Image.csv\t3\tab\n" + top + "sub/N \u00fc.csv\t5\tcd\n");
    }

    private List<String> run(Script script, String input, String end, String... arguments) throws Exception {
        Path file = Files.writeString(temporary.getRoot().toPath().resolve("input"), input);
        List<String> words = new ArrayList<>(List.of("bash", "-c", script.text(), "bash", output.toString()));
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words)
                .redirectInput(file.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(out, process.waitFor(), is(0));
        return Stream.of(out.split(end)).filter(line -> !line.isEmpty()).toList();
    }

    private List<String> done(String wanted) throws Exception {
        List<String> lines = run(RemoteScripts.DONE, wanted + "\n", "\n", "later", Long.toString(TOMORROW));
        Files.deleteIfExists(output.resolve(".hummingbird/active/later"));
        return lines;
    }

    private List<String> listed() throws Exception {
        return run(RemoteScripts.LIST_OUTPUTS, "A01/" + ATTEMPT + "\n", "\0").stream()
                .map(line -> line.replaceFirst("[0-9]{9,}\\.[0-9]+\t", "TIME\t"))
                .sorted()
                .toList();
    }

    private String drop(String attempt, String... patterns) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("submit-1"));
        arguments.addAll(List.of(patterns));
        return run(RemoteScripts.DROP_RESULTS, attempt + "\n", "\n", arguments.toArray(String[]::new))
                .get(0);
    }

    private String drop() throws Exception {
        return drop("A01/" + ATTEMPT);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(attempts.resolve(ATTEMPT))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> attempts.resolve(ATTEMPT).relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    public void aGroupIsDoneByItsManifestWhenItsFilesAreGone() throws Exception {
        assertThat(done("A01 0a1b " + URL), is(List.of("A01 " + ATTEMPT + " 4 uploaded")));
        Files.createFile(attempts.resolve(ATTEMPT + ".measurements.gz"));
        Files.writeString(attempts.resolve(ATTEMPT + ".measurements.gz"), "x");
        assertThat(done("A01 0a1b " + URL), is(List.of("A01 " + ATTEMPT + " 4 measured uploaded")));
        assertThat(
                "to be copied there", done("A01 0a1b s3://other/A01"), is(List.of("A01 " + ATTEMPT + " 4 measured")));
        assertThat(done("A01 0a1b"), is(List.of("A01 " + ATTEMPT + " 4 measured")));
        assertThat("of other inputs", done("A01 ffff " + URL), is(List.of()));
        assertThat(drop(), is("2 8 0 0"));
        assertThat(done("A01 0a1b " + URL), is(List.of("A01 " + ATTEMPT + " 4 measured uploaded")));
        assertThat(done("A01 0a1b s3://other/A01"), is(List.of()));
        assertThat(done("A01 0a1b"), is(List.of()));
        Files.delete(attempts.resolve(ATTEMPT));
        assertThat(done("A01 0a1b " + URL), is(List.of("A01 " + ATTEMPT + " 4 measured uploaded")));
        Files.delete(attempts.resolve(ATTEMPT + ".manifest"));
        assertThat(done("A01 0a1b " + URL), is(List.of()));
    }

    @Test
    public void aManifestOfOtherInputsSaysNothing() throws Exception {
        Path manifest = attempts.resolve(ATTEMPT + ".manifest");
        Files.writeString(manifest, Files.readString(manifest).replace("\t0a1b\n", "\tffff\n"));
        assertThat(done("A01 0a1b " + URL), is(List.of("A01 " + ATTEMPT + " 4")));
    }

    @Test
    public void filesThatAreOnlyInS3AreListedAsWhatTheyWere() throws Exception {
        String proof = "done\t2\t8\tA01/" + ATTEMPT;
        String url = "url\t" + URL + "\tA01/" + ATTEMPT;
        String image = "TIME\t3\tA01/" + ATTEMPT + "\tImage.csv";
        String nuclei = "TIME\t5\tA01/" + ATTEMPT + "\tsub/N \u00fc.csv";
        assertThat(listed(), is(List.of(image, nuclei, proof, url)));
        assertThat(drop("A01/" + ATTEMPT, "Im*"), is("1 5 0 0"));
        assertThat(files(), is(List.of("Image.csv")));
        assertThat(listed(), is(List.of(image, proof, "s3\t" + nuclei, url)));
        assertThat(drop(), is("1 3 0 0"));
        assertThat(listed(), is(List.of(proof, "s3\t" + image, "s3\t" + nuclei, url)));
        assertThat("there is nothing left", drop(), is("0 0 0 0"));
        Files.delete(attempts.resolve(ATTEMPT));
        assertThat(listed(), is(List.of(proof, "s3\t" + image, "s3\t" + nuclei, url)));
        Files.delete(output.resolve("A01"));
        assertThat(listed(), is(List.of("gone\t0\t0\tA01/" + ATTEMPT)));
    }

    @Test
    public void resultsThatAreAWholeBucketAreListed() throws Exception {
        manifest(attempts.resolve(ATTEMPT), "s3://results");
        assertThat(drop(), is("2 8 0 0"));
        assertThat(listed().get(2), is("s3\tTIME\t5\tA01/" + ATTEMPT + "\tsub/N \u00fc.csv"));
    }

    @Test
    public void onlyFilesThatAreInS3AreRemoved() throws Exception {
        Files.writeString(attempts.resolve(ATTEMPT).resolve("Image.csv"), "changed since");
        Files.writeString(attempts.resolve(ATTEMPT).resolve("mine"), "12345");
        assertThat(drop(), is("1 5 0 0"));
        assertThat(files(), is(List.of("Image.csv", "mine")));
        Files.delete(attempts.resolve(ATTEMPT + ".manifest"));
        assertThat(drop(), is("0 0 1 0"));
    }

    @Test
    public void resultsThatAnotherSubmissionCountsOnStay() throws Exception {
        Path entry = output.resolve(".hummingbird/active/other");
        Files.writeString(entry, TOMORROW + "\nA01/" + ATTEMPT + "\n");
        assertThat(drop(), is("0 0 1 0"));
        assertThat("others may count on it as before", done("A01 0a1b"), is(List.of("A01 " + ATTEMPT + " 4")));
        Files.writeString(entry, "100\nA01/" + ATTEMPT + "\n");
        Files.writeString(output.resolve(".hummingbird/active/submit-1"), TOMORROW + "\nA01/" + ATTEMPT + "\n");
        assertThat("that one is over", drop(), is("2 8 0 0"));
    }

    @Test
    public void resultsThatAnotherSubmissionIsStillMakingStay() throws Exception {
        Files.writeString(output.resolve(".hummingbird/active/submit-1"), TOMORROW + "\n");
        List<String> printed = run(RemoteScripts.DROP_RESULTS, "A01/" + ATTEMPT + "\n", "\n", "submit-2");
        assertThat(printed, is(List.of("0 0 1 0")));
        assertThat(files().size(), is(2));
    }

    @Test
    public void resultsThatALaterSubmissionHasReplacedInS3Stay() throws Exception {
        Files.delete(output.resolve("A01"));
        Files.createSymbolicLink(output.resolve("A01"), Path.of(".hummingbird/results/A01/submit-2.0.0.cd"));
        assertThat(drop(), is("0 0 1 0"));
        assertThat(files().size(), is(2));
    }

    @Test
    public void whatWasNotDroppedToTheEndIsDroppedTheNextTime() throws Exception {
        Files.createFile(attempts.resolve(ATTEMPT + ".dropped"));
        Files.delete(attempts.resolve(ATTEMPT).resolve("Image.csv"));
        assertThat("another one may look just now", done("A01 0a1b"), is(List.of()));
        assertThat(
                "no task can measure them",
                done("A01 0a1b " + URL),
                is(List.of("A01 " + ATTEMPT + " 4 measured uploaded")));
        assertThat(drop(), is("1 5 0 0"));
        assertThat(files(), is(List.of()));
    }

    @Test
    public void whatSomebodyHasRemovedIsTakenFromS3() throws Exception {
        Path mark = attempts.resolve(ATTEMPT + ".dropped");
        assertThat(done("A01 0a1b " + URL), is(List.of("A01 " + ATTEMPT + " 4 uploaded")));
        assertThat("all is there", Files.exists(mark), is(false));
        Files.delete(attempts.resolve(ATTEMPT).resolve("Image.csv"));
        assertThat("of these nothing is in S3", done("A01 0a1b"), is(List.of()));
        assertThat(Files.exists(mark), is(false));
        assertThat(done("A01 0a1b " + URL), is(List.of("A01 " + ATTEMPT + " 4 measured uploaded")));
        assertThat(Files.exists(mark), is(true));
        assertThat(
                listed(),
                is(List.of(
                        "TIME\t5\tA01/" + ATTEMPT + "\tsub/N \u00fc.csv",
                        "done\t2\t8\tA01/" + ATTEMPT,
                        "s3\tTIME\t3\tA01/" + ATTEMPT + "\tImage.csv",
                        "url\t" + URL + "\tA01/" + ATTEMPT)));
    }

    @Test
    public void theListOfTablesStays() throws Exception {
        group("tables/P1");
        Path results = output.resolve(".hummingbird/results/tables/P1/" + ATTEMPT);
        Files.writeString(results.resolve("manifest.tsv"), "x");
        Files.writeString(beside(results, "done"), "0a1b 3 9 4\n");
        Path manifest = beside(results, "manifest");
        Files.writeString(manifest, Files.readString(manifest) + "My plate/A01/manifest.tsv\t1\tef\n");
        assertThat(done("tables/P1 0a1b " + URL), is(List.of("tables/P1 " + ATTEMPT + " 4 uploaded")));
        assertThat(drop("tables/P1/" + ATTEMPT), is("2 8 0 0"));
        assertThat(Files.exists(results.resolve("manifest.tsv")), is(true));
        assertThat(done("tables/P1 0a1b " + URL), is(List.of("tables/P1 " + ATTEMPT + " 4 measured uploaded")));
    }
}
