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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The file that holds an operation's state. */
public class StateFileTest {
    private static final String ERRAND = Errand.class.getName();

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path folder;
    private StateFile file;

    @Before
    public void begin() throws IOException {
        folder = temporary.newFolder("errand-1").toPath();
        file = new StateFile(folder);
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    public void thereIsNoneBeforeOneIsWritten() throws Exception {
        assertFalse(file.exists());
        IOException e = assertThrows(NoSuchFileException.class, file::read);
        assertThat(e.getMessage(), containsString("operation.xml"));
    }

    @Test
    public void theFirstWriteLeavesOneFile() throws Exception {
        file.write(new Errand("errand-1"));
        assertTrue(file.exists());
        assertEquals("errand-1", file.read().id());
        assertArrayOfNames("operation.xml");
    }

    @Test
    public void aFolderThatIsNotThereIsNotMade() throws Exception {
        Files.delete(folder);
        assertThrows(NoSuchFileException.class, () -> file.write(new Errand("errand-1")));
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
        file.write(new Errand("old"));
        String whole = Files.readString(folder.resolve("operation.xml"));
        put("operation.xml.new", whole.substring(0, whole.length() / 2).replace("old", "half"));
        assertEquals("old", file.read().id());
        file.write(new Errand("new"));
        assertEquals("new", file.read().id());
        assertArrayOfNames("operation.xml");
    }

    @Test
    public void aLongerRestOfACrashLeavesNothingInTheNextState() throws Exception {
        put("operation.xml.new", "x".repeat(100_000));
        file.write(new Errand("errand-1"));
        assertEquals("errand-1", file.read().id());
        assertThat(Files.readString(folder.resolve("operation.xml")), not(containsString("xxx")));
    }

    @Test
    public void aWriteThatFailsLeavesTheOldState() throws Exception {
        file.write(new Errand("old"));
        // a folder in the place of the temporary file cannot be opened, whoever runs the test
        Files.createDirectories(folder.resolve("operation.xml.new"));
        assertThrows(IOException.class, () -> file.write(new Errand("new")));
        assertEquals("old", file.read().id());
    }

    private Object identity() throws IOException {
        return Files.readAttributes(folder.resolve("operation.xml"), BasicFileAttributes.class)
                .fileKey();
    }

    @Test
    public void aStateThatHasNotChangedIsNotWrittenAgain() throws Exception {
        Errand errand = new Errand("errand-1");
        file.write(errand);
        Object first = identity();
        file.write(errand);
        assertEquals(first, identity());
        errand.until(Instant.parse("2030-02-03T04:05:06Z"));
        file.write(errand);
        assertFalse(first.equals(identity()));
        assertEquals(errand.deadline(), ((Errand) file.read()).deadline());
    }

    @Test
    public void aStateIsWrittenAgainWhereTheFileIsGone() throws Exception {
        file.write(new Errand("errand-1"));
        Files.delete(folder.resolve("operation.xml"));
        file.write(new Errand("errand-1"));
        assertEquals("errand-1", file.read().id());
    }

    @Test
    public void aStateIsWrittenAgainAfterAWriteThatFailed() throws Exception {
        Errand errand = new Errand("errand-1");
        file.write(errand);
        Path next = Files.createDirectories(folder.resolve("operation.xml.new"));
        Instant later = Instant.parse("2030-02-03T04:05:06Z");
        assertThrows(IOException.class, () -> file.write(new Errand("errand-1").until(later)));
        assertThrows(IOException.class, () -> file.write(new Errand("errand-1").until(later)));
        // it is not known what such a write has left
        assertThrows(IOException.class, () -> file.write(errand));
        Files.delete(next);
        file.write(new Errand("errand-1").until(later));
        assertEquals(later, ((Errand) file.read()).deadline());
    }

    @Test
    public void aStateThatCannotBePutInPlaceIsSaid() throws Exception {
        Files.createDirectories(folder.resolve("operation.xml/occupied"));
        assertThrows(IOException.class, () -> file.write(new Errand("new")));
    }

    @Test
    public void everyKindOfFieldAndEveryCharacterSurvives() throws Exception {
        Journey journey = new Journey(folder);
        journey.errand().until(Instant.parse("2030-02-03T04:05:06.789Z"));
        Outcome end = journey.finish();
        assertEquals(Errand.AWKWARD, end.result().get("words"));
        Outcome read = journey.ground.file.read().outcome();
        assertEquals(end.result(), read.result());
        assertEquals(
                List.copyOf(end.result().keySet()), List.copyOf(read.result().keySet()));
        assertEquals(Boolean.TRUE, read.result().get("whole"));
        assertEquals(Instant.parse("2030-02-03T04:05:06.789Z"), journey.errand().deadline());
    }

    @Test
    public void halfASurrogatePairComesBackAsItWas() throws Exception {
        String halves = "\uD83D first, \uDC26 second, \uDC26\uD83D the wrong way round, \uD83D\uDC26 whole, \uD83D";
        file.write(new Errand(halves));
        assertEquals(halves, file.read().id());
        file.write(file.read());
        assertEquals(halves, file.read().id());
    }

    @Test
    public void aFieldOfAnotherVersionIsIgnored() throws Exception {
        file.write(new Errand("errand-1"));
        String known = Files.readString(folder.resolve("operation.xml"));
        String more =
                "<shoeSize>43</shoeSize><hat class=\"linked-hash-map\"><entry><string>a</string><int>1</int></entry>"
                        + "</hat><coat><lining>red</lining></coat>";
        put("operation.xml", known.replace("</" + ERRAND + ">", more + "</" + ERRAND + ">"));
        assertEquals("errand-1", file.read().id());
    }

    @Test
    public void aFieldThatAnEarlierVersionDidNotHaveIsEmpty() throws Exception {
        put("operation.xml", "<" + ERRAND + "><id>errand-1</id></" + ERRAND + ">");
        Errand errand = (Errand) file.read();
        assertEquals("errand-1", errand.id());
        assertNull(errand.outcome());
    }

    @Test
    public void anOperationThatAnEarlierVersionSavedGoesOnAndIsUndone() throws Exception {
        for (boolean stopped : List.of(false, true)) {
            Journey journey = new Journey(temporary.newFolder().toPath());
            journey.moves(3);
            if (stopped) {
                journey.errand().stop();
                journey.moveAndReload();
            }
            Path state = journey.ground.folder().resolve("operation.xml");
            String saved = Files.readString(state);
            String earlier = saved.replaceAll(stopped ? "(?s)<time>.*?</time>" : "(?s)<undo>.*?</undo>", "");
            assertThat(earlier, not(is(saved)));
            Files.writeString(state, earlier);
            journey.reload();
            assertEquals(
                    stopped ? Outcome.Kind.STOPPED : Outcome.Kind.DONE,
                    journey.finish().kind());
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
        Journey journey = new Journey(folder);
        journey.finish();
        Path written = folder.resolve("operation/operation.xml");
        String evil = "<string>evil</string><java.lang.ProcessBuilder/>";
        String state =
                Files.readString(written).replaceFirst("<string>whole</string>\\s*<boolean>true</boolean>", evil);
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
    public void whatIsNoOperationIsSaidWithTheFilesName() throws Exception {
        for (String text : List.of("", "<", "<string>a</string>", "<unknown.Thing/>", "no XML", "\u0000\u0001")) {
            put("operation.xml", text);
            IOException e = assertThrows(text, IOException.class, file::read);
            assertThat(e.getMessage(), containsString("operation.xml does not hold the state of an operation"));
        }
    }

    @Test
    public void aStateThatIsCutOffIsSaid() throws Exception {
        file.write(new Errand("errand-1"));
        String whole = Files.readString(folder.resolve("operation.xml"));
        for (int length = 0; length < whole.strip().length(); length += 7) {
            put("operation.xml", whole.substring(0, length));
            assertThrows(IOException.class, file::read);
        }
    }
}
