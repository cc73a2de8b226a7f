package io.jenkins.plugins.hummingbird.submit.objects;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.CellProfilerRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.emulator.S3Bucket;
import io.jenkins.plugins.hummingbird.submit.plates.Plates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/**
 * What a real CellProfiler records of objects that it reads from S3 itself, and of local copies of them with stage.py and
 * unstage.py around it: the same, in spreadsheets and in databases.
 */
public class RecordedPathsTest {
    /** CellProfiler itself cannot read a key with a plus sign: it asks for a blank. */
    private static final List<String> KEYS = List.of(
            "plate one/A01 s1, ü (x) %.tif", "plate one/A01_s1_wActin.tif", "A01_s2_wDNA.tif", "d/e%20f/A01%41_s2.tif");

    private static final List<String> FILES =
            List.of("A01_s1_wDNA.tif", "A01_s1_wActin.tif", "A01_s2_wDNA.tif", "A01_s2_wActin.tif");

    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @ClassRule
    public static final CellProfilerRule CELL_PROFILER = new CellProfilerRule();

    @Rule
    public final S3Bucket bucket = new S3Bucket(AWS);

    @Rule
    public final ObjectPrograms programs = new ObjectPrograms(AWS, ObjectPrograms.Client.BOTO3);

    private Path resource(Class<?> of, String name) throws IOException {
        Path file = programs.root().resolve(name.substring(name.lastIndexOf('/') + 1));
        return Files.write(file, of.getResourceAsStream(name).readAllBytes());
    }

    private Path run(String name, Path table) throws Exception {
        Path results = Files.createDirectory(programs.root().resolve(name));
        Path log = programs.root().resolve(name + ".log");
        List<String> words = new ArrayList<>(List.of(CELL_PROFILER.command(), "-c", "-r", "-p"));
        words.add(resource(getClass(), "/io/jenkins/plugins/hummingbird/submit/scripts/measurements.cppipe")
                .toString());
        words.addAll(List.of("-i", programs.root() + "/images", "--data-file", table.toString(), "-o", results + ""));
        ProcessBuilder builder =
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(programs.identity());
        builder.environment().put("HOME", programs.root().toString());
        // the order in which it lists channels
        builder.environment().put("PYTHONHASHSEED", "0");
        int code = builder.start().waitFor();
        assertThat(Files.readString(log), code, is(0));
        return results;
    }

    @Test
    public void areThoseOfCellProfilerReadingFromS3() throws Exception {
        TestSet.takesMinutes();
        Path images = programs.root().resolve("images");
        Plates.make(images, "--intact", "--plates", "P1", "--wells", "A01", "--sites", "2");
        StagedGroup group = new StagedGroup(programs, bucket);
        group.folder = programs.root().resolve("s3 ü");
        for (int i = 0; i < KEYS.size(); i++) {
            group.object(KEYS.get(i), Files.readAllBytes(images.resolve("P1").resolve(FILES.get(i))));
        }
        List<String> urls = KEYS.stream().map(bucket::url).toList();
        String table = "Metadata_Plate,Metadata_Well,Metadata_Site,URL_DNA,URL_Actin\n"
                + "P1,A01,1,\"" + urls.get(0) + "\"," + urls.get(1) + "\n"
                + "P1,A01,2," + urls.get(2) + ',' + urls.get(3) + "\n";
        Path ofUrls = Files.writeString(programs.root().resolve("urls.csv"), table);
        Path expected = run("native", ofUrls);
        programs.succeeded(group.table(table));
        Path ofFiles = Files.writeString(programs.root().resolve("files.csv"), group.rewritten());
        Path results = run("staged", ofFiles);
        programs.succeeded(programs.run("unstage.py", results.toString(), group.folder.toString()));
        Files.move(resource(getClass(), "compare-results.py"), programs.root().resolve("plan/compare-results.py"));
        programs.succeeded(programs.run("compare-results.py", expected.toString(), results.toString()));
        assertThat(Integer.parseInt(programs.out.strip()), is(greaterThan(10_000)));
    }
}
