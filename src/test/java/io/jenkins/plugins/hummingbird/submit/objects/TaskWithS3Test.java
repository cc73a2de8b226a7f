package io.jenkins.plugins.hummingbird.submit.objects;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.emulator.S3Bucket;
import io.jenkins.plugins.hummingbird.submit.board.FailureReason;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.scripts.S3Plan;
import io.jenkins.plugins.hummingbird.submit.tasks.TaskRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A task with the programs that copy from S3 and to it, and moto's S3. */
public class TaskWithS3Test {
    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final S3Bucket bucket = new S3Bucket(AWS);

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private TaskRun task;
    private String url;

    @Before
    public void group() throws Exception {
        Path folder = temporary.getRoot().toPath();
        task = new TaskRun(folder, folder.resolve("output"), 1);
        S3Plan s3 = new S3Plan(task.plan, folder);
        for (Map.Entry<String, String> file : RemoteScripts.objects().entrySet()) {
            Files.writeString(task.plan.resolve(file.getKey()), file.getValue());
        }
        Path python = Path.of(System.getProperty("hummingbird.aws", "target/parts/aws/venv/bin/python"))
                .toAbsolutePath();
        s3.command(
                "python3",
                "AWS_ENDPOINT_URL=" + AWS.endpoint() + " AWS_ACCESS_KEY_ID=" + AWS.property("key")
                        + " AWS_SECRET_ACCESS_KEY=" + AWS.property("secret") + " AWS_DEFAULT_REGION=" + AWS.region()
                        + " exec " + python + " \"$@\"");
        task.path = s3.path(task.path);
        bucket.put("plates/P 1/A01 \u00fc.tif", "pixels");
        url = bucket.url("plates/P 1/A01 \u00fc.tif");
        String table = url + ",A01\n";
        int bytes = table.getBytes(StandardCharsets.UTF_8).length;
        Files.writeString(task.plan.resolve("header.csv"), "URL_DNA,Metadata_Well\n");
        Files.writeString(task.plan.resolve("table.csv"), table);
        Files.writeString(task.plan.resolve("index"), "0 " + bytes + " 1 0a1b A01\n");
        String object = url + "\t6\t" + bucket.etag("plates/P 1/A01 \u00fc.tif") + "\n";
        Files.writeString(task.plan.resolve("objects"), object);
        Files.writeString(
                task.plan.resolve("objects.index"), "0 " + object.getBytes(StandardCharsets.UTF_8).length + " 1 6\n");
        s3.urls(bucket.url("results/A01"));
    }

    /** What CellProfiler is given is what it records. */
    private static String success() {
        return "cat \"$temp\"/../s3/*/plates/*/* >\"$output/pixels\"; sets 1; mkdir \"$output/sub\";"
                + " cp \"$temp/../images.csv\" \"$output/sub/Image.csv\"; complete";
    }

    @Test
    public void aGroupIsFetchedAndItsResultsAreCopied() throws Exception {
        GroupRecord record = task.run(success());
        assertThat(record.detail(), record.state(), is("completed"));
        assertThat(record.fetchedBytes(), is(6L));
        assertThat(Files.readString(task.output.resolve("A01/pixels")), is("pixels"));
        assertThat(Files.readString(task.output.resolve("A01/sub/Image.csv")), containsString(url + ",A01"));
        assertThat(
                new TreeSet<>(bucket.keys()),
                is(new TreeSet<>(List.of(
                        "plates/P 1/A01 \u00fc.tif",
                        "results/A01/hummingbird-manifest.tsv",
                        "results/A01/pixels",
                        "results/A01/sub/Image.csv"))));
        Path manifest = task.results(task.published() + ".manifest");
        assertThat(Files.readString(manifest), startsWith(bucket.url("results/A01") + "\t0a1b\nkey\tbytes\tsha256\n"));
        long bytes =
                Files.size(task.output.resolve("A01/pixels")) + Files.size(task.output.resolve("A01/sub/Image.csv"));
        assertThat(record.uploadedBytes(), is(bytes));
    }

    @Test
    public void anObjectThatIsGoneOrReplacedIsTheReason() throws Exception {
        bucket.put("plates/P 1/A01 \u00fc.tif", "PIXELS");
        GroupRecord record = task.run(success());
        assertThat(record.detail(), record.reason(), is(FailureReason.OBJECT_CHANGED));
        assertThat(record.detail(), startsWith(url));
        bucket.delete("plates/P 1/A01 \u00fc.tif");
        record = task.run(success());
        assertThat(record.detail(), record.reason(), is(FailureReason.OBJECT_MISSING));
        assertThat(task.sentence(record), containsString(url + ": 404"));
    }
}
