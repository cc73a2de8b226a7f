package io.jenkins.plugins.hummingbird.runner;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingPropertyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/**
 * A directive of a Jenkinsfile with what stands in it. Its block is run once to read it: calls in it become sections of
 * their own. Blocks of steps, and of values that may depend on parameters, are kept for later. {@link Grammar} has seen
 * the text before.
 */
final class Section extends GroovyObjectSupport {
    private final String directive;
    private final List<Object> arguments;
    private final List<Section> parts = new ArrayList<>();

    Section(String directive, Object... arguments) {
        this.directive = directive;
        this.arguments = Arrays.asList(arguments);
        if (Grammar.holdsDirectives(directive)) {
            run(this);
        }
    }

    String name() {
        return directive;
    }

    /** Runs its block of steps: they are looked for in the script, not in the directives around. */
    void runSteps() {
        run(block().getThisObject());
    }

    /** What its block of Groovy says, where that is a condition. */
    boolean isTrue() {
        return DefaultTypeTransformation.castToBoolean(run(block().getThisObject()));
    }

    /** Runs its block: what that names is looked for in an object first, then around it. */
    Object run(Object delegate) {
        block().setDelegate(delegate);
        block().setResolveStrategy(Closure.DELEGATE_FIRST);
        return block().call();
    }

    private Closure<?> block() {
        return (Closure<?>) arguments.get(arguments.size() - 1);
    }

    /** The first argument as a text, such as the name of a stage. */
    String text() {
        return arguments.get(0).toString();
    }

    /** A named argument; null when it is not given. */
    Object named(String name) {
        return ((Map<?, ?>) arguments.get(0)).get(name);
    }

    /** All that stands in it, in that order. */
    List<Section> all() {
        return parts;
    }

    List<Section> all(String name) {
        return parts.stream().filter(part -> part.directive.equals(name)).toList();
    }

    Optional<Section> first(String name) {
        return all(name).stream().findFirst();
    }

    @Override
    public Object invokeMethod(String name, Object given) {
        parts.add(new Section(name, (Object[]) given));
        return null;
    }

    @Override
    public Object getProperty(String name) {
        if (Grammar.AGENTS.contains(name)) {
            return name;
        }
        throw new MissingPropertyException(name, Section.class);
    }
}
