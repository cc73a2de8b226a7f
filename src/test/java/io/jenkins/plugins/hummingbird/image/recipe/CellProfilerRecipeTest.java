package io.jenkins.plugins.hummingbird.image.recipe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** What a bake takes to the instance. */
public class CellProfilerRecipeTest {
    @Test
    public void everyFileOfTheFolderGoesToTheInstance() throws Exception {
        try (Stream<Path> files = Files.list(RecipeRun.FOLDER)) {
            Set<String> names =
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
            assertThat(new TreeSet<>(CellProfilerRecipe.files()), is(names));
        }
        for (String name : CellProfilerRecipe.files()) {
            assertThat(CellProfilerRecipe.file(name), is(Files.readAllBytes(RecipeRun.FOLDER.resolve(name))));
        }
    }

    @Test
    public void theScriptNamesItsDefaultVersionAndLogAsTheRecipeDoes() {
        assertThat(script(), containsString("version=${1-" + CellProfilerRecipe.DEFAULT_VERSION + "}"));
        assertThat(script(), containsString("\nlog=" + CellProfilerRecipe.LOG + "\n"));
    }

    @Test
    public void everyExitCodeOfTheScriptHasARemedyAndADescription() {
        Matcher codes = Pattern.compile("fail(?:_with_log)? ([0-9]+)").matcher(script() + file("packages.sh"));
        Set<Integer> found = new TreeSet<>();
        while (codes.find()) {
            found.add(Integer.valueOf(codes.group(1)));
        }
        assertThat(found.size(), greaterThan(10));
        String head = script().substring(0, script().indexOf("\nset -"));
        for (int code : found) {
            assertThat(head, containsString(code + " "));
            assertThat(code + "", CellProfilerRecipe.remedy(code).isEmpty(), is(false));
        }
        assertThat(CellProfilerRecipe.remedy(1), is(""));
    }

    @Test
    public void theDigestIsTheSameEachTime() {
        assertThat(CellProfilerRecipe.digest(), is(CellProfilerRecipe.digest()));
        assertThat(CellProfilerRecipe.digest().matches("[0-9a-f]{64}"), is(true));
    }

    private static String script() {
        return file(CellProfilerRecipe.SCRIPT);
    }

    private static String file(String name) {
        return new String(CellProfilerRecipe.file(name), StandardCharsets.UTF_8);
    }
}
