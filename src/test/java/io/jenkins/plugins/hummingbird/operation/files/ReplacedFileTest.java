package io.jenkins.plugins.hummingbird.operation.files;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A file is replaced as a whole or not at all. */
public class ReplacedFileTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path file;

    @Before
    public void begin() throws IOException {
        file = temporary.newFolder().toPath().resolve("records");
    }

    private static ByteBuffer bytes(String text) {
        return StandardCharsets.UTF_8.encode(text);
    }

    private void assertOnlyFileHolds(String text) throws IOException {
        assertThat(Files.readString(file), is(text));
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files.toList(), is(List.of(file)));
        }
    }

    @Test
    public void theContentTakesThePlaceOfTheOld() throws Exception {
        ReplacedFile.write(file, part -> Files.writeString(part, "first"));
        ReplacedFile.write(file, part -> Files.writeString(part, "second"));
        assertOnlyFileHolds("second");
        ReplacedFile.writeDurably(file, bytes("third"));
        assertOnlyFileHolds("third");
    }

    @Test
    public void contentThatCannotBeWrittenLeavesTheOld() throws Exception {
        ReplacedFile.write(file, part -> Files.writeString(part, "old"));
        IllegalStateException e = assertThrows(
                IllegalStateException.class,
                () -> ReplacedFile.<IllegalStateException>write(file, part -> {
                    Files.writeString(part, "half");
                    throw new IllegalStateException("broken off");
                }));
        assertThat(e.getMessage(), is("broken off"));
        assertThat(Files.readString(file), is("old"));
        ReplacedFile.writeDurably(file, bytes("new"));
        assertOnlyFileHolds("new");
    }

    @Test
    public void durableContentIsForcedToTheDiskBeforeItHasItsName() throws Exception {
        Path part = temporary.newFolder().toPath().resolve("part");
        Set<Path> forced = ForcedFiles.during(
                temporary.getRoot().toPath(), () -> ReplacedFile.writeDurably(part, file, bytes("content")));
        assertThat(forced, is(Set.of(part, file.getParent())));
        assertOnlyFileHolds("content");
        assertThat(Files.exists(part), is(false));
    }

    @Test
    public void contentThatMayBeLostIsNotForced() throws Exception {
        Set<Path> forced = ForcedFiles.during(
                temporary.getRoot().toPath(),
                () -> ReplacedFile.write(file, part -> Files.writeString(part, "content")));
        assertThat(forced, is(Set.of()));
    }
}
