package hudson;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class EnvVars extends TreeMap<String, String> {
    private static final long serialVersionUID = 1L;

    public EnvVars() {
        super(String.CASE_INSENSITIVE_ORDER);
    }

    public EnvVars(Map<String, String> variables) {
        this();
        putAll(variables);
    }

    /** Knows {@code $NAME} and {@code ${NAME}}; what is not set stays as it is. */
    public String expand(String text) {
        return Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))").matcher(text).replaceAll(reference -> {
            String name = reference.group(1) == null ? reference.group(2) : reference.group(1);
            return Matcher.quoteReplacement(getOrDefault(name, reference.group()));
        });
    }
}
