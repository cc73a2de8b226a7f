package io.jenkins.plugins.hummingbird.submit.results;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.headnode.NulSplitter;
import io.jenkins.plugins.hummingbird.submit.images.IndexFiles;
import io.jenkins.plugins.hummingbird.submit.inputs.InputStates;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a head node answers has limits, also where it is small because it is compressed. */
public class BoundedAnswersTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private interface Use {
        void of(Path answer) throws Exception;
    }

    private Path gzip(String begin, int mebibytes) throws IOException {
        Path answer = folder.newFile().toPath();
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(answer))) {
            out.write(begin.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < mebibytes; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        return answer;
    }

    private static String complaint(Path answer, Use use) {
        return assertThrows(OperationException.class, () -> use.of(answer)).getMessage();
    }

    /** 398 KiB that unpack to one line of 400 MiB. */
    @Test
    public void aCompressedLineWithoutAnEndIsNotUnpackedToItsEnd() throws Exception {
        Path answer = gzip("", 400);
        assertThat(Files.size(answer), lessThan(512L << 10));
        String tooLong = "has a line of more than 128 KiB";
        assertThat(complaint(answer, path -> new InputStates(path).next()), containsString(tooLong));
        assertThat(complaint(answer, path -> new IndexFiles(path, "/images", 10)), containsString(tooLong));
    }

    @Test
    public void indexFilesHaveNoMoreBytesThanWereAskedForWhateverTheFirstLineSays() throws Exception {
        Path answer = gzip("5\n5\nabcde6\nabcdef", 0);
        try (IndexFiles files = new IndexFiles(answer, "/images", 10)) {
            assertThat(new String(files.next("a").readAllBytes(), StandardCharsets.UTF_8), is("abcde"));
            assertThat(
                    assertThrows(OperationException.class, () -> files.next("b"))
                            .getMessage(),
                    containsString("below /images have 11 bytes together, and up to 10 are read"));
        }
        Path huge = gzip("5\n999999999999999999\n", 0);
        assertThat(complaint(huge, path -> new IndexFiles(path, "/images", 10).next("a")), containsString("up to 10"));
        assertThrows(IOException.class, () -> new IndexFiles(gzip("welcome\n", 0), "/images", 10));
    }

    @Test
    public void anEntryOfAListWithoutAnEndIsNotKept() throws Exception {
        Path list = folder.newFile().toPath();
        Files.write(list, new byte[] {'a', 0});
        byte[] letters = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        Files.write(list, letters, StandardOpenOption.APPEND);
        List<String> taken = new ArrayList<>();
        assertThat(
                complaint(list, path -> NulSplitter.split(path, taken::add)),
                containsString("has an entry of more than 128 KiB"));
        assertThat(taken, is(List.of("a")));
    }

    @Test
    public void aRecordIsWhatTasksWrite() {
        String record = "7\t0.0\tcompleted\t0\t4\t4\tnode1\t1\t2\t\t0\t";
        assertThat(GroupRecord.parseLine(record).group(), is(7));
        assertThat(GroupRecord.parseLine(record.replace("0.0", "../../x")) == null, is(true));
        assertThat(GroupRecord.parseLine(record.replace("node1", "n".repeat(2000))) == null, is(true));
    }
}
