package io.jenkins.plugins.hummingbird.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import groovy.lang.GroovyShell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class DescribableArgumentsTest {
    private static ProbeStep make(Map<?, ?> arguments) throws Exception {
        return (ProbeStep) new DescribableArguments<>("probe", ProbeStep.class).instantiate(arguments);
    }

    private static void assertRefused(String why, Map<?, ?> arguments) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> make(arguments));
        assertThat(e.getMessage(), containsString(why));
    }

    @Test
    public void anUnknownParameterIsRefusedAndTheKnownOnesAreNamed() {
        assertRefused(
                "probe has no parameter nummer; it has: end, flag, number, size, text, unit",
                Map.of("end", "success", "nummer", 5));
    }

    @Test
    public void textsBecomeWhatTheStepTakes() throws Exception {
        ProbeStep step = make(Map.of("end", "x", "number", "5", "size", "6000000000", "flag", "true", "unit", "HOURS"));
        assertEquals(5, step.number);
        assertEquals(6_000_000_000L, step.size);
        assertTrue(step.flag);
        assertEquals(TimeUnit.HOURS, step.unit);
    }

    @Test
    public void numbersBecomeThoseThatTheStepTakes() throws Exception {
        ProbeStep step = make(Map.of("end", "x", "number", 5L, "size", 7));
        assertEquals(5, step.number);
        assertEquals(7L, step.size);
    }

    @Test
    public void anInterpolatedTextIsAText() throws Exception {
        ProbeStep step =
                make((Map<?, ?>) new GroovyShell().evaluate("[end: 'x', text: \"n${2 + 3}\", number: \"${2 + 3}\"]"));
        assertEquals("n5", step.text);
        assertEquals(5, step.number);
    }

    @Test
    public void whatCannotBeConvertedIsRefused() {
        assertRefused("number takes a value of type int, not String five", Map.of("end", "x", "number", "five"));
        assertRefused("flag takes a value of type boolean, not Integer 1", Map.of("end", "x", "flag", 1));
        assertRefused("text takes a value of type String, not ", Map.of("end", "x", "text", List.of("a")));
        assertRefused("unit takes a value of type TimeUnit, not String years", Map.of("end", "x", "unit", "years"));
    }

    @Test
    public void whatIsNotGivenKeepsItsDefault() throws Exception {
        ProbeStep step = make(Map.of());
        assertNull(step.end);
        assertEquals("unset", step.text);
        assertFalse(step.flag);
    }

    @Test
    public void nullIsAValueForATextAndNoneForANumber() throws Exception {
        Map<String, Object> arguments = new HashMap<>(Map.of("end", "x"));
        arguments.put("text", null);
        assertNull(make(arguments).text);
        arguments.put("number", null);
        assertRefused("number takes a value of type int, not null", arguments);
    }

    @Test
    public void whatTheStepItselfThrowsComesThrough() {
        assertThrows(IllegalStateException.class, () -> make(Map.of("end", "x", "number", 13)));
    }
}
