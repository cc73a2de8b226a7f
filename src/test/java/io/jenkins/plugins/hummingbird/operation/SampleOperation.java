package io.jenkins.plugins.hummingbird.operation;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An operation for tests: creates three files outside its folder, polls until they are ready, and counts them. Undoing
 * removes the files.
 */
final class SampleOperation extends Operation<TestContext> {
    private static final long serialVersionUID = 1L;

    /** The number of moves without failures. */
    static final int MOVES = 8;

    /** Every control character, the special characters of XML, and characters of every length in UTF-8. */
    static final String SPECIAL_TEXT = specialText();

    private enum Phase {
        PLAN,
        MAKE,
        WAIT,
        COUNT
    }

    private static final class Thing implements Serializable {
        private static final long serialVersionUID = 1L;
        private final String name;
        private boolean made;

        Thing(String name) {
            this.name = name;
        }
    }

    private Phase phase = Phase.PLAN;
    private int looks;
    private final ArrayList<Thing> things = new ArrayList<>();
    private final LinkedHashMap<String, Long> seen = new LinkedHashMap<>();
    private String words = "";
    private Instant deadline;
    private Duration patience;
    private Duration longestRetryDelay;
    private boolean notRemovable;
    private boolean remainsUnknown;
    private String host = "";

    /** Gives fields that a state file lacks their initial values. */
    private SampleOperation() {
        this(null);
    }

    SampleOperation(String id) {
        super(id);
    }

    private static String specialText() {
        StringBuilder text = new StringBuilder();
        for (char c = 0; c < 0x20; c++) {
            text.append(c);
        }
        return text.append("\u007f\u0085\u2028<a>&amp;]]>\"' \uFEFFÄ\uFFFE\uD83D\uDC26 ")
                .toString();
    }

    SampleOperation withDeadline(Instant time) {
        deadline = time;
        return this;
    }

    SampleOperation withPatience(Duration time) {
        patience = time;
        return this;
    }

    SampleOperation onHost(String where) {
        host = where;
        return this;
    }

    SampleOperation withLongestRetryDelay(Duration time) {
        longestRetryDelay = time;
        return this;
    }

    @Override
    protected Duration longestRetryDelay() {
        return longestRetryDelay == null ? super.longestRetryDelay() : longestRetryDelay;
    }

    /** Makes undoing unable to remove the files. */
    SampleOperation notRemovable() {
        notRemovable = true;
        return this;
    }

    /** Makes it throw when it is asked what remains. */
    SampleOperation remainsUnknown() {
        remainsUnknown = true;
        return this;
    }

    @Override
    protected Next advance(TestContext context) throws IOException, OperationException {
        context.step();
        Next next =
                switch (phase) {
                    case PLAN -> plan(context);
                    case MAKE -> make(context);
                    case WAIT -> look(context);
                    case COUNT -> count(context);
                };
        context.step();
        return next;
    }

    private Next plan(TestContext context) {
        things.clear();
        for (String name : List.of("one", "two", "three")) {
            things.add(new Thing(name));
        }
        words = SPECIAL_TEXT;
        context.log("planned");
        phase = Phase.MAKE;
        return Next.now();
    }

    private Next make(TestContext context) throws IOException {
        for (Thing thing : things) {
            if (!thing.made) {
                context.save();
                Path file = context.outside.resolve(thing.name);
                if (!Files.exists(file)) {
                    Files.createFile(file);
                }
                thing.made = true;
                context.log("made " + thing.name);
                break;
            }
        }
        if (things.stream().allMatch(thing -> thing.made)) {
            phase = Phase.WAIT;
        }
        return Next.now();
    }

    private Next look(TestContext context) {
        looks++;
        seen.put("look " + looks + " \uD83D\uDC26", context.now().toEpochMilli());
        if (looks == 3) {
            context.log("ready");
            phase = Phase.COUNT;
        }
        return Next.in(Duration.ofSeconds(30));
    }

    private Next count(TestContext context) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put(
                "things",
                new ArrayList<>(things.stream().map(thing -> thing.name).toList()));
        result.put("looks", (long) looks);
        result.put("seen", new LinkedHashMap<>(seen));
        result.put("words", words);
        result.put("complete", true);
        context.log("counted");
        return done(result);
    }

    @Override
    protected Next undo(TestContext context) throws IOException, OperationException {
        context.step();
        for (Thing thing : things) {
            if (!notRemovable && Files.deleteIfExists(context.outside.resolve(thing.name))) {
                context.log("removed " + thing.name);
                return Next.now();
            }
        }
        return notRemovable ? Next.in(Duration.ofSeconds(7)) : undone();
    }

    @Override
    protected String remains() {
        if (remainsUnknown) {
            throw new IllegalStateException("of a test");
        }
        return things.isEmpty() ? "" : "Some things may remain outside: remove them.";
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    protected Instant deadline() {
        return deadline;
    }

    @Override
    protected Duration patience() {
        return patience;
    }
}
