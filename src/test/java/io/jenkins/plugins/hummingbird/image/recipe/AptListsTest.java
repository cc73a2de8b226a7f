package io.jenkins.plugins.hummingbird.image.recipe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.operation.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Which repositories the recipe needs, by this machine's own apt and repositories of the test's own. */
public class AptListsTest {
    private static final String PACKAGES =
            "Package: own\nVersion: 1\nArchitecture: all\nFilename: own.deb\nSize: 1\n\n";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path root;
    private Path own;
    private Path lists;

    @Before
    public void prepare() throws Exception {
        TestSet.needsProgram(Files.exists(Path.of("/usr/bin/apt-get")), "apt is Debian's and Ubuntu's");
        root = folder.getRoot().toPath();
        own = Files.createDirectories(root.resolve("repository"));
        lists = Files.createDirectories(root.resolve("var/lib/apt/lists"));
        for (String name : List.of("etc/sources.list.d", "etc/preferences.d", "var/cache/apt", "home")) {
            Files.createDirectories(root.resolve(name));
        }
        Files.writeString(root.resolve("status"), "");
        Files.writeString(
                root.resolve("apt.conf"),
                "Dir \"" + root + "\"; Dir::State::status \"" + root.resolve("status") + "\"; Dir::Etc \"etc\";"
                        + " Dir::State \"var/lib/apt\"; Dir::Cache \"var/cache/apt\"; APT::Sandbox::User \"\";\n");
        publish("stable");
        Files.writeString(root.resolve("etc/sources.list"), source(own));
        Files.writeString(root.resolve("etc/sources.list.d/foreign.list"), source(root.resolve("out of order")));
    }

    private static String source(Path repository) {
        return "deb [trusted=yes] " + repository.toUri().toString().replace("///", "/") + " ./\n";
    }

    private void publish(String suite) throws Exception {
        Files.writeString(own.resolve("Packages"), PACKAGES);
        byte[] bytes = PACKAGES.getBytes(StandardCharsets.UTF_8);
        Files.writeString(
                own.resolve("Release"),
                "Origin: own\nLabel: " + suite + "\nSuite: " + suite + "\nCodename: " + suite
                        + "\nDate: Thu, 01 Jan 2026 00:00:00 UTC\nSHA256:\n "
                        + new Sha256().add(bytes).hex() + ' '
                        + bytes.length + " Packages\n");
    }

    private RecipeRun refresh() throws Exception {
        String calls = "source \"$1\"; home=$2 log=$2/log refused=0; find_own_lists; await 60 refresh_lists";
        return RecipeRun.run(
                Map.of("APT_CONFIG", root.resolve("apt.conf").toString()),
                "bash",
                "-c",
                calls,
                "test",
                RecipeRun.FOLDER.resolve(CellProfilerRecipe.SCRIPT).toString(),
                root.resolve("home").toString());
    }

    private void refreshed(RecipeRun run) throws Exception {
        Path log = root.resolve("home/log");
        assertThat(run.printed() + (Files.exists(log) ? Files.readString(log) : ""), run.code(), is(0));
    }

    @Test
    public void aForeignRepositoryThatIsOutOfOrderIsNotAskedAndKeepsItsList() throws Exception {
        Path foreign = Files.writeString(lists.resolve("foreign.example.org_._Packages"), PACKAGES);
        refreshed(refresh());
        assertThat(Files.exists(foreign), is(true));
        try (var files = Files.list(lists)) {
            assertThat(files.anyMatch(file -> file.toString().endsWith("repository_._Packages")), is(true));
        }
    }

    @Test
    public void aReleaseMayChangeWhatItSaysOfItself() throws Exception {
        refreshed(refresh());
        publish("oldstable");
        refreshed(refresh());
    }

    @Test
    public void theSystemsOwnRepositoryMustAnswer() throws Exception {
        Files.delete(own.resolve("Release"));
        Files.delete(own.resolve("Packages"));
        RecipeRun run = refresh();
        assertThat(run.code(), is(70));
        assertThat(run.printed(), containsString("apt-get cannot fetch its lists of packages"));
    }

    @Test
    public void whereTheUsualFilesNameNoneAllMustAnswer() throws Exception {
        Files.writeString(root.resolve("etc/sources.list"), "# see sources.list.d\n");
        assertThat(refresh().code(), is(70));
        Files.writeString(root.resolve("etc/sources.list.d/foreign.list"), source(own));
        refreshed(refresh());
    }
}
