package io.jenkins.plugins.hummingbird.cellprofiler.table;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.Test;

/** Folder names of groups with any values. */
public class FolderNamesTest {
    private static final List<String> HOSTILE = List.of(
            "O'Hara $(touch x)",
            "a b",
            ";reboot",
            "-g",
            "--",
            "ü",
            "..",
            ".",
            "../../etc/passwd",
            ".hidden",
            "",
            " ",
            "a/b",
            "a_b",
            "a\\b",
            "a\nb",
            "a\u0000b",
            "%",
            "%2F",
            "~",
            "~root",
            "*",
            "\uD83D\uDC26",
            "\uD800",
            "x".repeat(300),
            "ü".repeat(300),
            "x".repeat(299) + "y",
            "all");

    private static String name(String... values) {
        return new FolderNames().of(List.of(values));
    }

    private static void assertHarmless(String name) {
        assertTrue(name, name.matches("[A-Za-z0-9._%~-]+"));
        assertTrue(name, !name.startsWith("-") && !name.startsWith(".") && !name.startsWith("~"));
        assertTrue(name + " has " + name.length() + " characters", name.length() <= 230);
    }

    @Test
    public void plainValuesAreNotEncoded() {
        assertEquals("Plate_1-B02", name("Plate_1", "B02"));
        assertEquals("0123", name("0123"));
        assertEquals("a.b-c-d", name("a.b-c", "d"));
        assertEquals("all", name());
    }

    @Test
    public void otherCharactersAreEncodedAsInUrls() {
        assertEquals("a%20b", name("a b"));
        assertEquals("%C3%BC", name("ü"));
        assertEquals("O%27Hara%20%24%28touch%20x%29", name("O'Hara $(touch x)"));
        assertEquals("%3Breboot", name(";reboot"));
        assertEquals("%2Dg", name("-g"));
        assertEquals("%2E.", name(".."));
        assertEquals("%2Ehidden", name(".hidden"));
        assertEquals("a%2Fb", name("a/b"));
        assertEquals("a_b", name("a_b"));
        assertEquals("%-%2Dg", name("", "-g"));
        assertEquals("%25", name("%"));
        assertEquals("a%0Ab", name("a\nb"));
    }

    @Test
    public void namesAreSafeAndUnique() {
        FolderNames names = new FolderNames();
        Set<String> given = new HashSet<>();
        List<List<String>> groups = new ArrayList<>();
        HOSTILE.forEach(value -> groups.add(List.of(value)));
        for (String one : HOSTILE) {
            HOSTILE.forEach(two -> groups.add(List.of(one, two)));
        }
        for (List<String> group : groups) {
            String name = names.of(group);
            assertHarmless(name);
            assertTrue("twice: " + name, given.add(name));
        }
        // unless a lone surrogate, which no UTF-8 has, is taken for the question mark that is written for it
        assertEquals(HOSTILE.size() * (HOSTILE.size() + 1), given.size());
    }

    @Test
    public void dashesWithinValuesDoNotMergeGroups() {
        FolderNames names = new FolderNames();
        String one = names.of(List.of("a-b", "c"));
        String two = names.of(List.of("a", "b-c"));
        String three = names.of(List.of("a-b-c"));
        assertEquals(List.of("a-b-c", "a-b%2Dc", "a%2Db%2Dc"), List.of(one, two, three));
    }

    @Test
    public void aNameIsTheSameForTheSameGroups() {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        FolderNames names = new FolderNames();
        HOSTILE.forEach(value -> first.add(names.of(List.of(value, value))));
        FolderNames again = new FolderNames();
        HOSTILE.forEach(value -> second.add(again.of(List.of(value, value))));
        assertEquals(first, second);
    }

    @Test
    public void longValuesWithEqualHashesHaveDifferentNames() {
        // "Aa" and "BB" have one hash code, and so have all texts made of them
        FolderNames names = new FolderNames();
        Set<String> given = new HashSet<>();
        for (int i = 0; i < 64; i++) {
            StringBuilder value = new StringBuilder("x".repeat(200));
            for (int bit = 0; bit < 6; bit++) {
                value.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            String name = names.of(List.of(value.toString()));
            assertHarmless(name);
            assertTrue(given.add(name));
        }
    }

    @Test
    public void namesAreSafeForAnyText() {
        Random random = new Random(1);
        FolderNames names = new FolderNames();
        for (int i = 0; i < 2_000; i++) {
            StringBuilder value = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                value.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0xD800)));
            }
            assertHarmless(names.of(List.of(value.toString(), Integer.toString(i))));
        }
    }

    @Test
    public void aSlashAndAnUnderscoreDiffer() {
        FolderNames names = new FolderNames();
        assertNotEquals(names.of(List.of("a/b")), names.of(List.of("a_b")));
    }
}
