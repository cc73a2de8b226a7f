package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.hummingbird.jenkins.page.OperationRunAction;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;

/**
 * Files that an earlier version saved (folder {@code saved}) can be read: config.xml of jobs, the global configuration, tools, build.xml
 * and program.dat. In each step of theirs every parameter was set as {@link Parameter#setSome} does.
 */
public class SavedByEarlierVersionTest {
    @Rule
    public final LocalController controller = new LocalController();

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = SavedByEarlierVersionTest.class.getResourceAsStream("saved/" + name)) {
            return in.readAllBytes();
        }
    }

    private static String text(String name) throws IOException {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static final Set<String> ADDED_SINCE = Set.of(
            "clusters",
            "measurements",
            "heatmaps",
            "tables",
            "tablesBy",
            "tablesMemory",
            "tablesTimeLimit",
            "tablesPython",
            "s3Access",
            "resultsUrl",
            "keepLocal",
            "sample");

    private static Object read(String name) throws IOException {
        return ConfigurationXStream.make().fromXML(text(name));
    }

    private static <T> T some(T object) {
        Parameter.of(object.getClass()).forEach(parameter -> parameter.setSome(object));
        return object;
    }

    /** A parameter that the earlier version did not have has its default. */
    private static <T> T asSavedBefore(T object) {
        Parameter.of(object.getClass()).stream()
                .filter(parameter -> !ADDED_SINCE.contains(parameter.name()))
                .forEach(parameter -> parameter.setSome(object));
        return object;
    }

    private static void assertSame(Object read, Object expected) {
        for (Parameter parameter : Parameter.of(expected.getClass())) {
            assertThat(parameter.name(), parameter.of(read), is(parameter.of(expected)));
        }
    }

    /** In any order; an empty text may have an element or none. */
    private static void assertIsWrittenAsBefore(String name) throws IOException {
        assertThat(lines(ConfigurationXStream.make().toXML(read(name))), is(lines(text(name))));
    }

    private static List<String> lines(String xml) {
        return xml.lines()
                .filter(line -> !line.matches("\\s*<(\\w+)></\\1>"))
                .filter(line ->
                        ADDED_SINCE.stream().noneMatch(name -> line.strip().startsWith("<" + name + ">")))
                .sorted()
                .toList();
    }

    @Test
    public void theBuildStepOfASubmissionKeepsItsParameters() throws Exception {
        assertSame(((SubmitBuilder) read("submit.xml")).getStep(), asSavedBefore(new SubmitStep()));
        assertSame(((SubmitBuilder) read("submit-defaults.xml")).getStep(), new SubmitStep());
        assertIsWrittenAsBefore("submit.xml");
        assertIsWrittenAsBefore("submit-defaults.xml");
    }

    @Test
    public void theBuildStepOfABakeKeepsItsParameters() throws Exception {
        BakeStep step = ((BakeBuilder) read("bake.xml")).getStep();
        assertThat(step.getName(), is("an image"));
        assertSame(step, asSavedBefore(new BakeStep("an image")));
        assertSame(((BakeBuilder) read("bake-defaults.xml")).getStep(), new BakeStep("an image"));
        assertIsWrittenAsBefore("bake.xml");
        assertIsWrittenAsBefore("bake-defaults.xml");
    }

    @Test
    public void theBuildStepOfAClusterKeepsItsParameters() throws Exception {
        ClusterStep step = ((ClusterBuilder) read("cluster.xml")).getStep();
        assertThat(step.getAction(), is("delete"));
        assertSame(step, asSavedBefore(new ClusterStep("delete")));
        assertSame(((ClusterBuilder) read("cluster-defaults.xml")).getStep(), new ClusterStep("delete"));
        assertIsWrittenAsBefore("cluster.xml");
        assertIsWrittenAsBefore("cluster-defaults.xml");
    }

    @Test
    public void theGlobalConfigurationKeepsItsSettings() throws Exception {
        assertSame(read("configuration.xml"), asSavedBefore(new HummingbirdConfiguration()));
    }

    @Test
    public void aToolKeepsItsNameAndItsHome() throws Exception {
        PclusterInstallation tool = (PclusterInstallation) read("tool.xml");
        assertThat(List.of(tool.getName(), tool.getHome()), contains("pcluster 3", "/opt/pcluster"));
    }

    @Test
    public void aBuildKeepsItsPages() throws Exception {
        List<?> actions = (List<?>) read("actions.xml");
        assertThat(actions, contains(instanceOf(SubmissionAction.class), instanceOf(OperationAction.class)));
        Field id = OperationRunAction.class.getDeclaredField("id");
        id.setAccessible(true);
        assertThat(id.get(actions.get(0)), is("submit-23456789bcdf"));
        assertThat(id.get(actions.get(1)), is("bake-23456789bcdf"));
    }

    /** As long as the first move has not saved its operation, a Pipeline has the parameters. */
    @Test
    public void aPipelineThatHasNotMovedKeepsItsParameters() throws Exception {
        assertSame(field("step", ProgramDat.read(bytes("submit.dat"))), asSavedBefore(new SubmitStep()));
        assertSame(field("step", ProgramDat.read(bytes("bake.dat"))), asSavedBefore(new BakeStep("an image")));
        assertThat(((BakeStep) field("step", ProgramDat.read(bytes("bake.dat")))).getName(), is("an image"));
        assertSame(field("step", ProgramDat.read(bytes("cluster.dat"))), asSavedBefore(new ClusterStep("delete")));
        assertThat(((ClusterStep) field("step", ProgramDat.read(bytes("cluster.dat")))).getAction(), is("delete"));
    }

    @Test
    public void whatThisVersionSavesOfAPipelineKeepsTheParametersToo() throws Exception {
        for (OperationStep step :
                List.of(some(new SubmitStep()), some(new BakeStep("an image")), some(new ClusterStep("delete")))) {
            byte[] saved = ProgramDat.write(new OperationExecution(step, "an-operation", null));
            assertSame(field("step", ProgramDat.read(saved)), step);
        }
    }

    @Test
    public void aPipelineThatHasMovedKeepsTheIdOfItsOperation() throws Exception {
        Object execution = ProgramDat.read(bytes("after-the-first-move.dat"));
        assertThat(field("id", execution), is("submit-23456789bcdf"));
        assertThat(field("step", execution), is(nullValue()));
    }

    private static Object field(String name, Object execution) throws ReflectiveOperationException {
        Field field = OperationExecution.class.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(execution);
    }
}
