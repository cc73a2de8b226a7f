package io.jenkins.plugins.hummingbird.submit.objects;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.CellProfilerRule;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cellprofiler.PipelineText;
import io.jenkins.plugins.hummingbird.emulator.S3Bucket;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.plates.Plates;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.RuleChain;

/** A pipeline without LoadData, whose images are in S3, through a real CellProfiler. */
public class RealFileListsInS3Test {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.with().cpus(2).build();

    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @ClassRule
    public static final CellProfilerRule CELL_PROFILER = new CellProfilerRule();

    private final S3Bucket bucket = new S3Bucket(AWS);
    private final Cluster cluster = new Cluster(HEAD_NODE);

    @Rule
    public final RuleChain rules = RuleChain.outerRule(bucket).around(cluster);

    private void upload(Path images) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(images)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            bucket.put("2026/" + images.relativize(file), Files.readAllBytes(file));
        }
    }

    private Outcome run(SubmitRequest request) throws Exception {
        try (AwsClients aws = AwsClients.open(AWS.access())) {
            TestSubmitContext jenkins = TestSubmitContext.of(cluster, aws, request);
            Outcome outcome = jenkins.runToEnd();
            assertThat(outcome.message() + jenkins.log, outcome.kind(), is(Outcome.Kind.DONE));
            return outcome;
        }
    }

    private String result(String group, String name) throws IOException {
        return Files.readString(cluster.output().resolve(group).resolve(name));
    }

    @Test
    public void measureTheSameAsFromAFolderAndRecordTheUrls() throws Exception {
        TestSet.takesMinutes();
        NodeIdentity.give(HEAD_NODE, AWS, AWS.endpoint());
        Path images = cluster.folder().resolve("images");
        Plates.make(images, "--intact", "--plates", "0123", "P2", "--wells", "A01", "--sites", "1");
        upload(images);
        SubmitRequest request = cluster.requestFor("");
        request.dataFileText = "";
        request.pipelineText = Plates.nucleiOf(PipelineText.ofPlates().text());
        request.cellprofiler = CELL_PROFILER.command();
        request.memory = "1G";
        request.images = images.toString();
        assertThat(run(request).result().get("completed"), is(2L));
        String nuclei = result("0123", "Nuclei.csv");
        String image = result("0123", "Image.csv");

        request.images = "s3://" + bucket.name() + "/2026";
        assertThat("other inputs", run(request).result().get("completed"), is(2L));
        assertThat(result("0123", "Nuclei.csv"), is(nuclei));
        assertThat(image, containsString(images + "/0123"));
        String ofS3 = result("0123", "Image.csv");
        assertThat(ofS3, containsString("s3://" + bucket.name() + "/2026/0123"));
        assertThat(ofS3, not(containsString("hummingbird-")));
        assertThat("once more", run(request).result().get("skipped"), is(2L));
    }
}
