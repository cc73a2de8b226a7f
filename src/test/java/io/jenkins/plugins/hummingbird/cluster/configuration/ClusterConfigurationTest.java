package io.jenkins.plugins.hummingbird.cluster.configuration;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.cluster.reads.Directory;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import io.jenkins.plugins.hummingbird.cluster.yaml.YamlText;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.util.List;
import org.junit.Test;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Tag;

/** What is set in a cluster configuration, and what stays unchanged. */
public class ClusterConfigurationTest {
    private static final String AMI = "ami-0123456789abcdef0";
    private static final Directory DIRECTORY =
            new Directory("d-0123456789", "corp.example.com", "CORP", "Active", List.of("10.0.0.10", "10.0.1.10"));

    /** Scalars that would change if YAML constructed values from them. */
    private static final String FILE = String.join(
            "\n",
            "# The cluster of the \uD83D\uDD2C, one character that Java counts as two.",
            "Region: eu-central-1",
            "Image:",
            "  Os: ubuntu2204",
            "",
            "HeadNode:",
            "  InstanceType: c5.large # enough",
            "  Networking:",
            "    SubnetId: subnet-0123",
            "  Ssh:",
            "    KeyName: '0123'",
            "Scheduling:",
            "  Scheduler: slurm",
            "  SlurmQueues:",
            "  - Name: plates",
            "    ComputeResources:",
            "    - Name: 1e3",
            "      MinCount: 007",
            "      Efa: {Enabled: no}",
            "    CustomActions:",
            "      OnNodeConfigured:",
            "        Script: \"s3://bucket/a very long name of a script that no line of eighty characters can hold/x\"",
            "        Args: [010, 0x1F, 12:30:45, 2026-01-01, ~, yes, 1_000]",
            "");

    private static ClusterConfiguration parse(String text) throws OperationException {
        return ClusterConfiguration.parse("cluster.yaml", text);
    }

    private static String refusal(String... lines) {
        return assertThrows(OperationException.class, () -> parse(String.join("\n", lines)))
                .getMessage();
    }

    @Test
    public void keepsTheTextOutsideOfEdits() throws Exception {
        assertEquals(FILE, parse(FILE).text());
        ClusterConfiguration edited = parse(FILE);
        new NodeImages(edited).setForNewCluster(AMI);
        assertEquals(
                FILE.replace("  - Name: plates", "  - Image: {CustomAmi: " + AMI + "}\n    Name: plates"),
                edited.text());
    }

    @Test
    public void aDirectorySetsTheMissingKeys() throws Exception {
        ClusterConfiguration configuration = parse("Region: eu-central-1\n");
        assertEquals(
                List.of(),
                configuration.setDirectory(DIRECTORY, "arn:aws:secretsmanager:eu-central-1:1:secret:x", "reader"));
        assertEquals(
                "DirectoryService: {DomainName: corp.example.com, DomainAddr: 'ldaps://corp.example.com',"
                        + " PasswordSecretArn: 'arn:aws:secretsmanager:eu-central-1:1:secret:x', DomainReadOnlyUser:"
                        + " 'cn=reader,ou=Users,ou=CORP,dc=corp,dc=example,dc=com'}\nRegion: eu-central-1\n",
                configuration.text());
    }

    @Test
    public void keepsTheDirectoryKeysOfTheFile() throws Exception {
        ClusterConfiguration configuration = parse(String.join(
                "\n",
                "DirectoryService:",
                "  DomainName: other.example.com",
                "  DomainAddr: ldap://10.0.0.10",
                "  PasswordSecretArn: arn:old",
                "  DomainReadOnlyUser: cn=a,dc=b"));
        List<String> warnings = configuration.setDirectory(
                new Directory("d-0123456789", "corp.example.com", "CORP", "Creating", List.of()), "arn:new", "");
        assertThat(warnings.get(0), containsString("d-0123456789 is Creating"));
        assertThat(warnings.get(1), startsWith("cluster.yaml, line 2, DirectoryService/DomainName: is other"));
        assertThat(
                configuration.text(),
                allOf(
                        containsString("DomainAddr: ldap://10.0.0.10"),
                        containsString("PasswordSecretArn: 'arn:new'"),
                        containsString("DomainReadOnlyUser: cn=a,dc=b")));
        assertThat(
                ConfigurationWarnings.of(configuration).get(0), startsWith("cluster.yaml, line 3, DirectoryService"));
    }

    @Test
    public void setsADirectoryInAnExistingSection() throws Exception {
        ClusterConfiguration configuration = parse("DirectoryService:\n  LdapTlsReqCert: never\n");
        configuration.setDirectory(DIRECTORY, "arn:x", "cn=a,dc=b");
        assertEquals(
                String.join(
                        "\n",
                        "DirectoryService:",
                        "  DomainReadOnlyUser: 'cn=a,dc=b'",
                        "  PasswordSecretArn: 'arn:x'",
                        "  DomainAddr: 'ldaps://corp.example.com'",
                        "  DomainName: corp.example.com",
                        "  LdapTlsReqCert: never",
                        ""),
                configuration.text());
    }

