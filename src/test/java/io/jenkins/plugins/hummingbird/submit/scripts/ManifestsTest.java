package io.jenkins.plugins.hummingbird.submit.scripts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What manifests.sh prints of the lists of merged tables, whatever lies in their place. */
public class ManifestsTest {
    private static final String LINE = "csv\tImage\tImage.csv\t2\t3\t40\tab";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    /** Where the list of a set of tables is. */
    private Path manifest(int set) throws IOException {
        Path output = temporary.getRoot().toPath();
        return Files.createDirectories(output.resolve(".hummingbird/results/tables/P" + set + "/submit-1.0"))
                .resolve("manifest.tsv");
    }

    /** @param most bytes of a list */
    private List<String> lines(int sets, int most) throws Exception {
        StringBuilder wanted = new StringBuilder();
        for (int set = 1; set <= sets; set++) {
            wanted.append(set).append(" tables/P").append(set).append(" submit-1.0\n");
        }
        Path list = Files.writeString(temporary.newFile().toPath(), wanted);
        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        RemoteScripts.MANIFESTS.text(),
                        "bash",
                        temporary.getRoot().toString(),
                        "submit-2",
                        Integer.toString(most))
                .redirectInput(list.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(bash.waitFor(), is(0));
        return printed.lines().toList();
    }

    @Test
    public void eachLineBeginsWithTheNumberOfItsSet() throws Exception {
        Files.writeString(manifest(1), "names\n" + LINE + "\n");
        Files.writeString(manifest(3), LINE + "\n");
        assertThat(lines(3, 1000), is(List.of("1\tnames", "1\t" + LINE, "3\t" + LINE)));
    }

    @Test
    public void onlyRegularFilesAreRead() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", manifest(1).toString()).start().waitFor(), is(0));
        Files.createSymbolicLink(manifest(2), Path.of("/dev/zero"));
        Files.createSymbolicLink(
                manifest(3), Files.writeString(temporary.newFile().toPath(), "secret\n"));
        Files.createDirectory(manifest(4));
        Files.writeString(manifest(5), LINE + "\n");
        assertThat(lines(5, 1000), is(List.of("5\t" + LINE)));
    }

    @Test
    public void noLineIsLongerThanTheListingTakes() throws Exception {
        Files.writeString(manifest(1), LINE + "\n" + "x".repeat(50000));
        Files.writeString(manifest(2), "\0".repeat(3000) + "b\0c\n\u00fc");
        Files.write(manifest(3), new byte[] {(byte) 0xff, '\n'});
        List<String> lines = lines(3, 10000);
        assertThat(lines.get(0), is("1\t" + LINE));
        assertThat(lines.get(1), startsWith("1\txxx"));
        assertThat(lines.get(1).length(), is(2000));
        assertThat(lines.subList(2, 5), is(List.of("2\tbc", "2\t\u00c3\u00bc", "3\t\u00ff")));
    }

    @Test
    public void aListThatIsCutOffEndsWithALineEnd() throws Exception {
        Files.writeString(manifest(1), LINE + "\n");
        Files.writeString(manifest(2), LINE + "\n");
        assertThat(lines(2, 5), is(List.of("1\tcsv\tI", "2\tcsv\tI")));
    }
}
