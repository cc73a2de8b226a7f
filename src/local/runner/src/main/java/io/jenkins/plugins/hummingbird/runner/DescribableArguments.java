package io.jenkins.plugins.hummingbird.runner;

import com.google.common.primitives.Primitives;
import groovy.lang.GString;
import java.beans.Introspector;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Makes a step from the arguments of its call, or another describable of a file. The conversions are those of
 * DescribableModel, by which Jenkins makes it; an unknown parameter is an error here, where Jenkins warns of it.
 *
 * @param <T> what it makes
 */
final class DescribableArguments<T> {
    private final String name;
    private final Class<T> type;

    /** Null for what Jenkins has one of. */
    private final Constructor<?> constructor;

    private final List<Parameter> required;
    private final Map<String, Method> setters = new TreeMap<>();

    /** @param name what a Jenkinsfile calls the step, for messages */
    DescribableArguments(String name, Class<T> type) {
        this.name = name;
        this.type = type;
        constructor = Stream.of(type.getConstructors())
                .filter(one -> one.isAnnotationPresent(DataBoundConstructor.class))
                .findFirst()
                .orElse(null);
        required = constructor == null ? List.of() : List.of(constructor.getParameters());
        for (Method method : type.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                setters.put(Introspector.decapitalize(method.getName().substring("set".length())), method);
            }
        }
    }

    /**
     * @param arguments by their names
     * @throws IllegalArgumentException when an argument is unknown or of the wrong kind
     * @throws Exception what the step itself does not accept
     */
    T instantiate(Map<?, ?> arguments) throws Exception {
        if (constructor == null) {
            throw new IllegalArgumentException(type + " has no public @DataBoundConstructor");
        }
        checkNames(arguments);
        Object[] forConstructor = required.stream()
                .map(parameter -> coerce(parameter.getName(), parameter.getType(), arguments.get(parameter.getName())))
                .toArray();
        try {
            T made = type.cast(constructor.newInstance(forConstructor));
            set(made, arguments);
            return made;
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Calls the setters for which there are arguments; what {@link #instantiate} throws. */
    void set(T made, Map<?, ?> arguments) throws Exception {
        checkNames(arguments);
        try {
            for (Map.Entry<String, Method> setter : setters.entrySet()) {
                if (arguments.containsKey(setter.getKey())) {
                    Class<?> wanted = setter.getValue().getParameterTypes()[0];
                    setter.getValue().invoke(made, coerce(setter.getKey(), wanted, arguments.get(setter.getKey())));
                }
            }
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private void checkNames(Map<?, ?> arguments) {
        List<String> names = Stream.concat(required.stream().map(Parameter::getName), setters.keySet().stream())
                .toList();
        for (Object given : arguments.keySet()) {
            if (!names.contains(given)) {
                throw new IllegalArgumentException(
                        name + " has no parameter " + given + "; it has: " + String.join(", ", names));
            }
        }
    }

    private Object coerce(String parameter, Class<?> type, Object given) {
        Object value = given instanceof GString text ? text.toString() : given;
        Class<?> wanted = Primitives.wrap(type);
        Exception cause = null;
        try {
            if (wanted.isInstance(value) || value == null && !type.isPrimitive()) {
                return value;
            }
            if (value instanceof Number && Number.class.isAssignableFrom(wanted)) {
                return DefaultTypeTransformation.castToType(value, wanted);
            }
            if (value instanceof String && wanted != String.class) {
                return wanted.getMethod("valueOf", String.class).invoke(null, value);
            }
        } catch (ReflectiveOperationException | ClassCastException e) {
            cause = e;
        }
        String message = name + ": " + parameter + " takes a value of type " + type.getSimpleName() + ", not "
                + (given == null ? "null" : given.getClass().getSimpleName() + " " + given);
        throw new IllegalArgumentException(message, cause);
    }
}
