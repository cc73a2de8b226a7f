package io.jenkins.plugins.hummingbird.jenkins;

import java.beans.Introspector;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.kohsuke.stapler.DataBoundSetter;

/** A parameter of a step, found as Jenkins finds it: by its setter. */
public record Parameter(String name, Method setter, Method getter) {
    public static List<Parameter> of(Class<?> step) {
        return Stream.of(step.getMethods())
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                .map(setter -> of(step, setter))
                .sorted((one, other) -> one.name.compareTo(other.name))
                .toList();
    }

    private static Parameter of(Class<?> step, Method setter) {
        String name = setter.getName().substring("set".length());
        String get = setter.getParameterTypes()[0] == boolean.class ? "is" : "get";
        try {
            return new Parameter(Introspector.decapitalize(name), setter, step.getMethod(get + name));
        } catch (NoSuchMethodException e) {
            throw new AssertionError("a form cannot show " + name, e);
        }
    }

    public Object of(Object step) {
        try {
            return getter.invoke(step);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Sets a value that is not the default, and another for each parameter of its type. */
    public void setSome(Object step) {
        Class<?> type = setter.getParameterTypes()[0];
        try {
            if (type == boolean.class) {
                setter.invoke(step, !(boolean) of(step));
            } else if (type == int.class) {
                setter.invoke(step, 1000 + Math.abs(name.hashCode() % 1000));
            } else if (type == long.class) {
                setter.invoke(step, 1000L + Math.abs(name.hashCode() % 1000));
            } else if (type.isEnum()) {
                setter.invoke(step, type.getEnumConstants()[type.getEnumConstants().length - 1]);
            } else {
                setter.invoke(step, "some " + name);
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
