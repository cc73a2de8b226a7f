package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.EnvVars;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

/** What is to be done with clusters is what the parameters of the step say. */
public class ClusterStepTest {
    /** A text that has dollars of its own, and words that a list offers. */
    private static final Set<String> AS_THEY_ARE = Set.of("configurationText", "os", "architecture");

    private static final EnvVars VARIABLES = new EnvVars(Map.of("SCREEN", "S1"));

    private static ClusterStep step(String text) throws ReflectiveOperationException {
        ClusterStep step = new ClusterStep(text);
        for (Parameter parameter : Parameter.of(ClusterStep.class)) {
            if (parameter.getter().getReturnType() == String.class) {
                parameter.setter().invoke(step, text);
            } else {
                parameter.setSome(step);
            }
        }
        return step;
    }

    /** Of the request, or of what it says of AWS. */
    private static Object field(ClusterRequest request, String name) throws ReflectiveOperationException {
        for (Field field : AwsRequest.class.getFields()) {
            if (field.getName().equals(name)) {
                return field.get(request.aws);
            }
        }
        return ClusterRequest.class.getField(name).get(request);
    }

    @Test
    public void aFreestyleBuildsVariablesCountInNamesAndIdsButNotInTheTextOfAConfiguration() throws Exception {
        ClusterRequest request = step("a ${SCREEN} $SCREEN").request(VARIABLES);
        assertThat(request.action, is("a ${SCREEN} $SCREEN"));
        for (Parameter parameter : Parameter.of(ClusterStep.class)) {
            if (parameter.getter().getReturnType() == String.class) {
                String expected = AS_THEY_ARE.contains(parameter.name()) ? "a ${SCREEN} $SCREEN" : "a S1 S1";
                assertThat(parameter.name(), field(request, parameter.name()), is(expected));
            }
        }
    }

    @Test
    public void aPipelinesTextsStayAsTheyAre() throws Exception {
        ClusterStep step = step("O'Hara $SCREEN ${SCREEN}");
        ClusterRequest request = step.request(null);
        assertThat(request.action, is("O'Hara $SCREEN ${SCREEN}"));
        for (Parameter parameter : Parameter.of(ClusterStep.class)) {
            assertThat(parameter.name(), field(request, parameter.name()), is(parameter.of(step)));
        }
    }

    @Test
    public void whatIsNotGivenIsNeverNull() throws Exception {
        ClusterRequest request = new ClusterStep(null).request(null);
        for (Field field : ClusterRequest.class.getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                assertThat(field.getName(), field.get(request) == null, is(false));
            }
        }
        for (Field field : AwsRequest.class.getFields()) {
            assertThat(field.getName(), field.get(request.aws) == null, is(false));
        }
    }
}