    @Test
    public void aDirectoryNeedsAUserAndItsPassword() throws Exception {
        ClusterConfiguration configuration = parse("Region: eu-central-1");
        assertThat(
                assertThrows(OperationException.class, () -> configuration.setDirectory(DIRECTORY, "", "reader"))
                        .getMessage(),
                allOf(startsWith("passwordSecretArn: "), containsString("DirectoryService/PasswordSecretArn")));
        assertThat(
                assertThrows(OperationException.class, () -> configuration.setDirectory(DIRECTORY, "arn:x", ""))
                        .getMessage(),
                startsWith("domainReadOnlyUser: "));
    }

    @Test
    public void setsATagOnce() throws Exception {
        ClusterConfiguration configuration = parse("Region: eu-central-1\nTags:\n- Key: lab\n  Value: '7'\n");
        configuration.setTag(ClusterTags.CONFIGURATION, "a");
        configuration.setTag(ClusterTags.CONFIGURATION, "b");
        assertEquals(
                "Region: eu-central-1\nTags:\n- {Key: 'hummingbird:configuration', Value: b}\n- Key: lab\n  Value: '7'\n",
                configuration.text());
        for (String text : List.of(
                "Tags:\nA: b\n", "A: b\n", "Tags: []\nA: b\n", "Tags: [{Key: c, Value: d}]", "Tags:\n  - Key: c\n")) {
            ClusterConfiguration one = parse(text);
            one.setTag("lab", "0123");
            List<MappingNode> tags = YamlText.mappings(one.root(), "Tags");
            assertEquals("lab", YamlText.text(tags.get(0), "Key"));
            assertEquals("0123", YamlText.text(tags.get(0), "Value"));
            assertEquals(Tag.STR, YamlText.find(tags.get(0), "Value").getTag());
            assertEquals(text.contains("Key") ? 2 : 1, tags.size());
        }
        assertThrows(OperationException.class, () -> parse("Tags: &t\n- Key: a").setTag("c", "d"));
        assertThrows(OperationException.class, () -> parse("Tags: none").setTag("a", "b"));
    }

    @Test
    public void theDigestDependsOnContentAndNotOnStyle() throws Exception {
        String digest = parse("a: 1\nb: {c: x, d: [1, 2]}\n").digest();
        assertEquals(64, digest.length());
        assertEquals(
                digest,
                parse("# said otherwise\nb:\n  d:\n  - 1\n  - 2\n  c: \"x\"\na: 1\n")
                        .digest());
        assertNotEquals(digest, parse("a: 1\nb: {c: x, d: [2, 1]}\n").digest());
        assertNotEquals(digest, parse("a: '1'\nb: {c: x, d: [1, 2]}\n").digest());
        assertNotEquals(digest, parse("a: 1\nb: {c: d, x: [1, 2]}\n").digest());
    }

    @Test
    public void errorsNameLineAndKey() {
        assertThat(
                refusal("Region: eu", "Image: [", "x"), startsWith("cluster.yaml, line 3: cannot be read as YAML: "));
        assertThat(refusal("HeadNode:", "  Ssh: {}", "  Ssh: {}"), startsWith("cluster.yaml, line 3, HeadNode/Ssh: "));
        assertThat(refusal("- a"), containsString("has no keys at the top level"));
        assertThat(refusal(""), containsString("has no keys at the top level"));
        assertThat(refusal("? [a]", ": b"), startsWith("cluster.yaml, line 1, at the top: has a key"));
        assertThat(refusal("a: 1", "---", "b: 2"), startsWith("cluster.yaml, line 2: cannot be read as YAML"));
        assertThat(
                assertThrows(OperationException.class, () -> new NodeImages(parse("\nImage: none"))
                                .setForNewCluster(AMI))
                        .getMessage(),
                startsWith("cluster.yaml, line 2, Image: "));
        assertThat(
                assertThrows(OperationException.class, () -> new NodeImages(parse("a: b")).setForNewCluster("latest"))
                        .getMessage(),
                startsWith("customAmi: 'latest'"));
        assertThat(
                ClusterRequest.PARAMETERS.find("customAmi").orElseThrow().problemsOfText("ami-0123456789"),
                contains(startsWith("customAmi: 'ami-0123456789' is not the id of an image")));
    }

    @Test
    public void rejectsATagThatNamesAClass() {
        assertThat(
                refusal("Image:", "  Os: !!javax.script.ScriptEngineManager [x]"),
                allOf(startsWith("cluster.yaml, line 2: "), containsString("tag is not allowed")));
        assertThat(refusal("Image: !Ref x"), startsWith("cluster.yaml, line 1, Image: has the tag "));
        assertThat(refusal("!!java.net.URL x: y"), containsString("tag is not allowed"));
    }
}
