package io.jenkins.plugins.hummingbird.submit.board;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RoundTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void theFirstHasEveryGroupOnce() {
        Round round = Round.first(3, Set.of());
        assertThat(round.size(), is(3));
        assertThat(List.of(round.group(1), round.group(2), round.group(3)), is(List.of(1, 2, 3)));
        assertThat(round.alike(0), is(3));
        assertThat(round.alike(2), is(1));
    }

    @Test
    public void tasksOfOneAmountOfMemoryStandTogetherInTheirOrder() {
        Round round = Round.of(
                1,
                List.of(
                        new Round.Task(4, 2),
                        new Round.Task(5, 1),
                        new Round.Task(9, 2),
                        new Round.Task(12, 1),
                        new Round.Task(13, 4)));
        assertThat(round.alike(0), is(2));
        assertThat(round.group(1), is(5));
        assertThat(round.group(2), is(12));
        assertThat(round.alike(2), is(2));
        assertThat(round.group(3), is(4));
        assertThat(round.factor(3), is(2));
        assertThat(round.alike(3), is(1));
        assertThat(round.factor(5), is(4));
    }

    @Test
    public void isTheSameWhenItIsReadAgain() throws Exception {
        Round.of(2, List.of(new Round.Task(70, 2), new Round.Task(3, 1)))
                .write(folder.getRoot().toPath());
        assertThat(Files.readString(folder.getRoot().toPath().resolve("round-2")), is("3 1\n70 2\n"));
        Round read = Round.read(folder.getRoot().toPath(), 2);
        assertThat(read.number(), is(2));
        assertThat(read.group(2), is(70));
        assertThat(read.factor(2), is(2));
    }
}
