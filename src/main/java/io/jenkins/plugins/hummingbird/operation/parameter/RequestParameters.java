package io.jenkins.plugins.hummingbird.operation.parameter;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * All parameters of a step: the public fields of the class of its request, and of a request within it.
 *
 * @param <R> the class of the request; has a public constructor without arguments, which sets the defaults
 */
public final class RequestParameters<R> {
    private final Class<R> type;
    private final List<RequestParameter> all = new ArrayList<>();

    private RequestParameters(Class<R> type) {
        this.type = type;
        for (Field field : fields(type)) {
            if (field.getType().isPrimitive() || field.getType() == String.class) {
                all.add(new RequestParameter(null, field));
            } else {
                fields(field.getType()).forEach(inner -> all.add(new RequestParameter(field, inner)));
            }
        }
    }

    /** @param type the class of a request */
    public static <R> RequestParameters<R> of(Class<R> type) {
        return new RequestParameters<>(type);
    }

    private static List<Field> fields(Class<?> type) {
        return Arrays.stream(type.getFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .toList();
    }

    /** @return all of them */
    public List<RequestParameter> all() {
        return List.copyOf(all);
    }

    /** @return the one of that name, if there is one */
    public Optional<RequestParameter> find(String name) {
        return all.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** @return another request of the same values */
    public R copy(R request) {
        R copy;
        try {
            copy = type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        all.forEach(one -> one.set(copy, one.get(request)));
        return copy;
    }

    /**
     * @param variables replaces references to variables in a text
     * @return another request of the same values, in which the references are replaced where a parameter may have them
     */
    public R expanded(R request, UnaryOperator<String> variables) {
        R copy = copy(request);
        all.forEach(one -> one.expand(copy, variables));
        return copy;
    }

    /** @return what is wrong with the values of a request, each looked at alone: sentences; empty when nothing is */
    public List<String> problems(R request) {
        return all.stream().flatMap(one -> one.problems(request).stream()).toList();
    }
}
