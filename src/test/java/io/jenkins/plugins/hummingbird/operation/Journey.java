package io.jenkins.plugins.hummingbird.operation;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tests' driver: makes the moves of an errand by a clock moved by hand, each in a process of its own as it were. */
final class Journey {
    private static final int MOST_MOVES = 1000;

    final TestContext ground;
    private Errand errand;
    private int moves;

    Journey(Path root) throws IOException {
        this(root, new Errand("errand-1"));
    }

    Journey(Path root, Errand errand) throws IOException {
        ground = new TestContext(root);
        take(errand);
    }

    private void take(Errand other) {
        errand = other;
        ground.bear(other);
    }

    Errand errand() {
        return errand;
    }

    /** Makes one move; it is not read again. */
    Next move() {
        assertTrue("comes to no end", ++moves < MOST_MOVES);
        Next next = errand.move(ground);
        ground.checkPower();
        return next;
    }

    /** Makes a move, reads the state again, and lets the time pass that the errand wants. */
    Next moveAndReload() throws IOException {
        Next next = move();
        reload();
        ground.pass(next.delay());
        return next;
    }

    /** Drops what is in memory and reads the state file, or begins anew where there is none. */
    void reload() throws IOException {
        take(ground.file.exists() ? (Errand) ground.file.read() : new Errand(errand.id()));
    }

    void moves(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            moveAndReload();
        }
    }

    /** Goes on to the end, reading the state after each move. */
    Outcome finish() throws IOException {
        Next next;
        do {
            next = moveAndReload();
        } while (!next.over());
        return errand.outcome();
    }

    /** What there is outside. */
    List<String> outside() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(ground.outside)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names.stream().sorted().toList();
    }

    void assertUndone() throws IOException {
        assertEquals(List.of(), outside());
        assertEquals(
                "lines that people saw twice: " + ground.shown,
                ground.shown.size(),
                ground.shown.stream().distinct().count());
    }
}
