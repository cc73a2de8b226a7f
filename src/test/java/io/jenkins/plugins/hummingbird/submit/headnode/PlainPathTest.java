package io.jenkins.plugins.hummingbird.submit.headnode;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.Test;

public class PlainPathTest {
    @Test
    public void pathsOfOutputFilesArePlain() {
        for (String path : List.of(
                "a.csv",
                "Images/a b.png",
                "\u00FC/\u00E4.tif",
                "..a",
                "a..b",
                "...a",
                "CONTROL.csv",
                "com.csv",
                "COM10",
                "a-~%20.x")) {
            assertThat(path, PlainPath.is(path), is(true));
        }
    }

    @Test
    public void aPathThatLeadsElsewhereOrMeansAnotherThingOnWindowsIsNot() {
        for (String path : List.of(
                "",
                "/a",
                "a/",
                "a//b",
                ".",
                "..",
                "../summary.json",
                "a/../b",
                "a/./b",
                "a\\..\\b",
                "C:\\a",
                "C:a",
                "a.csv:stream",
                "a\0b",
                "a\nb",
                "a\u001Bb",
                "a\u0085b",
                "a.",
                "a ",
                "a/b./c",
                "CON",
                "con.csv",
                "Images/NUL",
                "nul.tar.gz",
                "com1",
                "LPT9.txt",
                "COM\u00B9",
                "CONIN$",
                "AUX .txt",
                "a?b",
                "a*b",
                "a|b",
                "<a>",
                "\"a\"",
                "a\uFFFDb",
                "a\uD800b",
                "x".repeat(256),
                "\u00FC".repeat(128),
                "abcdefg/".repeat(200) + "a")) {
            assertThat(path, PlainPath.is(path), is(false));
        }
    }
}
