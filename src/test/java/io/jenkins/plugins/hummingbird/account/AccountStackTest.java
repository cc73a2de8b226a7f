package io.jenkins.plugins.hummingbird.account;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.Assert.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.PclusterRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Stacks of docs/examples/account.yaml in the emulated AWS. It does not enforce what policies and security groups say, and has of
 * an EC2 Instance Connect Endpoint only the id; ParallelCluster's own policies are stand-ins with their names.
 */
public class AccountStackTest {
    private static final String PARALLEL_CLUSTER =
            "ParallelClusterClusterPolicy1, ParallelClusterClusterPolicy2," + " ParallelClusterLogRetrievalPolicy";

    @ClassRule
    public static final AwsRule AWS = AwsRule.own();

    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    @Rule
    public final PclusterRule pcluster = new PclusterRule(AWS);

    /** By the names of outputs what they name, as deploy.py says it. */
    private static Map<String, String> things(JsonNode stack) {
        Map<String, String> things = new TreeMap<>();
        stack.get("things")
                .fields()
                .forEachRemaining(one -> things.put(one.getKey(), one.getValue().asText()));
        return things;
    }

    @Test
    public void forAJenkinsOnAnInstanceAllIsThereThatTheOutputsName() throws Exception {
        JsonNode stack = deploy("inside", "KeyName=inside");
        assertThat(stack.get("status").asText(), is("CREATE_COMPLETE"));
        assertThat(stack.at("/outputs/AllowedIps").asText(), is("10.0.0.0/16"));
        Map<String, String> expected = new TreeMap<>(Map.of(
                "VpcId", "10.0.0.0/16",
                "PrivateSubnetId", "10.0.16.0/20, eu-central-1a, nat and vpce",
                "PublicSubnetId", "10.0.0.0/24, eu-central-1a, igw and vpce",
                "HeadNodeSecurityGroupId", "22 from JenkinsSecurityGroup",
                "JenkinsSecurityGroupId", "",
                "KeyName", "ed25519",
                "PrivateKeyParameter", "-----BEGIN OPENSSH PRIVATE KEY-----",
                "JenkinsInstanceProfile", "JenkinsRole: AssumeRoles",
                "FileSystemId", "encrypted; elastic; 10.0.16.0/20, eu-central-1a, nat and vpce: 2049 from 10.0.0.0/16",
                "BakeRoleArn", "BakePolicy for JenkinsRole"));
        expected.put(
                "ClusterRoleArn",
                "ClusterPolicy, DefaultParallelClusterIamAdminPolicy, " + PARALLEL_CLUSTER + " for JenkinsRole");
        assertEquals(expected, things(stack));
    }

    @Test
    public void forAJenkinsElsewhereThereAreAUserAndAnEndpointAndASecondZoneAndABucketIfAskedFor() throws Exception {
        JsonNode stack = deploy(
                "outside",
                "Jenkins=elsewhere",
                "Network=172.20",
                "SecondZone=eu-central-1b",
                "KeyName=outside",
                "Throughput=bursting",
                "Bucket=yes",
                "ImagesBucket=plates");
        assertThat(stack.get("status").asText(), is("CREATE_COMPLETE"));
        assertThat(stack.at("/outputs/ConnectEndpointId").asText(), matchesPattern("eice-[0-9a-f]{17}"));
        String bucket = stack.at("/outputs/ResultsBucketName").asText();
        Map<String, String> expected = new TreeMap<>(Map.of(
                "VpcId", "172.20.0.0/16",
                "PrivateSubnetId", "172.20.16.0/20, eu-central-1a, nat and vpce",
                "PublicSubnetId", "172.20.0.0/24, eu-central-1a, igw and vpce",
                "SecondPrivateSubnetId", "172.20.32.0/20, eu-central-1b, nat and vpce",
                "SecondPublicSubnetId", "172.20.1.0/24, eu-central-1b, igw and vpce",
                "HeadNodeSecurityGroupId", "22 from EndpointSecurityGroup",
                "KeyName", "ed25519",
                "PrivateKeyParameter", "-----BEGIN OPENSSH PRIVATE KEY-----",
                "JenkinsUser", "AssumeRoles",
                "BakeRoleArn", "BakePolicy for JenkinsUser"));
        expected.put(
                "ClusterRoleArn",
                "ClusterPolicy, DefaultParallelClusterIamAdminPolicy, ImagesPolicy, " + PARALLEL_CLUSTER
                        + " for JenkinsUser");
        expected.put(
                "FileSystemId",
                "encrypted; bursting; 172.20.16.0/20, eu-central-1a, nat and vpce: 2049 from 172.20.0.0/16;"
                        + " 172.20.32.0/20, eu-central-1b, nat and vpce: 2049 from 172.20.0.0/16");
        expected.put("ResultsBucketName", "eu-central-1");
        expected.put(
                "NodesPolicyArn",
                "/parallelcluster/ arn:aws:kms:*:*:key/* arn:aws:s3:::" + bucket + " arn:aws:s3:::" + bucket
                        + "/* arn:aws:s3:::plates arn:aws:s3:::plates/*");
        assertEquals(expected, things(stack));
    }

    @Test
    public void parallelClusterTakesTheExampleOfAClusterWithTheOutputs() throws Exception {
        JsonNode outputs = deploy("cluster", "KeyName=cluster", "Network=10.77").get("outputs");
        String example = Files.readString(Path.of("docs/examples/cluster-config.yaml"))
                .replace(
                        "subnet-0123456789abcdef0",
                        outputs.get("PrivateSubnetId").asText())
                .replace("fs-0123456789abcdef0", outputs.get("FileSystemId").asText())
                .replaceAll("KeyName: .*", "KeyName: " + outputs.get("KeyName").asText())
                .replaceAll(
                        "AllowedIps: .*",
                        "AllowedIps: " + outputs.get("AllowedIps").asText());
        Path configuration = Files.writeString(FOLDER.newFile().toPath(), example);
        JsonNode said = pcluster.check("plates", configuration);
        assertThat(
                said.toString(),
                said.get("message").asText(),
                is("Request would have succeeded, but DryRun flag is set."));
    }

    private static JsonNode deploy(String stack, String... parameters) throws IOException, InterruptedException {
        Path program = FOLDER.newFile().toPath();
        try (InputStream source = AccountStackTest.class.getResourceAsStream("deploy.py")) {
            Files.write(program, source.readAllBytes());
        }
        List<String> command = new ArrayList<>(
                List.of(AWS.python().toString(), program.toString(), stack, AccountTemplate.FILE.toString()));
        command.addAll(List.of(parameters));
        Path errors = FOLDER.newFile().toPath();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        Map<String, String> environment = builder.environment();
        // Nobody's own configuration.
        environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("PYTHON"));
        environment.put("AWS_ENDPOINT_URL", AWS.endpoint().toString());
        environment.put("AWS_DEFAULT_REGION", AWS.region());
        environment.put("AWS_ACCESS_KEY_ID", AWS.property("key"));
        environment.put("AWS_SECRET_ACCESS_KEY", AWS.property("secret"));
        environment.put("NO_PROXY", "127.0.0.1");
        environment.put("no_proxy", "127.0.0.1");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(Files.readString(errors), 0, process.waitFor());
        return new ObjectMapper().readTree(said);
    }
}
