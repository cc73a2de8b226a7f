package io.jenkins.plugins.hummingbird.operation.parameter;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.List;
import java.util.function.UnaryOperator;

/** One parameter of a step, as the class of the request declares it: a text, a whole number, or yes and no. */
public final class RequestParameter {
    /** Of a request within the request, such as the one for AWS; null for a field of the request itself. */
    private final Field part;

    private final Field field;

    /** Null where the field has none: then every value of its type is right. */
    private final Parameter declared;

    private final TextRule rule;

    RequestParameter(Field part, Field field) {
        this.part = part;
        this.field = field;
        declared = field.getAnnotation(Parameter.class);
        rule = declared == null ? new AnyText() : make(declared.rule());
    }

    private static TextRule make(Class<? extends TextRule> type) {
        try {
            Constructor<? extends TextRule> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return as the step, its form and docs/steps.md call it */
    public String name() {
        return field.getName();
    }

    /** @return whether a freestyle build replaces references to variables in it */
    public boolean hasVariables() {
        return declared != null && declared.variables();
    }

    /** @return whether an empty value stands for the default: a form saves an empty number as 0 */
    public boolean mayBeEmpty() {
        return field.getType() != int.class && field.getType() != long.class;
    }

    /** @return the value, never null: String, Integer, Long or Boolean */
    public Object get(Object request) {
        try {
            return field.get(holder(request));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param value of the field's type */
    public void set(Object request, Object value) {
        try {
            field.set(holder(request), value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object holder(Object request) throws IllegalAccessException {
        return part == null ? request : part.get(request);
    }

    /** Sets what was saved as a text. What is blank, or no number, leaves the default. */
    public void setText(Object request, String text) {
        if (text == null || text.isBlank()) {
            return;
        }
        try {
            set(request, parse(text));
        } catch (NumberFormatException e) {
            return; // as Jenkins itself does with a value that it cannot read
        }
    }

    private Object parse(String text) {
        if (field.getType() == boolean.class) {
            return Boolean.valueOf(text.strip());
        } else if (field.getType() == int.class) {
            return Integer.valueOf(text.strip());
        } else if (field.getType() == long.class) {
            return Long.valueOf(text.strip());
        }
        return text;
    }

    void expand(Object request, UnaryOperator<String> variables) {
        if (hasVariables()) {
            set(request, variables.apply((String) get(request)));
        }
    }

    /** @return what is wrong with the value of a request: sentences; empty when nothing is */
    public List<String> problems(Object request) {
        Object value = get(request);
        if (value instanceof Number number) {
            return TextRule.of(bounds(number.longValue()));
        }
        return value instanceof String text ? ofText(text) : List.of();
    }

    /** @return what is wrong with a value as somebody types it into a form: sentences; empty when nothing is */
    public List<String> problemsOfText(String text) {
        if (field.getType() == String.class) {
            return ofText(text);
        }
        if (field.getType() == boolean.class) {
            return List.of();
        }
        try {
            return TextRule.of(bounds(Long.parseLong(text.strip())));
        } catch (NumberFormatException e) {
            return List.of(sentence() + (text.isBlank() ? "" : "; '" + text.strip() + "' is not a whole number"));
        }
    }

    private String bounds(long number) {
        boolean fits = field.getType() == long.class || number == (int) number;
        boolean within = declared == null || number >= declared.least() && number <= declared.most();
        return fits && within ? "" : sentence();
    }

    private String sentence() {
        String bounds = declared == null ? "must be a whole number" : declared.bounds();
        return name() + (bounds.startsWith(":") ? "" : " ") + bounds;
    }

    private List<String> ofText(String text) {
        return text.isEmpty() ? List.of() : rule.problems(name(), text);
    }
}
