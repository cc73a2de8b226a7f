package io.jenkins.plugins.hummingbird.operation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** An {@link Error} in a move ends that operation with a message, and nothing else. */
public class OperationErrorTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Outcome failAtStepFour(Error error) throws Exception {
        SampleOperationDriver driver =
                new SampleOperationDriver(folder.newFolder().toPath());
        driver.context.failAt(4, () -> {
            throw error;
        });
        try (SystemLog log = new SystemLog(Operation.class)) {
            Outcome outcome = driver.finish();
            assertThat(log.awaitThrown(), is(sameInstance(error)));
            assertThat(outcome.kind(), is(Outcome.Kind.FAILED));
            driver.assertUndone();
            return outcome;
        }
    }

    @Test
    public void anErrorInAMoveUndoesRunningWorkAndSaysWhatToDo() throws Exception {
        assertThat(
                failAtStepFour(new OutOfMemoryError("Java heap space")).message(),
                startsWith("Jenkins ran out of memory (Java heap space): give its Java process more"));
        assertThat(
                failAtStepFour(new NoClassDefFoundError("org/apache/sshd/Client"))
                        .message(),
                allOf(containsString("org/apache/sshd/Client"), containsString("Update the plugins")));
        for (Error error : List.of(new StackOverflowError(), new AssertionError("of a test"))) {
            assertThat(
                    failAtStepFour(error).message(),
                    is("an error in Hummingbird itself: " + error + ". The Jenkins system log has the details."));
        }
    }

    @Test
    public void anErrorDuringUndoingDoesNotEndIt() throws Exception {
        SampleOperationDriver driver =
                new SampleOperationDriver(folder.newFolder().toPath());
        driver.moves(3);
        driver.operation().stop();
        driver.context.failAt(driver.context.steps() + 1, () -> {
            throw new StackOverflowError();
        });
        try (SystemLog log = new SystemLog(Operation.class)) {
            Outcome outcome = driver.finish();
            assertThat(log.awaitThrown().getClass(), is((Object) StackOverflowError.class));
            assertThat(outcome.kind() + outcome.message(), is("STOPPED"));
        }
    }

    @Test
    public void anErrorInSayingWhatRemainsHidesNoReasonAndKeepsNothingFromEnding() throws Exception {
        SampleOperationDriver driver = new SampleOperationDriver(
                folder.newFolder().toPath(),
                new SampleOperation("sample-1").notRemovable().remainsUnknown());
        driver.context.failAt(4, () -> {
            throw new OperationException("There are too many things.");
        });
        try (SystemLog log = new SystemLog(Operation.class)) {
            Outcome outcome = driver.finish();
            assertThat(log.awaitThrown().getMessage(), is("of a test"));
            assertThat(outcome.kind(), is(Outcome.Kind.FAILED));
            assertThat(
                    outcome.message(),
                    allOf(startsWith("There are too many things."), containsString("system log has the details")));
        }
    }

    @Test
    public void anErrorWhileTheStateIsWrittenEndsTheOperationOnce() throws Exception {
        SampleOperationDriver driver =
                new SampleOperationDriver(folder.newFolder().toPath());
        driver.moves(3);
        driver.context.saveError = () -> {
            throw new StackOverflowError();
        };
        try (SystemLog log = new SystemLog(Operation.class)) {
            Next next;
            do {
                next = driver.move();
            } while (!next.over());
            assertThat(log.awaitThrown().getClass(), is((Object) StackOverflowError.class));
            assertThat(driver.operation().outcome().kind(), is(Outcome.Kind.FAILED));
        }
    }
}
