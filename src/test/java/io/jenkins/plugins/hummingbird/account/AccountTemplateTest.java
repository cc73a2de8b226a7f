package io.jenkins.plugins.hummingbird.account;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.Assert.assertEquals;

import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.iam.Policy;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.Test;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.events.AliasEvent;

/** docs/examples/account.yaml without an AWS: it says the same as the other files of docs/, and AWS takes it. */
public class AccountTemplateTest {
    /** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html: sent with the call. */
    private static final int MOST_BYTES = 51_200;

    private static final Path CFN_LINT = Path.of("target/parts/cfn-lint/venv/bin/cfn-lint");

    /** The resources, by the files that they repeat. */
    private static final Map<String, String> POLICIES = Map.of(
            "iam-bake.json", "BakePolicy",
            "iam-cluster.json", "ClusterPolicy",
            "iam-s3-jenkins.json", "ImagesPolicy",
            "iam-s3-nodes.json", "NodesPolicy");

    /** With which the template says what the files say. */
    private static final Map<String, String> VALUES =
            Map.of("AWS::Partition", "aws", "ImagesBucket", "images-bucket", "ResultsBucket", "results-bucket");

    private final AccountTemplate template;

    public AccountTemplateTest() throws IOException {
        template = AccountTemplate.read();
    }

    @Test
    public void eachPolicyOfTheDocumentationIsAPolicyOfTheTemplate() throws Exception {
        Set<String> files = new TreeSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("docs"), "iam-*.json")) {
            all.forEach(file -> files.add(file.getFileName().toString()));
        }
        assertEquals(POLICIES.keySet(), files);
        Set<String> policies = new TreeSet<>(POLICIES.values());
        policies.add("AssumeRoles");
        assertEquals(policies, ofType("AWS::IAM::ManagedPolicy"));
    }

    @Test
    public void theStatementsOfEachPolicyAreThoseOfItsFile() throws Exception {
        for (Map.Entry<String, String> one : POLICIES.entrySet()) {
            assertEquals(
                    one.getKey(),
                    Policy.read(Path.of("docs", one.getKey())).statements(),
                    template.policy(one.getValue(), VALUES).statements());
        }
    }

    /** Its own name, or else the role for clusters may not attach it: docs/setup.md. */
    @Test
    public void thePolicyOfTheNodesHasThePathThatParallelClusterAllows() {
        assertThat(
                AccountTemplate.at(template.section("Resources"), "NodesPolicy", "Properties", "Path"),
                is("/parallelcluster/"));
    }

    /** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html */
    @Test
    public void hasNoAliasesWhichCloudFormationDoesNotTakeAndIsShortEnoughToBeSentWithTheCall() throws Exception {
        String text = Files.readString(AccountTemplate.FILE);
        List<Integer> aliases = new ArrayList<>();
        new Yaml().parse(new StringReader(text)).forEach(event -> {
            if (event instanceof AliasEvent) {
                aliases.add(event.getStartMark().getLine() + 1);
            }
        });
        assertThat(aliases, is(empty()));
        assertThat(text.getBytes(StandardCharsets.UTF_8).length, lessThanOrEqualTo(MOST_BYTES));
    }

    @Test
    public void theSetupGuideNamesEachParameterAndEachOutput() throws Exception {
        String guide = Files.readString(Path.of("docs/setup.md"));
        Set<String> missing = new TreeSet<>();
        for (String section : List.of("Parameters", "Outputs")) {
            missing.addAll(template.section(section).keySet());
        }
        missing.removeIf(name -> guide.contains("`" + name + "`"));
        assertThat(missing, is(empty()));
    }

    @Test
    public void whatHoldsDataStaysWhenTheStackIsDeleted() {
        Map<String, Object> kept = new TreeMap<>();
        template.section("Resources").forEach((name, resource) -> {
            Object policy = AccountTemplate.at(resource, "DeletionPolicy");
            if (policy != null) {
                kept.put(name, policy);
            }
        });
        assertEquals(Map.of("FileSystem", "RetainExceptOnCreate", "ResultsBucket", "RetainExceptOnCreate"), kept);
    }

    @Test
    public void cfnLintFindsNothingToSayAboutTheTemplates() throws Exception {
        TestSet.needsProgram(
                Files.isExecutable(CFN_LINT),
                "there is no " + CFN_LINT + "; src/local/cfn-lint/install target/parts/cfn-lint makes it");
        Process process = new ProcessBuilder(
                        CFN_LINT.toString(),
                        "--regions",
                        "eu-central-1",
                        "cn-north-1",
                        "us-gov-west-1",
                        "--",
                        AccountTemplate.FILE.toString(),
                        "docs/examples/directory.yaml")
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(said, 0, process.waitFor());
        assertThat(said, is(""));
    }

    private Set<String> ofType(String type) {
        Set<String> names = new TreeSet<>();
        template.section("Resources").forEach((name, resource) -> {
            if (AccountTemplate.at(resource, "Type").equals(type)) {
                names.add(name);
            }
        });
        return names;
    }
}
