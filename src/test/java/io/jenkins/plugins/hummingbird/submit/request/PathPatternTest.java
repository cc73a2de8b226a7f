package io.jenkins.plugins.hummingbird.submit.request;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.Patience;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PathPatternTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void readsPatternsAsFindDoes() throws Exception {
        Path here = folder.getRoot().toPath();
        List<String> paths = List.of(
                "a.csv",
                "b.CSV",
                "sub/a.csv",
                "sub/deep/ü.csv",
                "a*.csv",
                "a]b",
                "a-b",
                "a^b",
                "a.b",
                "line\nbreak.csv",
                "ab");
        for (String path : paths) {
            Files.createDirectories(here.resolve(path).getParent());
            Files.createFile(here.resolve(path));
        }
        for (String glob : List.of(
                "*.csv",
                "a.csv",
                "sub/*",
                "*/a.csv",
                "?.csv",
                "[ab].*",
                "[!a].csv",
                "a\\*.csv",
                "a[]]b",
                "a[]-]b",
                "a[a-z^]b",
                "a[!-]b",
                "**",
                "a[b",
                "a+b",
                "*/?.csv",
                "a[.]b",
                "[a-c]*",
                "[a-]*",
                "*[a-z].csv",
                "[z-a]*",
                "*a*.c*v",
                "sub/*/*.csv*",
                "*.csv\\\\",
                "[\u00FC]*",
                "sub/deep/[\u00FA-\u00FD].csv")) {
            PathPattern pattern = new PathPattern(glob);
            for (String path : paths) {
                assertThat(glob + " on " + path, pattern.matches(path), is(find(here, path, glob)));
            }
        }
    }

    @Test
    public void aPatternThatFindsNothingWhateverThereIsIsKnown() throws Exception {
        Path here = folder.getRoot().toPath();
        Files.createDirectories(here.resolve("sub"));
        Files.createFile(here.resolve("a.csv"));
        Files.createFile(here.resolve("sub/a.csv"));
        for (String glob : List.of("/a.csv", "./a.csv", "sub/../a.csv", "sub//a.csv", "sub/./a.csv", "sub/a.csv/")) {
            assertThat(glob, PathPattern.matchesNothing(glob), is(true));
            for (String path : List.of("a.csv", "sub/a.csv")) {
                assertThat(glob + " on " + path, find(here, path, glob), is(false));
            }
        }
        for (String glob : List.of("*", "sub/*", "..a/b", ".a", "*/a.csv", "...")) {
            assertThat(glob, PathPattern.matchesNothing(glob), is(false));
        }
    }

    @Test(timeout = 1000 * Patience.SECONDS)
    public void manyStarsTakeNoLongerThanThePatternAndThePathAreLong() {
        PathPattern pattern = new PathPattern("*a".repeat(50) + "*b");
        assertThat(pattern.matches("a".repeat(100_000)), is(false));
        assertThat(pattern.matches("a".repeat(100_000) + "b"), is(true));
        assertThat(new PathPattern("*").matches("x\n".repeat(100_000)), is(true));
    }

    private static boolean find(Path here, String path, String glob) throws Exception {
        ProcessBuilder find = new ProcessBuilder("find", "./" + path, "-path", "./" + glob);
        find.environment().put("LC_ALL", "C.UTF-8");
        Process process = find.directory(here.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(), is(0));
        return !out.isEmpty();
    }
}
