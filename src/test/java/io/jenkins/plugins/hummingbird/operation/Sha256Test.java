package io.jenkins.plugins.hummingbird.operation;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.Test;

/** The expected digests are those of sha256sum. */
public class Sha256Test {
    @Test
    public void digestsAllAddedContent() {
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertEquals(abc, new Sha256().add("abc").hex());
        assertEquals(abc, new Sha256().add("a").add("").add("bc").hex());
        assertEquals(
                abc,
                new Sha256().add("abcd".getBytes(StandardCharsets.UTF_8), 3).hex());
        assertArrayEquals(
                HexFormat.of().parseHex(abc),
                new Sha256().add("abc".getBytes(StandardCharsets.UTF_8)).bytes());
    }

    @Test
    public void encodesTextInUtf8AndKeepsLeadingZeros() {
        assertEquals(
                "00653d1e91edd04c1706bd084a96d5569d6d15f785e2e3d4b3f0cf7120ff369f",
                new Sha256().add("\u00b51127").hex());
    }
}
