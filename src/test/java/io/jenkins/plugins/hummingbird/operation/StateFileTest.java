package io.jenkins.plugins.hummingbird.operation;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.CoreMatchers.is;
import static org.hamcrest.CoreMatchers.not;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.thoughtworks.xstream.security.ForbiddenClassException;
import io.jenkins.plugins.hummingbird.operation.files.ForcedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The file that holds an operation's state. */
public class StateFileTest {
    private static final String SAMPLE = SampleOperation.class.getName();

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path folder;
    private StateFile file;

    @Before
    public void begin() throws IOException {
        folder = temporary.newFolder("sample-1").toPath();
        file = new StateFile(folder);
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    public void thereIsNoStateBeforeTheFirstWrite() throws Exception {
        assertFalse(file.exists());
        IOException e = assertThrows(NoSuchFileException.class, file::read);
        assertThat(e.getMessage(), containsString("operation.xml"));
    }

    @Test
    public void theFirstWriteLeavesOneFile() throws Exception {
        file.write(new SampleOperation("sample-1"));
        assertTrue(file.exists());
        assertEquals("sample-1", file.read().id());
        assertArrayOfNames("operation.xml");
    }

    @Test
    public void theStateIsForcedToTheDiskWithItsName() throws Exception {
        Set<Path> forced = ForcedFiles.during(folder, () -> file.write(new SampleOperation("sample-1")));
        assertThat(forced, is(Set.of(folder, folder.resolve("operation.xml.new"))));
    }

    @Test
    public void aMissingFolderIsNotCreated() throws Exception {
        Files.delete(folder);
        assertThrows(NoSuchFileException.class, () -> file.write(new SampleOperation("sample-1")));
        assertFalse(Files.exists(folder));
    }

    private void assertArrayOfNames(String... names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of(names),
                    files.map(one -> one.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    public void theStateSurvivesACrashWhileTheNextIsWritten() throws Exception {
        file.write(new SampleOperation("old"));
        String complete = Files.readString(folder.resolve("operation.xml"));
        put("operation.xml.new", complete.substring(0, complete.length() / 2).replace("old", "half"));
        assertEquals("old", file.read().id());
        file.write(new SampleOperation("new"));
        assertEquals("new", file.read().id());
        assertArrayOfNames("operation.xml");
    }

    @Test
    public void aLongerFileLeftByACrashLeavesNothingInTheNextState() throws Exception {
        put("operation.xml.new", "x".repeat(100_000));
        file.write(new SampleOperation("sample-1"));
        assertEquals("sample-1", file.read().id());
        assertThat(Files.readString(folder.resolve("operation.xml")), not(containsString("xxx")));
    }

    @Test
    public void aWriteThatFailsLeavesTheOldState() throws Exception {
        file.write(new SampleOperation("old"));
        // a folder in place of the temporary file cannot be opened, also by root
        Files.createDirectories(folder.resolve("operation.xml.new"));
        assertThrows(IOException.class, () -> file.write(new SampleOperation("new")));
        assertEquals("old", file.read().id());
    }

    private Object identity() throws IOException {
        return Files.readAttributes(folder.resolve("operation.xml"), BasicFileAttributes.class)
                .fileKey();
    }

    @Test
    public void aStateThatHasNotChangedIsNotWrittenAgain() throws Exception {
        SampleOperation operation = new SampleOperation("sample-1");
        file.write(operation);
        Object first = identity();
        file.write(operation);
        assertEquals(first, identity());
        operation.withDeadline(Instant.parse("2030-02-03T04:05:06Z"));
        file.write(operation);
        assertFalse(first.equals(identity()));
        assertEquals(operation.deadline(), ((SampleOperation) file.read()).deadline());
    }

    @Test
    public void aStateIsWrittenAgainIfTheFileIsGone() throws Exception {
        file.write(new SampleOperation("sample-1"));
        Files.delete(folder.resolve("operation.xml"));
        file.write(new SampleOperation("sample-1"));
        assertEquals("sample-1", file.read().id());
    }

    @Test
    public void aStateIsWrittenAgainAfterAWriteThatFailed() throws Exception {
        SampleOperation operation = new SampleOperation("sample-1");
        file.write(operation);
        Path next = Files.createDirectories(folder.resolve("operation.xml.new"));
        Instant later = Instant.parse("2030-02-03T04:05:06Z");
        assertThrows(IOException.class, () -> file.write(new SampleOperation("sample-1").withDeadline(later)));
        assertThrows(IOException.class, () -> file.write(new SampleOperation("sample-1").withDeadline(later)));
        // it is not known what such a write has left
        assertThrows(IOException.class, () -> file.write(operation));
        Files.delete(next);
        file.write(new SampleOperation("sample-1").withDeadline(later));
        assertEquals(later, ((SampleOperation) file.read()).deadline());
    }

    @Test
    public void aFailedRenameIsReported() throws Exception {
        Files.createDirectories(folder.resolve("operation.xml/occupied"));
        assertThrows(IOException.class, () -> file.write(new SampleOperation("new")));
    }

    @Test
    public void everyKindOfFieldAndEveryCharacterSurvives() throws Exception {
        SampleOperationDriver driver = new SampleOperationDriver(folder);
        driver.operation().withDeadline(Instant.parse("2030-02-03T04:05:06.789Z"));
        Outcome end = driver.finish();
        assertEquals(SampleOperation.SPECIAL_TEXT, end.result().get("words"));
        Outcome read = driver.context.file.read().outcome();
        assertEquals(end.result(), read.result());
        assertEquals(
                List.copyOf(end.result().keySet()), List.copyOf(read.result().keySet()));
        assertEquals(Boolean.TRUE, read.result().get("complete"));
        assertEquals(
                Instant.parse("2030-02-03T04:05:06.789Z"), driver.operation().deadline());
    }

    @Test
    public void halfASurrogatePairIsPreserved() throws Exception {
        String halves = "\uD83D first, \uDC26 second, \uDC26\uD83D the wrong way round, \uD83D\uDC26 complete, \uD83D";
        file.write(new SampleOperation(halves));
        assertEquals(halves, file.read().id());
        file.write(file.read());
        assertEquals(halves, file.read().id());
    }

    @Test
    public void aFieldOfAnotherVersionIsIgnored() throws Exception {
        file.write(new SampleOperation("sample-1"));
        String known = Files.readString(folder.resolve("operation.xml"));
        String more =
                "<shoeSize>43</shoeSize><hat class=\"linked-hash-map\"><entry><string>a</string><int>1</int></entry>"
                        + "</hat><coat><lining>red</lining></coat>";
        put("operation.xml", known.replace("</" + SAMPLE + ">", more + "</" + SAMPLE + ">"));
        assertEquals("sample-1", file.read().id());
    }

    @Test
    public void aFieldThatAnEarlierVersionDidNotHaveIsNull() throws Exception {
        put("operation.xml", "<" + SAMPLE + "><id>operation-1</id></" + SAMPLE + ">");
        SampleOperation operation = (SampleOperation) file.read();
        assertEquals("operation-1", operation.id());
        assertNull(operation.outcome());
    }

    @Test
    public void anOperationSavedByAnEarlierVersionContinuesOrIsUndone() throws Exception {
        for (boolean stopped : List.of(false, true)) {
            SampleOperationDriver driver =
                    new SampleOperationDriver(temporary.newFolder().toPath());
            driver.moves(3);
            if (stopped) {
                driver.operation().stop();
                driver.moveAndReload();
            }
            Path state = driver.context.folder().resolve("operation.xml");
            String saved = Files.readString(state);
            String earlier = saved.replaceAll(stopped ? "(?s)<time>.*?</time>" : "(?s)<undo>.*?</undo>", "");
            assertThat(earlier, not(is(saved)));
            Files.writeString(state, earlier);
            driver.reload();
            assertEquals(
                    stopped ? Outcome.Kind.STOPPED : Outcome.Kind.DONE,
                    driver.finish().kind());
        }
    }

    @Test
    public void aForeignClassIsRefused() throws Exception {
        put(
                "operation.xml",
                "<java.lang.ProcessBuilder><command><string>id</string></command></java.lang.ProcessBuilder>");
        assertRefused();
        put("operation.xml", "<com.thoughtworks.xstream.XStream/>");
        assertRefused();
    }

    @Test
    public void aForeignClassInsideAStateIsRefused() throws Exception {
        SampleOperationDriver driver = new SampleOperationDriver(folder);
        driver.finish();
        Path written = folder.resolve("operation/operation.xml");
        String evil = "<string>evil</string><java.lang.ProcessBuilder/>";
        String state =
                Files.readString(written).replaceFirst("<string>complete</string>\\s*<boolean>true</boolean>", evil);
        assertThat(state, containsString("ProcessBuilder"));
        put("operation.xml", state);
        assertRefused();
    }

    private void assertRefused() {
        IOException e = assertThrows(IOException.class, file::read);
        assertThat(e.getMessage(), containsString("operation.xml does not hold the state of an operation"));
        Throwable cause = e;
        while (cause != null && !(cause instanceof ForbiddenClassException)) {
            cause = cause.getCause();
        }
        assertTrue("not forbidden: " + e, cause != null);
    }

    @Test
    public void contentThatIsNoOperationIsReportedWithTheFileName() throws Exception {
        for (String text : List.of("", "<", "<string>a</string>", "<unknown.Thing/>", "no XML", "\u0000\u0001")) {
            put("operation.xml", text);
            IOException e = assertThrows(text, IOException.class, file::read);
            assertThat(e.getMessage(), containsString("operation.xml does not hold the state of an operation"));
        }
    }

    @Test
    public void aTruncatedStateIsReported() throws Exception {
        file.write(new SampleOperation("sample-1"));
        String complete = Files.readString(folder.resolve("operation.xml"));
        for (int length = 0; length < complete.strip().length(); length += 7) {
            put("operation.xml", complete.substring(0, length));
            assertThrows(IOException.class, file::read);
        }
    }
}
