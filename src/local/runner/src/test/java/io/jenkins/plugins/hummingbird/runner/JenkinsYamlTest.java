package io.jenkins.plugins.hummingbird.runner;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.GroovyShell;
import groovy.util.DelegatingScript;
import io.jenkins.plugins.hummingbird.jenkins.BakeBuilder;
import io.jenkins.plugins.hummingbird.jenkins.BakeStep;
import io.jenkins.plugins.hummingbird.jenkins.ClusterBuilder;
import io.jenkins.plugins.hummingbird.jenkins.ClusterDefinition;
import io.jenkins.plugins.hummingbird.jenkins.ClusterStep;
import io.jenkins.plugins.hummingbird.jenkins.HummingbirdConfiguration;
import io.jenkins.plugins.hummingbird.jenkins.PclusterInstallation;
import io.jenkins.plugins.hummingbird.jenkins.SubmitBuilder;
import io.jenkins.plugins.hummingbird.jenkins.SubmitStep;
import java.beans.Introspector;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.Test;
import org.kohsuke.stapler.DataBoundSetter;
import org.yaml.snakeyaml.Yaml;

/** The example of a Jenkins that is set up from a file: its names are those of the plugin. */
public class JenkinsYamlTest {
    private static final List<Class<?>> BUILDERS =
            List.of(BakeBuilder.class, ClusterBuilder.class, SubmitBuilder.class);
    private static final List<Class<? extends Step>> STEPS =
            List.of(BakeStep.class, ClusterStep.class, SubmitStep.class);

    private static Object read(Object of, Object... path) {
        Object found = of;
        for (Object key : path) {
            found = found instanceof List<?> list ? list.get((Integer) key) : ((Map<?, ?>) found).get(key);
        }
        return found;
    }

    private static Map<?, ?> example() throws Exception {
        return new Yaml().load(Files.readString(Path.of("docs/examples/jenkins.yaml")));
    }

    @Test
    public void theBuildStepsTakeAllThatTheJobsGiveThem() throws Exception {
        List<String> made = new ArrayList<>();
        for (Object job : (List<?>) read(example(), "jobs")) {
            for (Map.Entry<String, Object> call : steps((String) read(job, "script"))) {
                int kind = builder(call.getKey());
                // a builder has one parameter, the step, which Job DSL takes as a block of that name
                String block = BUILDERS.get(kind)
                        .getConstructors()[0]
                        .getParameters()[0]
                        .getName();
                Map<?, ?> given = (Map<?, ?>) read(call.getValue(), block);
                assertNotNull(call.getKey() + " has a block " + block, given);
                new DescribableArguments<>(call.getKey(), STEPS.get(kind)).instantiate(given);
                made.add(call.getKey() + (given.get("action") == null ? "" : " " + given.get("action")));
            }
        }
        assertEquals(
                List.of(
                        "hummingbirdBakeAmi",
                        "hummingbirdCluster create",
                        "hummingbirdSubmit",
                        "hummingbirdCluster delete"),
                made);
    }

    private static int builder(String symbol) throws ClassNotFoundException {
        for (int i = 0; i < BUILDERS.size(); i++) {
            Class<?> descriptor = Class.forName(BUILDERS.get(i).getName() + "$DescriptorImpl");
            if (List.of(descriptor.getAnnotation(Symbol.class).value()).contains(symbol)) {
                return i;
            }
        }
        throw new AssertionError("no build step of the plugin is " + symbol);
    }

    @Test
    public void theSettingsAreThoseThatThePluginHas() throws Exception {
        Class<?> configuration = HummingbirdConfiguration.class;
        String symbol = configuration.getAnnotation(Symbol.class).value()[0];
        Map<?, ?> settings = (Map<?, ?>) read(example(), "unclassified", symbol);
        List<String> setters = Stream.of(configuration.getMethods())
                .filter(one -> one.isAnnotationPresent(DataBoundSetter.class))
                .map(one -> Introspector.decapitalize(one.getName().substring("set".length())))
                .toList();
        for (Object setting : settings.keySet()) {
            assertTrue(setting + " is one of " + setters, setters.contains(setting));
        }
    }

