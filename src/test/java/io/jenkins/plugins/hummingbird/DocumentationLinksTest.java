package io.jenkins.plugins.hummingbird;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** Links of the documentation to its own files and headings. */
public class DocumentationLinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*)$");

    @Test
    public void eachLinkLeadsToAFileAndAHeadingThatAreThere() throws Exception {
        List<String> dead = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                URI target = URI.create(link.group(1));
                if (target.getScheme() == null && !leadsSomewhere(page, target)) {
                    dead.add(page + ": " + target);
                }
            }
        }
        assertThat(dead, is(empty()));
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("docs"), "*.md")) {
            all.forEach(pages::add);
        }
        return pages;
    }

    private static boolean leadsSomewhere(Path page, URI target) throws IOException {
        Path file = target.getPath().isEmpty() ? page : page.resolveSibling(target.getPath());
        if (target.getFragment() == null || !file.toString().endsWith(".md")) {
            return Files.exists(file);
        }
        return Files.exists(file) && anchors(file).contains(target.getFragment());
    }

    /** As GitHub names headings: in lower case, without punctuation and marks, with hyphens for spaces. */
    private static Set<String> anchors(Path file) throws IOException {
        Set<String> anchors = new HashSet<>();
        for (String line : Files.readAllLines(file)) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                String text = heading.group(1).replaceAll("\\[([^]]*)\\]\\([^)]*\\)", "$1");
                anchors.add(text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'));
            }
        }
        return anchors;
    }
}
