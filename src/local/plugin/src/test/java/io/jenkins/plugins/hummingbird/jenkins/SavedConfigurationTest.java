package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import com.thoughtworks.xstream.XStream;
import io.jenkins.plugins.hummingbird.cluster.ClusterOperation;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterState;
import io.jenkins.plugins.hummingbird.image.Bake;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.submit.Submission;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.Test;

/** What a job's config.xml and a state file hold can be read again, with the XStream that Jenkins has. */
public class SavedConfigurationTest {
    /** Collections that XStream writes by what is in them, and that can be changed when they have been read. */
    private static final Set<Class<?>> COLLECTIONS =
            Set.of(ArrayList.class, LinkedHashMap.class, TreeMap.class, LinkedHashSet.class, TreeSet.class);

    private static final Set<Class<?>> PLAIN = Set.of(
            String.class,
            Boolean.class,
            Integer.class,
            Long.class,
            Double.class,
            Object.class,
            Serializable.class, // the request of a step, whose classes are looked at by themselves
            Duration.class,
            Instant.class);

    private static XStream xstream() {
        return ConfigurationXStream.make();
    }

    @Test
    public void aBuildStepKeepsAllParameters() {
        SubmitStep step = new SubmitStep();
        Parameter.of(SubmitStep.class).forEach(parameter -> parameter.setSome(step));
        String xml = xstream().toXML(new SubmitBuilder(step));
        SubmitStep read = ((SubmitBuilder) xstream().fromXML(xml)).getStep();
        for (Parameter parameter : Parameter.of(SubmitStep.class)) {
            assertEquals(parameter.name(), parameter.of(step), parameter.of(read));
            assertNotEquals(parameter.name(), parameter.of(new SubmitStep()), parameter.of(read));
        }
    }

    @Test
    public void aBuildStepOfABakeKeepsAllParameters() {
        BakeStep step = new BakeStep("an image");
        Parameter.of(BakeStep.class).forEach(parameter -> parameter.setSome(step));
        String xml = xstream().toXML(new BakeBuilder(step));
        BakeStep read = ((BakeBuilder) xstream().fromXML(xml)).getStep();
        assertThat(read.getName(), is("an image"));
        for (Parameter parameter : Parameter.of(BakeStep.class)) {
            assertEquals(parameter.name(), parameter.of(step), parameter.of(read));
            assertNotEquals(parameter.name(), parameter.of(new BakeStep(null)), parameter.of(read));
        }
    }

    @Test
    public void aBuildStepOfABakeThatAnOlderVersionSavedGetsTheDefaultsOfWhatItLacks() {
        String xml = "<io.jenkins.plugins.hummingbird.jenkins.BakeBuilder>"
                + "<step class='io.jenkins.plugins.hummingbird.jenkins.BakeStep'><name>an image</name></step>"
                + "</io.jenkins.plugins.hummingbird.jenkins.BakeBuilder>";
        BakeStep read = ((BakeBuilder) xstream().fromXML(xml)).getStep();
        for (Parameter parameter : Parameter.of(BakeStep.class)) {
            assertEquals(parameter.name(), parameter.of(new BakeStep(null)), parameter.of(read));
        }
    }

    @Test
    public void aBuildStepOfAClusterKeepsAllParameters() {
        ClusterStep step = new ClusterStep("delete");
        Parameter.of(ClusterStep.class).forEach(parameter -> parameter.setSome(step));
        String xml = xstream().toXML(new ClusterBuilder(step));
        ClusterStep read = ((ClusterBuilder) xstream().fromXML(xml)).getStep();
        assertThat(read.getAction(), is("delete"));
        for (Parameter parameter : Parameter.of(ClusterStep.class)) {
            assertEquals(parameter.name(), parameter.of(step), parameter.of(read));
            assertNotEquals(parameter.name(), parameter.of(new ClusterStep(null)), parameter.of(read));
        }
    }

    @Test
    public void aBuildStepOfAClusterThatAnOlderVersionSavedGetsTheDefaultsOfWhatItLacks() {
        String xml = "<io.jenkins.plugins.hummingbird.jenkins.ClusterBuilder>"
                + "<step class='io.jenkins.plugins.hummingbird.jenkins.ClusterStep'><action>create</action></step>"
                + "</io.jenkins.plugins.hummingbird.jenkins.ClusterBuilder>";
        ClusterStep read = ((ClusterBuilder) xstream().fromXML(xml)).getStep();
        for (Parameter parameter : Parameter.of(ClusterStep.class)) {
            assertEquals(parameter.name(), parameter.of(new ClusterStep(null)), parameter.of(read));
        }
    }