    @Test
    public void theClustersAreThoseThatThePluginTakesAndTheJobsName() throws Exception {
        Map<?, ?> cluster = (Map<?, ?>) read(example(), "unclassified", "hummingbird", "clusters", 0);
        ClusterDefinition made = new DescribableArguments<>("clusters", ClusterDefinition.class).instantiate(cluster);
        assertEquals("plates", made.getName());
        assertTrue(read(example(), "jobs", 0, "script").toString().contains("cluster('plates')"));
    }

    @Test
    public void theToolIsThatOfThePlugin() throws Exception {
        Class<?> descriptor = Class.forName(PclusterInstallation.class.getName() + "$DescriptorImpl");
        String symbol = descriptor.getAnnotation(Symbol.class).value()[0];
        Map<?, ?> tool = (Map<?, ?>) read(example(), "tool", symbol, "installations", 0);
        assertEquals(
                Stream.of(PclusterInstallation.class.getConstructors()[0].getParameters())
                        .map(Parameter::getName)
                        .toList(),
                List.copyOf(tool.keySet()));
    }

    @Test
    public void theToolInstallsWhatTheDocumentationSays() throws Exception {
        Map<?, ?> installer = (Map<?, ?>) read(
                example(),
                "tool",
                "pcluster",
                "installations",
                0,
                "properties",
                0,
                "installSource",
                "installers",
                0,
                "command");
        String documentation = Files.readString(Path.of("docs/steps.md"));
        for (String line : installer.get("command").toString().split("\n")) {
            assertTrue(line, documentation.contains("    " + line + "\n"));
        }
        assertEquals("venv", installer.get("toolHome"));
    }

    @Test
    public void secretsComeFromVariables() throws Exception {
        List<?> credentials = (List<?>) read(example(), "credentials", "system", "domainCredentials", 0, "credentials");
        Object password = read(credentials.get(0), "usernamePassword", "password");
        Object key =
                read(credentials.get(1), "basicSSHUserPrivateKey", "privateKeySource", "directEntry", "privateKey");
        for (Object secret : List.of(password, key)) {
            assertTrue(secret.toString(), secret.toString().matches("\\$\\{\\w+}"));
        }
    }

    /** Configuration as Code would put a variable of its own there. */
    @Test
    public void theJobsHoldNothingThatConfigurationAsCodeReplaces() throws Exception {
        for (Object job : (List<?>) read(example(), "jobs")) {
            assertFalse(read(job, "script").toString().contains("${"));
        }
    }

    /** Runs a script of Job DSL: what its blocks steps hold. */
    private static List<Map.Entry<String, Object>> steps(String script) {
        CompilerConfiguration groovy = new CompilerConfiguration();
        groovy.setScriptBaseClass(DelegatingScript.class.getName());
        DelegatingScript read = (DelegatingScript) new GroovyShell(groovy).parse(script);
        Block all = new Block();
        read.setDelegate(all);
        read.run();
        Map<?, ?> steps = (Map<?, ?>) read(all.content, "freeStyleJob", "steps");
        List<Map.Entry<String, Object>> entries = new ArrayList<>();
        steps.forEach((name, content) -> entries.add(Map.entry(name.toString(), content)));
        return entries;
    }

    /** What a block holds: calls with a value, and blocks. */
    private static final class Block extends GroovyObjectSupport {
        private final Map<String, Object> content = new LinkedHashMap<>();

        @Override
        public Object invokeMethod(String name, Object given) {
            Object[] arguments = (Object[]) given;
            Object last = arguments[arguments.length - 1];
            if (last instanceof Closure<?> closure) {
                Block inner = new Block();
                closure.setDelegate(inner);
                closure.setResolveStrategy(Closure.DELEGATE_FIRST);
                closure.call();
                last = inner.content;
            }
            content.put(name, last);
            return null;
        }
    }
}
