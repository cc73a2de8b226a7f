package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import hudson.AbortException;
import java.nio.file.Files;
import jenkins.local.LocalBuild;
import org.junit.Rule;
import org.junit.Test;

/** What needs the node around it, and what does not. */
public class ClusterOnNodeTest {
    private static final String HINT = "this step needs a node only to read files";

    @Rule
    public final LocalController controller = new LocalController();

    private LocalPipeline withoutAName(String action) throws Exception {
        LocalPipeline pipeline = new LocalPipeline(controller, new ClusterStep(action), true).start();
        assertThat(pipeline.awaitEnd(), is(instanceOf(AbortException.class)));
        assertThat(((AbortException) pipeline.ends().get(0)).getMessage(), containsString("name: "));
        return pipeline;
    }

    @Test
    public void toCreateAndUpdateANodeIsNotInVain() throws Exception {
        assertThat(withoutAName("create").build().linesWith(HINT), is(empty()));
        TestContext.forgetEnds();
        assertThat(withoutAName("update").build().linesWith(HINT), is(empty()));
    }

    @Test
    public void forAllElseItIs() throws Exception {
        assertThat(withoutAName("describe").build().linesWith(HINT), hasSize(1));
    }

    @Test
    public void theConfigurationIsReadFromTheWorkspace() throws Exception {
        ClusterStep step = new ClusterStep("create");
        step.setName("night");
        step.setConfiguration("clusters/none.yaml");
        LocalPipeline pipeline = new LocalPipeline(controller, step, true);
        Files.createDirectories(pipeline.build().getRootDir().toPath().resolve("workspace"));
        assertThat(pipeline.start().awaitEnd(), is(instanceOf(AbortException.class)));
        assertThat(
                ((AbortException) pipeline.ends().get(0)).getMessage(),
                containsString("The workspace has no file clusters/none.yaml"));
    }

    @Test
    public void aFreestyleBuildReadsItFromItsWorkspaceToo() throws Exception {
        ClusterStep step = new ClusterStep("update");
        step.setName("night-$NUMBER");
        step.setConfiguration("clusters/$NUMBER.yaml");
        LocalBuild build = controller.job("plates").build(1, true);
        build.getEnvironment(null).put("NUMBER", "7");
        Files.createDirectories(build.getRootDir().toPath().resolve("workspace"));
        Throwable end =
                new LocalFreestyle(build, new ClusterBuilder(step)).start().awaitEnd();
        assertThat(end, is(instanceOf(AbortException.class)));
        assertThat(end.getMessage(), containsString("The workspace has no file clusters/7.yaml"));
    }
}
