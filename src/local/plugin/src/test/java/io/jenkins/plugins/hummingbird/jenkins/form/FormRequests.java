package io.jenkins.plugins.hummingbird.jenkins.form;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.hummingbird.operation.parameter.RequestParameters;
import java.beans.Introspector;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.kohsuke.stapler.AncestorInPath;

/** The requests that a form sends to the controller while it is filled in. */
public final class FormRequests {
    /** Wrong for every field, and in no list. */
    private static final String WRONG = "\"/../ \u0001(";

    private final OperationStepDescriptor descriptor;

    public FormRequests(OperationStepDescriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** The methods that Jenkins calls for a form while it is filled in. */
    public List<Method> all() {
        return Stream.of(descriptor.getClass().getMethods())
                .filter(method -> method.getName().matches("do(Check|Fill).*"))
                .toList();
    }

    /** What a user learns from a value that is wrong for every field: an empty list for nothing. */
    public List<String> answer(Method request, Item item) throws ReflectiveOperationException {
        Object answer = ask(request, item, WRONG);
        if (answer instanceof FormValidation check) {
            return check.kind == FormValidation.Kind.OK && check.getMessage() == null
                    ? List.of()
                    : List.of(check.kind + ": " + check.getMessage());
        }
        List<String> offered = answer instanceof ComboBoxModel names
                ? names
                : ((ListBoxModel) answer).stream().map(option -> option.value).toList();
        // the present value is what the asker sent
        return offered.stream().filter(value -> !value.equals(WRONG)).toList();
    }

    /** The response to a value. */
    public Object ask(Method request, Item item, String value) throws ReflectiveOperationException {
        List<Object> arguments = new ArrayList<>();
        for (Parameter parameter : request.getParameters()) {
            arguments.add(parameter.isAnnotationPresent(AncestorInPath.class) ? item : value);
        }
        return request.invoke(descriptor, arguments.toArray());
    }

    /**
     * An empty field has nothing to complain about, but for a whole number, of which it would be saved as 0.
     *
     * @param required the checks of fields that must not be empty, which are left out
     */
    void assertEmptyFieldsAreRight(RequestParameters<?> parameters, Item item, Set<String> required)
            throws ReflectiveOperationException {
        for (Method check : all()) {
            if (check.getName().startsWith("doCheck") && !required.contains(check.getName())) {
                String name = Introspector.decapitalize(check.getName().substring("doCheck".length()));
                boolean ofNumber = parameters.find(name).stream().anyMatch(parameter -> !parameter.mayBeEmpty());
                assertThat(
                        check.getName() + " of nothing",
                        ((FormValidation) ask(check, item, " ")).getMessage(),
                        ofNumber ? containsString("must be") : is(nullValue()));
            }
        }
    }
}
