package io.jenkins.plugins.hummingbird.operation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.Test;

public class LimitsTest {
    private static final List<String> COUNTED = List.of(
            "ARTIFACT_FILES",
            "YAML_CHARACTERS",
            "YAML_NODES",
            "YAML_DEPTH",
            "EXPRESSION",
            "MEASUREMENT_COLUMNS",
            "MEASUREMENT_VALUES");

    @Test
    public void everyLimitIsDocumented() throws Exception {
        String documented = Files.readString(Path.of("docs/security.md"));
        for (Field field : Limits.class.getFields()) {
            assertThat(field.getName(), Modifier.isFinal(field.getModifiers()), is(true));
            assertThat(field.getName(), documented, containsString(words(field)));
        }
    }

    private static String words(Field field) throws IllegalAccessException {
        if (field.get(null) instanceof Duration time) {
            return time.toMinutes() > 0 ? time.toMinutes() + " minutes" : time.toSeconds() + " s";
        }
        long number = ((Number) field.get(null)).longValue();
        return COUNTED.contains(field.getName()) ? String.format(Locale.ROOT, "%,d", number) : Limits.words(number);
    }

    @Test
    public void sizesAreNotRounded() {
        assertThat(Limits.words(16 << 20), is("16 MiB"));
        assertThat(Limits.words(4L << 30), is("4 GiB"));
        assertThat(Limits.words((1L << 30) + (1 << 20)), is("1025 MiB"));
        assertThat(Limits.words(64 << 10), is("64 KiB"));
        assertThat(Limits.words((64 << 10) + 1), is("65537 bytes"));
        assertThat(Limits.words(0), is("0 bytes"));
    }
}
