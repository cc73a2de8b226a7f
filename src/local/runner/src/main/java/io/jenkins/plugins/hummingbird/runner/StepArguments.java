package io.jenkins.plugins.hummingbird.runner;

import com.google.common.primitives.Primitives;
import java.beans.Introspector;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.codehaus.groovy.reflection.ReflectionCache;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Makes a step from the arguments of its call. The conversions are those of DescribableModel, by which Jenkins makes
 * it; an unknown parameter is an error here, where Jenkins warns of it.
 */
final class StepArguments {
    private final String name;
    private final Constructor<?> constructor;
    private final Map<String, Setter> setters = new TreeMap<>();

    private record Setter(Class<?> type, Target target) {}

    private interface Target {
        void set(Object step, Object value) throws ReflectiveOperationException;
    }

    /** @param name what a Jenkinsfile calls the step */
    StepArguments(String name, Class<? extends Step> type) {
        this.name = name;
        constructor = Stream.of(type.getConstructors())
                .filter(one -> one.isAnnotationPresent(DataBoundConstructor.class))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type + " has no public @DataBoundConstructor"));
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : c.getFields()) {
                if (field.isAnnotationPresent(DataBoundSetter.class)) {
                    setters.put(field.getName(), new Setter(field.getType(), field::set));
                }
            }
            for (Method method : c.getMethods()) {
                if (method.isAnnotationPresent(DataBoundSetter.class)) {
                    String property = Introspector.decapitalize(method.getName().substring("set".length()));
                    setters.put(property, new Setter(method.getParameterTypes()[0], method::invoke));
                }
            }
        }
    }

    /**
     * @param arguments one map of named arguments, or the only required one without its name
     * @throws IllegalArgumentException when an argument is unknown or of the wrong kind
     * @throws Exception what the step itself does not accept
     */
    Step instantiate(List<?> arguments) throws Exception {
        Map<String, Object> named = named(arguments);
        checkNames(named);
        try {
            Object step = constructor.newInstance(constructorArguments(named));
            for (Map.Entry<String, Setter> setter : setters.entrySet()) {
                if (named.containsKey(setter.getKey())) {
                    Object value = coerce(setter.getKey(), setter.getValue().type(), named.get(setter.getKey()));
                    setter.getValue().target().set(step, value);
                }
            }
            return (Step) step;
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private Map<String, Object> named(List<?> arguments) {
        Map<String, Object> named = new LinkedHashMap<>();
        if (arguments.size() == 1 && arguments.get(0) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> named.put(key.toString(), value));
        } else if (arguments.size() == 1 && constructor.getParameterCount() == 1) {
            named.put(constructor.getParameters()[0].getName(), arguments.get(0));
        } else if (!arguments.isEmpty()) {
            throw new IllegalArgumentException(name + " takes arguments by name: " + String.join(", ", names()));
        }
        return named;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        Stream.of(constructor.getParameters()).map(Parameter::getName).forEach(names::add);
        names.addAll(setters.keySet());
        return names;
    }

    private void checkNames(Map<String, Object> named) {
        List<String> unknown = new ArrayList<>(named.keySet());
        unknown.removeAll(names());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(name + " has no parameter " + String.join(", ", unknown) + "; it has: "
                    + String.join(", ", names()));
        }
    }

    private Object[] constructorArguments(Map<String, Object> named) {
        return Arrays.stream(constructor.getParameters())
                .map(parameter -> coerce(parameter.getName(), parameter.getType(), named.get(parameter.getName())))
                .toArray();
    }

    private Object coerce(String parameter, Class<?> type, Object given) {
        if (given == null) {
            if (type.isPrimitive()) {
                throw new IllegalArgumentException(name + ": " + parameter + " needs a value");
            }
            return null;
        }
        Object value = ReflectionCache.getCachedClass(type).coerceArgument(given);
        value = value instanceof CharSequence text ? text.toString() : value;
        Class<?> wanted = Primitives.wrap(type);
        if (wanted.isInstance(value)) {
            return value;
        }
        try {
            if (value instanceof String text && wanted == Boolean.class) {
                return Boolean.valueOf(text);
            }
            if (value instanceof String text && Number.class.isAssignableFrom(wanted) || wanted.isEnum()) {
                return wanted.getMethod("valueOf", String.class).invoke(null, value);
            }
        } catch (ReflectiveOperationException e) {
            throw wrong(parameter, type, given, e);
        }
        throw wrong(parameter, type, given, null);
    }

    private IllegalArgumentException wrong(String parameter, Class<?> type, Object given, Exception cause) {
        String message = name + ": " + parameter + " takes a value of type " + type.getSimpleName() + ", not "
                + given.getClass().getSimpleName() + " " + given;
        return new IllegalArgumentException(message, cause);
    }
}
