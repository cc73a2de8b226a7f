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
    private final List<Parameter> required;
    private final Map<String, Method> setters = new TreeMap<>();

    /** @param name what a Jenkinsfile calls the step */
    StepArguments(String name, Class<? extends Step> type) {
        this.name = name;
        constructor = Stream.of(type.getConstructors())
                .filter(one -> one.isAnnotationPresent(DataBoundConstructor.class))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type + " has no public @DataBoundConstructor"));
        required = List.of(constructor.getParameters());
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
    Step instantiate(Map<?, ?> arguments) throws Exception {
        List<String> names = Stream.concat(required.stream().map(Parameter::getName), setters.keySet().stream())
                .toList();
        for (Object given : arguments.keySet()) {
            if (!names.contains(given)) {
                throw new IllegalArgumentException(
                        name + " has no parameter " + given + "; it has: " + String.join(", ", names));
            }
        }
        Object[] forConstructor = required.stream()
                .map(parameter -> coerce(parameter.getName(), parameter.getType(), arguments.get(parameter.getName())))
                .toArray();
        try {
            Step step = (Step) constructor.newInstance(forConstructor);
            for (Map.Entry<String, Method> setter : setters.entrySet()) {
                if (arguments.containsKey(setter.getKey())) {
                    Class<?> type = setter.getValue().getParameterTypes()[0];
                    setter.getValue().invoke(step, coerce(setter.getKey(), type, arguments.get(setter.getKey())));
                }
            }
            return step;
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
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
