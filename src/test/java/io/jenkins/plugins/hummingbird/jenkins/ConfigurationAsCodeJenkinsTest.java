package io.jenkins.plugins.hummingbird.jenkins;

import static org.junit.Assert.assertEquals;

import hudson.ExtensionList;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.yaml.snakeyaml.Yaml;

public class ConfigurationAsCodeJenkinsTest {
    private static final String FILE = "configuration-as-code.yaml";

    @Rule
    public final JenkinsConfiguredWithCodeRule jenkins = new JenkinsConfiguredWithCodeRule();

    private static void assertConfigured() {
        HummingbirdConfigurationJenkinsTest.assertFilled(ExtensionList.lookupSingleton(HummingbirdConfiguration.class));
        PclusterInstallation[] tools = tools().getInstallations();
        assertEquals(1, tools.length);
        assertEquals("pcluster 3.16.1", tools[0].getName());
        assertEquals("/opt/pcluster", tools[0].getHome());
    }

    private static PclusterInstallation.DescriptorImpl tools() {
        return ExtensionList.lookupSingleton(PclusterInstallation.DescriptorImpl.class);
    }

    @Test
    @ConfiguredWithCode(FILE)
    public void aFileSetsUpThePluginAndItsTool() {
        assertConfigured();
    }

    @Test
    @ConfiguredWithCode(FILE)
    public void whatIsExportedSetsUpTheSame() throws Exception {
        Map<String, Map<String, Object>> exported = new Yaml().load(jenkins.exportToString(false));
        Map<String, Object> ours = Map.of(
                "unclassified",
                Map.of("hummingbird", exported.get("unclassified").get("hummingbird")),
                "tool",
                Map.of("pcluster", exported.get("tool").get("pcluster")));
        Path file = jenkins.jenkins.getRootDir().toPath().resolve("exported.yaml");
        Files.writeString(file, new Yaml().dump(ours));

        HummingbirdConfiguration configuration = ExtensionList.lookupSingleton(HummingbirdConfiguration.class);
        configuration.setRegion(null);
        configuration.setAwsCredentialsId("another");
        configuration.setEndpoint(null);
        configuration.setHostKeyPolicy(null);
        configuration.setPollSeconds(0);
        configuration.setAllowControllerCredentials(false);
        configuration.setAllowedRoles(null);
        configuration.setAllowedHosts(null);
        configuration.setMinimumHostKeyPolicy(null);
        tools().setInstallations();
        ConfigurationAsCode.get().configure(file.toString());
        assertConfigured();
    }
}
