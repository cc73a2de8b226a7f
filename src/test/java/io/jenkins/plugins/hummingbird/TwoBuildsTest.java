package io.jenkins.plugins.hummingbird;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assume.assumeFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/**
 * The sources have two builds, at the top with the Jenkins repository and in src/local without it: what one of them
 * says, the other says too.
 */
public class TwoBuildsTest {
    private static final Path MANIFEST = Path.of("src/local/plugin/MANIFEST.MF");

    @Test
    public void theVersionIsOne() {
        assertEquals(Pom.TOP.text("version"), Pom.LOCAL.text("version"));
        for (String module : List.of("plugin", "jenkins-api", "runner", "jenkins-tests")) {
            Path pom = Path.of("src/local", module, "pom.xml");
            if (Files.exists(pom)) {
                assertEquals("${changelist}", new Pom(pom).text("parent/version"));
            }
        }
    }

    @Test
    public void bothStandOnTheSameJenkinsParentAndBillOfMaterials() {
        assertEquals(Pom.TOP.property("jenkins.version"), Pom.LOCAL.property("jenkins.version"));
        assertEquals(Pom.TOP.text("parent/version"), Pom.LOCAL.property("plugin-pom.version"));
        String bom = "dependencyManagement/dependencies/dependency[groupId='io.jenkins.tools.bom']/";
        assertEquals(Pom.TOP.text(bom + "version"), Pom.LOCAL.property("bom.version"));
        assertEquals("bom-" + Pom.TOP.property("jenkins.baseline") + ".x", Pom.TOP.text(bom + "artifactId"));
    }

    @Test
    public void theManifestNamesThePluginsThatTheTopPomDependsOn() throws IOException {
        assertEquals(
                pluginDependencies().stream()
                        .map(one -> one.artifact() + (one.optional() ? ";resolution:=optional" : ""))
                        .toList(),
                named(manifest().getValue("Plugin-Dependencies")).entrySet().stream()
                        .map(one -> one.getKey() + (one.getValue().endsWith("optional") ? ";resolution:=optional" : ""))
                        .toList());
    }

    @Test
    public void pluginsAreTakenInTheVersionOfTheBillOfMaterials() {
        List<String> withVersion = pluginDependencies().stream()
                .filter(one -> !one.version().isEmpty())
                .map(Pom.Dependency::artifact)
                .toList();
        assertEquals("the top POM leaves their versions to the bill of materials", List.of(), withVersion);
    }

    @Test
    public void librariesInsidePluginsHaveThePluginsVersion() {
        for (String plugin : List.of("cloudformation", "cloudwatchlogs", "core", "ec2", "s3")) {
            assertThat(
                    Pom.LOCAL.property("aws-java-sdk2-" + plugin + ".version"),
                    startsWith(Pom.LOCAL.property("aws-sdk.version") + '-'));
        }
        assertThat(Pom.LOCAL.property("mina-sshd-api.version"), startsWith(Pom.LOCAL.property("sshd.version") + '-'));
        assertThat(
                Pom.LOCAL.property("snakeyaml-api.version"), startsWith(Pom.LOCAL.property("snakeyaml.version") + '-'));
        assertThat(Pom.LOCAL.property("jackson2-api.version"), startsWith(Pom.LOCAL.property("jackson.version") + '-'));
        assertThat(
                Pom.LOCAL.property("bouncycastle-api.version"),
                containsString('.' + Pom.LOCAL.property("bouncycastle.version") + '-'));
    }

