package io.jenkins.plugins.hummingbird.image.recipe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What the recipe says before it changes anything, and what it pins. A run of it is in docs/recipe-log.md. */
public class InstallCellProfilerTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void aSystemThatIsNotSupportedIsRefused() throws Exception {
        Path release = folder.getRoot().toPath().resolve("os-release");
        for (String system : List.of("debian 12", "ubuntu 20.04", "amzn 2", "rocky 9.4")) {
            String[] words = system.split(" ");
            Files.writeString(release, "NAME='Some Linux'\nID=" + words[0] + "\nVERSION_ID=\"" + words[1] + "\"\n");
            RecipeRun run = RecipeRun.refusal(Map.of("OS_RELEASE", release.toString()));
            assertThat(
                    run.printed(),
                    is("install-cellprofiler: the system " + system + " is not supported, only Ubuntu 22.04 and 24.04 "
                            + "and Amazon Linux 2023: choose another base image, or a script of your own in place of "
                            + "this recipe."));
            assertThat(run.code(), is(65));
        }
    }

    @Test
    public void anArchitectureThatIsNotSupportedIsRefused() throws Exception {
        Path uname = folder.getRoot().toPath().resolve("uname");
        Files.writeString(uname, "#!/bin/sh\necho riscv64\n");
        assertThat(uname.toFile().setExecutable(true), is(true));
        String path = folder.getRoot() + ":" + System.getenv("PATH");
        RecipeRun run = RecipeRun.refusal(Map.of("PATH", path));
        assertThat(
                run.printed(),
                is("install-cellprofiler: the architecture riscv64 is not supported, only x86_64 and arm64 "
                        + "(aarch64)."));
        assertThat(run.code(), is(65));
    }

    @Test
    public void aVersionThatItDoesNotKnowIsRefused() throws Exception {
        for (String version : List.of("5.0.0", "4.2", "4.2.8.1; reboot", "latest", "")) {
            RecipeRun run = RecipeRun.refusal(Map.of(), version);
            assertThat(
                    run.printed(),
                    is("install-cellprofiler: '" + version + "' is no version that this recipe installs: it must be "
                            + "4.2.x, such as 4.2.8.1."));
            assertThat(run.code(), is(64));
        }
        RecipeRun run = RecipeRun.refusal(Map.of(), "4.2.8.1", "more");
        assertThat(run.printed(), endsWith("usage: install-cellprofiler.sh [VERSION]"));
        assertThat(run.code(), is(64));
    }

    /** The packages that the recipe installs, where these are the headers of C libraries. */
    private static String packages(String installer, Path headers) throws Exception {
        return RecipeRun.run(
                        Map.of(),
                        "bash",
                        "-c",
                        "source \"$1\"; installer=$2 headers=$3; name_packages; echo \"${packages[@]}\"",
                        "test",
                        RecipeRun.FOLDER.resolve(CellProfilerRecipe.SCRIPT).toString(),
                        installer,
                        headers.toString())
                .printed();
    }

    @Test
    public void mysqlsOwnClientIsNotReplacedByAnother() throws Exception {
        Path headers = folder.getRoot().toPath();
        assertThat(packages("dnf", headers), endsWith(" openssl-devel mariadb-connector-c-devel"));
        assertThat(packages("apt", headers), endsWith(" openjdk-17-jdk-headless default-libmysqlclient-dev"));
        Files.writeString(Files.createDirectories(headers.resolve("mysql")).resolve("mysql.h"), "");
        assertThat(packages("dnf", headers), endsWith(" java-17-amazon-corretto-devel openssl-devel"));
        assertThat(packages("apt", headers), endsWith(" openjdk-17-jdk-headless"));
    }

    @Test
    public void everyLibraryAndToolHasOneVersion() throws IOException {
        List<String> libraries = lines("cellprofiler-libraries.txt");
        assertThat(libraries, everyItem(matchesPattern("[A-Za-z0-9_.-]+==[0-9a-z.]+")));
        assertThat(libraries, hasItems("cellprofiler==4.2.8.1", "cellprofiler-core==4.2.8.1", "numpy==1.23.5"));
        for (String tools : List.of("cellprofiler-tools.txt", "mysqlclient-tools.txt")) {
            assertThat(tools, lines(tools), everyItem(matchesPattern("[a-z]+==[0-9.]+")));
        }
    }

    @Test
    public void duckDbAndUvAreOneVersionWithDigestsAndTheTablesTaskNamesThatOfDuckDb() throws IOException {
        for (String file : List.of("duckdb.txt", "uv.txt")) {
            List<String> words = List.of(String.join(" ", lines(file)).split("[ \\\\]+"));
            assertThat(file, words.get(0), matchesPattern("[a-z]+==[0-9.]+"));
            assertThat(file, words.subList(1, words.size()), everyItem(matchesPattern("--hash=sha256:[0-9a-f]{64}")));
            // x86_64 and arm64
            assertThat(file, words.size() % 2, is(1));
        }
        String wanted = lines("duckdb.txt").get(0).replace(" \\", "");
        Map<String, String> merging = RemoteScripts.merging();
        assertThat(merging.get("merged_files.py"), containsString("pip install " + wanted + '"'));
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(RecipeRun.FOLDER.resolve(file)).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }
}
