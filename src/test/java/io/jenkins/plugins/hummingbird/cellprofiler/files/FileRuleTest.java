package io.jenkins.plugins.hummingbird.cellprofiler.files;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionTimeLimit;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class FileRuleTest {
    private static boolean takes(String rule, String path) {
        return FileRule.parse(rule, new ExpressionTimeLimit()).orElseThrow().takes(ImageFile.of(path));
    }

    @Test
    public void aTextIsComparedWithTheFileNameOrTheFolder() {
        assertThat(takes("and (file does contain \"_w1\")", "/data/P_w1/a_w2.tif"), is(false));
        assertThat(takes("and (directory does contain \"_w1\")", "/data/P_w1/a_w2.tif"), is(true));
        assertThat(takes("and (file doesnot startwith \"a_\")", "/data/a_w2.tif"), is(false));
        assertThat(takes("and (file does endwith \".tif\")", "/data/a_w2.tif"), is(true));
        assertThat(takes("and (file does eq \"a.tif\")", "/data/aa.tif"), is(false));
        assertThat(takes("and (file does contain \"\")", "/data/a.tif"), is(true));
    }

    @Test
    public void rulesAreCombinedWithAndOrAndParentheses() {
        String rule =
                "or (file does eq \"a.tif\") (and (directory does endwith \"P2\") (file doesnot contain \"w)3\"))";
        assertThat(takes(rule, "/P1/a.tif"), is(true));
        assertThat(takes(rule, "/P2/b.tif"), is(true));
        assertThat(takes(rule, "/P2/b_w)3.tif"), is(false));
        assertThat(takes(rule, "/P1/b.tif"), is(false));
    }

    @Test
    public void anExtensionIsTheTextAfterAnyDot() {
        assertThat(takes("and (extension does isimage)", "/a/b.OME.TIF"), is(true));
        assertThat(takes("and (extension does istif)", "/a/b.tif.txt"), is(false));
        assertThat(takes("and (extension does eq \"b.tif\")", "/a/.b.tif"), is(true));
        assertThat(takes("and (extension does isimage)", "/a/README"), is(false));
        assertThat(takes("and (extension does isimage)", "/a/images.csv"), is(false));
        assertThat(takes("and (extension does isflex)", "/a/1.flex"), is(true));
    }

    @Test
    public void aPythonRegularExpressionMatchesAnywhere() {
        assertThat(takes("and (file does containregexp \"_C[0-2][0-9]_w(?P<x>1)\")", "/a/b_C07_w1.tif"), is(true));
        assertThat(takes("and (file does containregexp \"\\\\.tif$\")", "/a/b.tif.png"), is(false));
    }

    @Test
    public void metadataOfTheMetadataModuleIsCompared() {
        ImageFile image = ImageFile.of("/a/b.tif").with(Map.of("Stain", "DNA"));
        assertThat(
                FileRule.parse("and (metadata does Stain \"DNA\")", new ExpressionTimeLimit())
                        .orElseThrow()
                        .takes(image),
                is(true));
        assertThat(
                FileRule.parse("and (metadata doesnot Stain \"DNA\")", new ExpressionTimeLimit())
                        .orElseThrow()
                        .takes(image),
                is(false));
        assertThat(
                FileRule.parse("and (metadata does Plate \"1\")", new ExpressionTimeLimit())
                        .orElseThrow()
                        .takes(image),
                is(false));
    }

    @Test
    public void imagesOnlyExcludesHiddenFolders() {
        assertThat(FileRule.imagesOnly(new ExpressionTimeLimit()).takes(ImageFile.of("/data/P1/a.png")), is(true));
        assertThat(
                FileRule.imagesOnly(new ExpressionTimeLimit()).takes(ImageFile.of("/data/.thumbs/a.png")), is(false));
        assertThat(FileRule.imagesOnly(new ExpressionTimeLimit()).takes(ImageFile.of("/data/P1/notes.txt")), is(false));
    }

    @Test
    public void rulesThatNamesCannotDecideAreNotUnderstood() {
        for (String rule : new String[] {
            "and (image does ismonochrome)",
            "and (file does",
            "",
            "and (file does containregexp \"(\")",
            "file does eq \"a\" b"
        }) {
            assertThat(rule, FileRule.parse(rule, new ExpressionTimeLimit()), is(Optional.empty()));
        }
    }

    @Test
    public void aRuleThatIsTooLongOrTooDeepIsNotUnderstood() {
        String text = "x".repeat(200_000);
        assertThat(takes("and (file doesnot contain \"" + text + "\")", "/a/b.tif"), is(true));
        assertThat(FileRule.parse(text, new ExpressionTimeLimit()), is(Optional.empty()));
        String deep = "and (".repeat(100_000) + "file does contain \"x\"" + ")".repeat(100_000);
        assertThat(FileRule.parse(deep, new ExpressionTimeLimit()), is(Optional.empty()));
    }
}
