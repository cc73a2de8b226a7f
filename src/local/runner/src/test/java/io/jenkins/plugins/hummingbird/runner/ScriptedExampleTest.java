package io.jenkins.plugins.hummingbird.runner;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import io.jenkins.plugins.hummingbird.jenkins.BakeStep;
import io.jenkins.plugins.hummingbird.jenkins.ClusterStep;
import io.jenkins.plugins.hummingbird.jenkins.SubmitStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.junit.Before;
import org.junit.Test;

/** The example of a scripted Pipeline: in which order it calls the steps, and that they take all that it gives them. */
public class ScriptedExampleTest {
    private static final Path EXAMPLE = Path.of("docs/examples/nightly-scripted.Jenkinsfile");
    private static final String CREATE = "node/hummingbirdCluster create";
    private static final String DELETE = "hummingbirdCluster delete";

    private ScriptRecorder script;
    private final Map<String, Object> build = new HashMap<>();

    @Before
    public void read() throws Exception {
        CompilerConfiguration groovy = new CompilerConfiguration();
        groovy.setScriptBaseClass(ScriptRecorder.class.getName());
        Binding binding = new Binding(Map.of("env", Map.of("BUILD_NUMBER", "7"), "currentBuild", build));
        script = (ScriptRecorder) new GroovyShell(binding, groovy).parse(Files.readString(EXAMPLE), "night.groovy");
        script.steps = Map.of(
                "hummingbirdBakeAmi", BakeStep.class,
                "hummingbirdCluster", ClusterStep.class,
                "hummingbirdSubmit", SubmitStep.class);
        script.answers.put("hummingbirdBakeAmi", Map.of("imageId", "ami-0123456789abcdef0"));
        script.answers.put("hummingbirdSubmit", Map.of("completed", 2, "skipped", 3, "groups", 6));
    }

    @Test
    public void aNightMakesAnAmiAndAClusterMeasuresAndDeletes() {
        script.run();
        assertEquals(List.of("hummingbirdBakeAmi", CREATE, "hummingbirdSubmit", DELETE), script.calls);
        assertEquals("5 of 6 wells", build.get("description").toString());
    }

    @Test
    public void theClusterIsDeletedAlsoWhenItCouldNotBeMade() {
        script.answers.put(CREATE, "no room");
        assertThrows("no room", IllegalStateException.class, script::run);
        assertEquals(List.of("hummingbirdBakeAmi", CREATE, DELETE), script.calls);
    }

    @Test
    public void theClusterIsDeletedAlsoWhenThePlatesCouldNotBeMeasured() {
        script.answers.put("hummingbirdSubmit", "no images");
        assertThrows("no images", IllegalStateException.class, script::run);
        assertEquals(List.of("hummingbirdBakeAmi", CREATE, "hummingbirdSubmit", DELETE), script.calls);
    }
}