    @Test
    public void theDefaultsOfAClusterAreThoseOfItsRequest() {
        assertThat(
                xstream().toXML(new ClusterStep(null).request(null)),
                is(xstream().toXML(new ClusterRequest())));
    }

    @Test
    public void theDefaultsOfABakeAreThoseOfItsRequest() {
        assertThat(
                xstream().toXML(new BakeStep(null).request(null)), is(xstream().toXML(new BakeRequest())));
    }

    @Test
    public void aBuildStepThatAnOlderVersionSavedGetsTheDefaultsOfWhatItLacks() {
        String xml = "<io.jenkins.plugins.hummingbird.jenkins.SubmitBuilder>"
                + "<step class='io.jenkins.plugins.hummingbird.jenkins.SubmitStep'><host>head-node</host></step>"
                + "</io.jenkins.plugins.hummingbird.jenkins.SubmitBuilder>";
        SubmitStep read = ((SubmitBuilder) xstream().fromXML(xml)).getStep();
        SubmitStep expected = new SubmitStep();
        expected.setHost("head-node");
        for (Parameter parameter : Parameter.of(SubmitStep.class)) {
            assertEquals(parameter.name(), parameter.of(expected), parameter.of(read));
        }
    }

    @Test
    public void theDefaultsOfTheStepAreThoseOfTheRequest() {
        SubmitStep read = new SubmitStep();
        assertThat(read.getPort(), is(HeadNodeStep.DEFAULTS.port));
        assertThat(xstream().toXML(read.request(null)), is(xstream().toXML(HeadNodeStep.DEFAULTS)));
    }

    @Test
    public void nothingIsSavedThatXStreamCannotReadAgain() {
        Set<Class<?>> seen = new LinkedHashSet<>();
        List.of(
                        SubmitBuilder.class,
                        SubmitStep.class,
                        SubmitRequest.class,
                        Submission.class,
                        BakeBuilder.class,
                        BakeStep.class,
                        BakeRequest.class,
                        Bake.class,
                        ClusterBuilder.class,
                        ClusterStep.class,
                        ClusterRequest.class,
                        ClusterOperation.class,
                        SubmissionState.class,
                        BakeState.class,
                        ClusterState.class,
                        OperationExecution.class)
                .forEach(root -> look(root, root.getName(), seen));
        assertThat(seen, hasItems(SubmitStep.class, Operation.class, Submission.class, BakeStep.class, Bake.class));
    }

    /** Looks at the class of a saved field, and at all that are saved with it. */
    private static void look(Type type, String where, Set<Class<?>> seen) {
        if (type instanceof ParameterizedType generic) {
            look(generic.getRawType(), where, seen);
            for (Type argument : generic.getActualTypeArguments()) {
                look(argument, where, seen);
            }
        } else if (type instanceof TypeVariable<?> variable) {
            Type bound = variable.getBounds()[0];
            // its arguments may be the variable itself
            look(bound instanceof ParameterizedType generic ? generic.getRawType() : bound, where, seen);
        } else {
            Class<?> raw = (Class<?>) type;
            if (raw.isArray()) {
                look(raw.getComponentType(), where, seen);
            } else if (!raw.isPrimitive() && !PLAIN.contains(raw) && !COLLECTIONS.contains(raw)) {
                lookInside(raw, where, seen);
            }
        }
    }

    private static void lookInside(Class<?> raw, String where, Set<Class<?>> seen) {
        if (raw.getName().startsWith("org.jenkinsci.")
                || raw == Throwable.class
                || raw == Enum.class
                || !seen.add(raw)) {
            return;
        }
        assertThat(where + ": " + raw, raw.getName().startsWith("io.jenkins.plugins.hummingbird."), is(true));
        assertThat(where + ": " + raw + " is a record", raw.isRecord(), is(false));
        assertThat(where + ": " + raw + " is an interface", raw.isInterface(), is(false));
        for (Class<?> at = raw; at != Object.class && !raw.isEnum(); at = at.getSuperclass()) {
            if (at.getName().startsWith("io.jenkins.plugins.hummingbird.")) {
                seen.add(at);
                for (Field field : at.getDeclaredFields()) {
                    if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0) {
                        look(field.getGenericType(), at.getSimpleName() + '.' + field.getName(), seen);
                    }
                }
            }
        }
    }
}
