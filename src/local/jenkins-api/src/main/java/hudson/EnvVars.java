package hudson;

import java.io.File;
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

    /** Later ones that add to another, such as {@code PATH+X}, come after it; what is empty is removed. */
    public EnvVars overrideExpandingAll(Map<String, String> all) {
        all.forEach((name, value) -> {
            int plus = name.indexOf('+');
            String real = plus > 0 ? name.substring(0, plus) : name;
            if (value.isEmpty()) {
                remove(real);
            } else {
                put(real, expand(value) + (plus > 0 && containsKey(real) ? File.pathSeparator + get(real) : ""));
            }
        });
        return this;
    }

    /** Knows {@code $NAME} and {@code ${NAME}}; what is not set stays as it is. {@code $$} is a dollar. */
    public String expand(String text) {
        if (text == null) {
            return null;
        }
        return Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+)|\\$)").matcher(text).replaceAll(reference -> {
            if (reference.group().equals("$$")) {
                return Matcher.quoteReplacement("$");
            }
            String name = reference.group(1) == null ? reference.group(2) : reference.group(1);
            return Matcher.quoteReplacement(getOrDefault(name, reference.group()));
        });
    }
}
