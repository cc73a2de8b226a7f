package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.EnvVars;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

/** What a bake is asked to do is what the parameters of the step say. */
public class BakeStepTest {
    /** A text that has dollars of its own, and words that a list offers. */
    private static final Set<String> AS_THEY_ARE = Set.of("script", "os", "architecture", "address", "recipe");

    private static final EnvVars VARIABLES = new EnvVars(Map.of("SCREEN", "S1"));

    private static BakeStep step(String text) throws ReflectiveOperationException {
        BakeStep step = new BakeStep(text);
        for (Parameter parameter : Parameter.of(BakeStep.class)) {
            if (parameter.getter().getReturnType() == String.class) {
                parameter.setter().invoke(step, text);
            } else {
                parameter.setSome(step);
            }
        }
        return step;
    }

    /** Of the request, or of what it says of AWS. */
    private static Object field(BakeRequest request, String name) throws ReflectiveOperationException {
        for (Field field : AwsRequest.class.getFields()) {
            if (field.getName().equals(name)) {
                return field.get(request.aws);
            }
        }
        return BakeRequest.class.getField(name).get(request);
    }

    @Test
    public void aFreestyleBuildsVariablesCountInNamesAndIdsButNotInTheScript() throws Exception {
        BakeRequest request = step("a ${SCREEN} $SCREEN").request(VARIABLES);
        assertThat(request.name, is("a S1 S1"));
        for (Parameter parameter : Parameter.of(BakeStep.class)) {
            if (parameter.getter().getReturnType() == String.class) {
                String expected = AS_THEY_ARE.contains(parameter.name()) ? "a ${SCREEN} $SCREEN" : "a S1 S1";
                assertThat(parameter.name(), field(request, parameter.name()), is(expected));
            }
        }
    }

    @Test
    public void aPipelinesTextsStayAsTheyAre() throws Exception {
        BakeStep step = step("O'Hara $SCREEN ${SCREEN}");
        BakeRequest request = step.request(null);
        assertThat(request.name, is("O'Hara $SCREEN ${SCREEN}"));
        for (Parameter parameter : Parameter.of(BakeStep.class)) {
            assertThat(parameter.name(), field(request, parameter.name()), is(parameter.of(step)));
        }
    }

    @Test
    public void noRecipeCanBeSaidByAWordOrByNothing() {
        for (String none : new String[] {"none", "", null}) {
            BakeStep step = new BakeStep("an image");
            step.setRecipe(none);
            assertThat(step.getRecipe(), is("none"));
            assertThat(step.request(null).recipe, is(""));
        }
    }

    @Test
    public void whatIsNotGivenIsNeverNull() throws Exception {
        BakeRequest request = new BakeStep(null).request(null);
        for (Field field : BakeRequest.class.getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                assertThat(field.getName(), field.get(request) == null, is(false));
            }
        }
        for (Field field : AwsRequest.class.getFields()) {
            assertThat(field.getName(), field.get(request.aws) == null, is(false));
        }
    }
}
