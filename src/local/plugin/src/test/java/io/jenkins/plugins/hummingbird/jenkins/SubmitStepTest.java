package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.EnvVars;
import io.jenkins.plugins.hummingbird.jenkins.form.SkipDoneMode;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

public class SubmitStepTest {
    /** Texts that have dollars of their own, words with one meaning, and amounts. */
    private static final Set<String> AS_THEY_ARE = Set.of(
            "address",
            "hostKey",
            "hostKeyPolicy",
            "knownHosts",
            "pipelineText",
            "dataFileText",
            "imagePattern",
            "expectedFiles",
            "archive",
            "measurements",
            "heatmaps",
            "tables",
            "tablesMemory",
            "tablesTimeLimit",
            "memory",
            "timeLimit",
            "onFailed",
            "s3Access");

    private static final EnvVars VARIABLES = new EnvVars(Map.of("PLATE", "P1"));

    private static SubmitStep step(String text) throws ReflectiveOperationException {
        SubmitStep step = new SubmitStep();
        for (Parameter parameter : Parameter.of(SubmitStep.class)) {
            if (parameter.getter().getReturnType() == String.class) {
                parameter.setter().invoke(step, text);
            } else {
                parameter.setSome(step);
            }
        }
        return step;
    }

    private static Object field(SubmitRequest request, String name) {
        return SubmitRequest.PARAMETERS.find(name).orElseThrow().get(request);
    }

    @Test
    public void aFreestyleBuildsVariablesCountInNamesAndPathsOnly() throws Exception {
        SubmitRequest request = step("a/${PLATE}/$PLATE").request(VARIABLES);
        for (Parameter parameter : Parameter.of(SubmitStep.class)) {
            if (parameter.getter().getReturnType() == String.class) {
                String expected = AS_THEY_ARE.contains(parameter.name()) ? "a/${PLATE}/$PLATE" : "a/P1/P1";
                assertThat(parameter.name(), field(request, parameter.name()), is(expected));
            }
        }
    }

    @Test
    public void theDollarsOfARegularExpressionStay() {
        SubmitStep step = new SubmitStep();
        step.setImagePattern("(?<Plate>[^/]+)/$PLATE|x$");
        assertThat(step.request(VARIABLES).imagePattern, is("(?<Plate>[^/]+)/$PLATE|x$"));
    }

    @Test
    public void aPipelinesTextsStayAsTheyAre() throws Exception {
        SubmitStep step = step("O'Hara $PLATE ${PLATE}");
        SubmitRequest request = step.request(null);
        for (Parameter parameter : Parameter.of(SubmitStep.class)) {
            Object given = parameter.of(step);
            assertThat(
                    parameter.name(),
                    field(request, parameter.name()),
                    is(given instanceof SkipDoneMode mode ? mode != SkipDoneMode.no : given));
        }
        assertThat(request.trustUnchecked, is(step.getSkipDone() == SkipDoneMode.trust));
    }

    @Test
    public void whatIsNotGivenIsNeverNull() throws Exception {
        SubmitRequest request = new SubmitStep().request(null);
        for (Field field : SubmitRequest.class.getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                assertThat(field.getName(), field.get(request) == null, is(false));
            }
        }
    }
}
