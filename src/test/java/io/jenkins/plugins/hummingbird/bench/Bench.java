package io.jenkins.plugins.hummingbird.bench;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Measures one part of a submission and prints a table; src/local/bench starts it. */
public final class Bench {
    /** Kept: a level that is set is forgotten with its logger. */
    private static final Logger SSHD = Logger.getLogger("org.apache.sshd");

    private Bench() {}

    /** @param args the part, the folder of a head node, and for {@code array} a Python that has submitit */
    public static void main(String[] args) throws Exception {
        SSHD.setLevel(Level.WARNING);
        HeadNode headNode = new HeadNode(Path.of(args[1]));
        switch (args[0]) {
            case "plan" -> PlanBench.run(headNode);
            case "array" -> new ArrayBench(headNode, Path.of(args[2])).run();
            case "many" -> ManyBench.run(headNode);
            case "screen" -> ScreenBench.run(headNode);
            case "poll" -> PollBench.run(headNode);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }
}
