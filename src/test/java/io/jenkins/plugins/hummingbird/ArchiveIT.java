package io.jenkins.plugins.hummingbird;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.BeforeClass;
import org.junit.Test;

/** What the local build packs. It runs after packaging, in that build alone. */
public class ArchiveIT {
    private static final Path ARCHIVE = Path.of("target/local/hummingbird.hpi");
    private static final String PLUGIN = "WEB-INF/lib/hummingbird.jar";
    private static final int JAVA_17 = 61;

    private static Map<String, byte[]> archive;
    private static Map<String, byte[]> plugin;
    private static final List<Long> TIMES = new ArrayList<>();

    @BeforeClass
    public static void readTheArchive() throws IOException {
        archive = entries(Files.readAllBytes(ARCHIVE));
        plugin = entries(archive.get(PLUGIN));
    }

    @Test
    public void theArchiveHoldsThePluginAndTheBundledLibrariesAlone() {
        TreeSet<String> expected = new TreeSet<>(List.of("META-INF/MANIFEST.MF", PLUGIN));
        for (Pom.Dependency one : Pom.LOCAL_PLUGIN.dependencies("compile")) {
            expected.add("WEB-INF/lib/" + one.artifact() + '-' + Pom.LOCAL.replaced(one.version()) + ".jar");
        }
        TreeSet<String> found = new TreeSet<>(archive.keySet());
        found.removeIf(name -> !name.startsWith("META-INF/") && !name.startsWith("WEB-INF/"));
        assertEquals(expected, found);
    }

    @Test
    public void everyPluginDependencyHasTheVersionOfTheLocalPom() throws IOException {
        for (String one : manifest(archive).getValue("Plugin-Dependencies").split(",")) {
            String name = one.split(":")[0];
            String version = one.split(":")[1].split(";")[0];
            String property = name.startsWith("mina-sshd-api-") ? "mina-sshd-api" : name;
            assertEquals(name, Pom.LOCAL.property(property + ".version"), version);
        }
    }

    @Test
    public void theManifestsOfArchiveAndPluginAreOneWithNothingLeftToFillIn() throws IOException {
        Attributes manifest = manifest(archive);
        assertEquals(manifest, manifest(plugin));
        assertEquals(Pom.LOCAL.text("version"), manifest.getValue("Plugin-Version"));
        manifest.forEach((name, value) ->
                assertFalse(name + ": " + value, value.toString().contains("${")));
    }

    @Test
    public void thePluginHoldsItsIndexesAndNothingOfAnyoneElse() {
        assertThat(
                plugin.keySet(),
                hasItems(
                        "index.jelly",
                        "META-INF/annotations/hudson.Extension",
                        "META-INF/services/annotations/org.jenkinsci.Symbol"));
        List<String> foreign = plugin.keySet().stream()
                .filter(name -> !name.startsWith("META-INF/") && !name.startsWith("io/jenkins/plugins/hummingbird/"))
                .toList();
        assertEquals(List.of("index.jelly"), foreign);
    }

    @Test
    public void everyIndexedClassIsThere() {
        List<String> missing = plugin.entrySet().stream()
                .filter(one -> one.getKey().startsWith("META-INF/services/annotations/"))
                .flatMap(one -> new String(one.getValue(), StandardCharsets.UTF_8).lines())
                .filter(name -> !plugin.containsKey(name.replace('.', '/') + ".class"))
                .toList();
        assertEquals(List.of(), missing);
    }

    /** The Jenkins build writes Support-Dynamic-Loading where the extensions say more than the default. */
    @Test
    public void noExtensionSaysWhetherItMayBeLoadedIntoARunningJenkins() throws IOException {
        String index = new String(plugin.get("META-INF/annotations/hudson.Extension.txt"), StandardCharsets.UTF_8);
        assertFalse("add Support-Dynamic-Loading to the manifest: " + index, index.contains("dynamicLoadable"));
        assertNull(manifest(archive).getValue("Support-Dynamic-Loading"));
    }

    @Test
    public void everyClassRunsOnJava17() throws IOException {
        for (Map.Entry<String, byte[]> entry : archive.entrySet()) {
            if (entry.getKey().endsWith(".jar")) {
                for (Map.Entry<String, byte[]> type : entries(entry.getValue()).entrySet()) {
                    if (type.getKey().endsWith(".class") && !type.getKey().startsWith("META-INF/versions/")) {
                        assertThat(type.getKey(), classVersion(type.getValue()), lessThanOrEqualTo(JAVA_17));
                    }
                }
            }
        }
    }

    @Test
    public void everyEntryHasTheSameTimeSoThatTwoBuildsAreEqual() {
        assertEquals(1, TIMES.stream().distinct().count());
    }

    private static Map<String, byte[]> entries(byte[] zip) throws IOException {
        Map<String, byte[]> found = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (plugin == null) {
                    TIMES.add(entry.getTime());
                }
                if (!entry.isDirectory()) {
                    found.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return found;
    }

    private static Attributes manifest(Map<String, byte[]> entries) throws IOException {
        try (InputStream in = new ByteArrayInputStream(entries.get("META-INF/MANIFEST.MF"))) {
            return new Manifest(in).getMainAttributes();
        }
    }

    private static int classVersion(byte[] type) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(type))) {
            in.readInt();
            in.readUnsignedShort();
            return in.readUnsignedShort();
        }
    }
}