    /** Only where the Jenkins build runs this: there the plugins themselves are on the class path. */
    @Test
    public void thePluginsOnTheClassPathHaveTheVersionsThatTheManifestNames() throws IOException {
        Map<String, String> real = new TreeMap<>();
        for (URL url : Collections.list(getClass().getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
            try (InputStream in = url.openStream()) {
                Attributes main = new Manifest(in).getMainAttributes();
                if (main.getValue("Plugin-Version") != null) {
                    real.put(main.getValue("Short-Name"), main.getValue("Plugin-Version"));
                }
            }
        }
        real.remove("hummingbird");
        assumeFalse("no Jenkins plugin is on the class path of the local build", real.isEmpty());
        named(manifest().getValue("Plugin-Dependencies")).forEach((name, version) -> {
            if (real.containsKey(name)) {
                assertThat(name + ' ' + real.get(name), startsWith(name + ' ' + version.split(";")[0]));
            }
        });
    }

    @Test
    public void theSameLibrariesAreBundled() {
        List<String> bundled = bundledArtifacts();
        assertEquals(
                bundled,
                Pom.LOCAL_PLUGIN.dependencies("compile").stream()
                        .map(Pom.Dependency::artifact)
                        .sorted()
                        .toList());
        assertEquals("true", Pom.TOP.property("hpi.strictBundledArtifacts"));
    }

    @Test
    public void aLibraryThatTheTopPomNamesHasItsVersionInBoth() {
        List<Pom.Dependency> named = Stream.of("compile", "test")
                .flatMap(scope -> Pom.TOP.dependencies(scope).stream())
                .filter(one -> !one.version().isEmpty())
                .toList();
        assertFalse(named.isEmpty());
        for (Pom.Dependency top : named) {
            List<String> local = Stream.of("compile", "provided", "test")
                    .flatMap(scope -> Pom.LOCAL_PLUGIN.dependencies(scope).stream())
                    .filter(one ->
                            one.artifact().equals(top.artifact()) && one.group().equals(top.group()))
                    .map(one -> one.artifact() + ' ' + Pom.LOCAL.replaced(one.version()))
                    .toList();
            assertThat(local, hasItem(top.artifact() + ' ' + Pom.TOP.replaced(top.version())));
        }
    }

    /** By that name the local build takes a test for one that needs a running Jenkins, and does not run it. */
    @Test
    public void noTestOfTheLocalBuildAloneIsNamedAsOneThatItLeavesOut() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/local/plugin/src/test"))) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.toString().endsWith("JenkinsTest.java"))
                            .toList());
        }
    }

    @Test
    public void theManifestSaysOfThePluginWhatTheTopPomSays() throws IOException {
        Attributes manifest = manifest();
        Map<String, String> expected = new TreeMap<>();
        expected.put("Group-Id", Pom.TOP.text("groupId"));
        expected.put("Artifact-Id", Pom.TOP.text("artifactId"));
        expected.put("Short-Name", Pom.TOP.text("artifactId"));
        expected.put("Long-Name", Pom.TOP.text("name"));
        expected.put("Url", Pom.TOP.text("url"));
        expected.put("Hudson-Version", Pom.TOP.property("jenkins.version"));
        expected.put("Jenkins-Version", Pom.TOP.property("jenkins.version"));
        expected.put("Plugin-License-Name", Pom.TOP.text("licenses/license/name"));
        expected.put("Plugin-License-Url", Pom.TOP.text("licenses/license/url"));
        expected.put("Plugin-ScmConnection", Pom.TOP.text("scm/connection"));
        expected.put("Plugin-ScmUrl", Pom.TOP.text("scm/url"));
        expected.forEach((name, value) -> assertEquals(name, value, manifest.getValue(name)));
        assertEquals("${project.version}", manifest.getValue("Plugin-Version"));
    }

    /** Jenkins' update site takes them from its own list of maintainers, and hosting asks for none in a POM. */
    @Test
    public void noDevelopersAreNamed() throws IOException {
        assertEquals("", Pom.TOP.text("developers"));
        assertNull(manifest().getValue("Plugin-Developers"));
    }

    @Test
    public void bothCompileForTheSameJava() throws IOException {
        assertEquals("the parent's own", "", Pom.TOP.text("properties/*[name()='maven.compiler.release']"));
        assertEquals("17", Pom.LOCAL.property("maven.compiler.release"));
        assertThat(Files.readString(Path.of("Jenkinsfile")), containsString("jdk: 17"));
    }

    @Test
    public void bothCheckTheFormat() {
        assertEquals("false", Pom.TOP.property("spotless.check.skip"));
        assertEquals("the parent's own", "2.73.0", Pom.LOCAL.property("palantir-java-format.version"));
        assertEquals(
                "check",
                Pom.LOCAL.text(
                        "build/pluginManagement/plugins/plugin[artifactId='spotless-maven-plugin']//execution//goal"));
    }

    /** The compile dependencies that are not bundled, in the order in which the Jenkins build writes them. */
    private static List<Pom.Dependency> pluginDependencies() {
        List<String> bundled = bundledArtifacts();
        return Pom.TOP.dependencies("compile").stream()
                .filter(one -> !bundled.contains(one.artifact()))
                .sorted(Comparator.comparing(one -> one.group() + ':' + one.artifact()))
                .toList();
    }

    private static List<String> bundledArtifacts() {
        return List.of(Pom.TOP.property("hpi.bundledArtifacts").split(","));
    }

    private static Attributes manifest() throws IOException {
        String text = Pom.LOCAL.replaced(Files.readString(MANIFEST));
        try (InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))) {
            return new Manifest(in).getMainAttributes();
        }
    }

    /** {@code a:1,b:2;resolution:=optional} by name, in its order. */
    private static Map<String, String> named(String dependencies) {
        return Stream.of(dependencies.split(","))
                .map(one -> one.split(":", 2))
                .collect(Collectors.toMap(one -> one[0], one -> one[1], (one, same) -> one, LinkedHashMap::new));
    }
}
