package io.jenkins.plugins.hummingbird.operation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the moves of a {@link SampleOperation} with a manual clock, reading the state file before each move as a new
 * process would.
 */
final class SampleOperationDriver {
    private static final int MAX_MOVES = 1000;

    final TestContext context;
    private SampleOperation operation;
    private int moves;

    SampleOperationDriver(Path root) throws IOException {
        this(root, new SampleOperation("sample-1"));
    }

    SampleOperationDriver(Path root, SampleOperation operation) throws IOException {
        context = new TestContext(root);
        attach(operation);
    }

    private void attach(SampleOperation other) {
        operation = other;
        context.attach(other);
    }

    SampleOperation operation() {
        return operation;
    }

    /** Makes one move without reading the state again. */
    Next move() {
        assertTrue("does not end", ++moves < MAX_MOVES);
        Next next = operation.move(context);
        context.checkPower();
        return next;
    }

    /** Makes a move, reads the state again, and advances the clock by the requested delay. */
    Next moveAndReload() throws IOException {
        Next next = move();
        reload();
        context.advance(next.delay());
        return next;
    }

    /** Replaces the operation with the one in the state file, or with a new one if there is none. */
    void reload() throws IOException {
        attach(context.file.exists() ? (SampleOperation) context.file.read() : new SampleOperation(operation.id()));
    }

    void moves(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            moveAndReload();
        }
    }

    /** Makes moves until the operation is over, reading the state after each. */
    Outcome finish() throws IOException {
        Next next;
        do {
            next = moveAndReload();
        } while (!next.over());
        return operation.outcome();
    }

    /** Lists the files outside the operation's folder. */
    List<String> outside() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(context.outside)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names.stream().sorted().toList();
    }

    void assertUndone() throws IOException {
        assertEquals(List.of(), outside());
        assertEquals(
                "lines that were logged twice: " + context.lines,
                context.lines.size(),
                context.lines.stream().distinct().count());
    }
}
