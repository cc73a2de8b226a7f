package io.jenkins.plugins.hummingbird.operation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import org.junit.Test;

public class NamePatternsTest {
    private static void assertMatches(boolean expected, String patterns, String name) {
        assertEquals(patterns + " and " + name, expected, new NamePatterns(patterns).match(name));
    }

    @Test
    public void aStarMatchesAnyText() {
        assertMatches(true, "*", "");
        assertMatches(true, "*", "anything");
        assertMatches(true, "*.example.org", "head.example.org");
        assertMatches(true, "10.0.3.*", "10.0.3.17");
        assertMatches(true, "a*b*c", "abc");
        assertMatches(true, "a*b*c", "a-b-b-c-c");
        assertMatches(true, "**", "x");
    }

    @Test
    public void otherCharactersMatchThemselves() {
        assertMatches(true, "head.example.org", "head.example.org");
        assertMatches(false, "head.example.org", "headXexample.org");
        assertMatches(false, "h?ad", "head");
        assertMatches(false, "[a-z]", "a");
    }

    @Test
    public void theEntireNameMustMatch() {
        assertMatches(false, "*.example.org", "head.example.org.evil.example");
        assertMatches(false, "10.0.3.*", "110.0.3.17");
        assertMatches(false, "ab*ba", "aba");
        assertMatches(false, "a*b*c", "a-c");
        assertMatches(false, "head", "");
    }

    @Test
    public void anyOfSeveralPatternsMayMatch() {
        NamePatterns patterns = new NamePatterns("one, t*o\n three\t");
        assertEquals(List.of("one", "t*o", "three"), patterns.all());
        assertTrue(patterns.match("two"));
        assertTrue(patterns.match("three"));
        assertFalse(patterns.match("four"));
    }

    @Test
    public void noPatternMatchesNothing() {
        for (String none : new String[] {null, "", " \n,"}) {
            assertTrue(new NamePatterns(none).isEmpty());
            assertFalse(new NamePatterns(none).match(""));
        }
    }

    /** Backtracking at each star would take years. */
    @Test
    public void manyStarsAreMatchedInLinearTime() {
        assertMatches(false, "*a".repeat(5_000) + "b", "a".repeat(50_000));
    }
}
