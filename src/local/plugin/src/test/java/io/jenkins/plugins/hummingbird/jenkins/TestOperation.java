package io.jenkins.plugins.hummingbird.jenkins;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.operation.OperationContext;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import jenkins.model.Jenkins;

/** An operation whose side effects, one for each effect, are counted in the {@link SideEffectCounts}. */
public final class TestOperation extends Operation<OperationContext> {
    private static final long serialVersionUID = 1L;

    private final int count;
    private final String end;
    private final long pauseMillis;
    private final String host;
    private int intended;
    private int done;
    private boolean undoneOnce;

    /**
     * @param count of the effects, a move each
     * @param end {@code DONE}, {@code UNSTABLE}, {@code FAILED} or {@code ERROR}
     * @param pauseMillis from one effect to the next
     * @param host where the effects are done
     */
    public TestOperation(String id, int count, String end, long pauseMillis, String host) {
        super(id);
        this.count = count;
        this.end = end;
        this.pauseMillis = pauseMillis;
        this.host = host;
    }

    @Override
    protected Next advance(OperationContext context) throws IOException, OperationException {
        countForeignIdentity();
        Breakpoints.reach("host " + host);
        if (done == count) {
            return end();
        }
        if (intended == done) {
            intended++;
            context.save();
        }
        Breakpoints.reach("intended " + intended);
        if (!SideEffectCounts.contains(id(), "effect " + intended)) {
            SideEffectCounts.add(id(), "effect " + intended);
        }
        Breakpoints.reach("made " + intended);
        done = intended;
        context.log("effect " + done + " is done");
        return Next.in(Duration.ofMillis(pauseMillis));
    }

    private void countForeignIdentity() {
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            SideEffectCounts.add(id(), "as nobody");
        }
    }

    private Next end() throws OperationException {
        Map<String, Object> result = Map.of("effects", (long) count);
        return switch (end) {
            case "DONE" -> done(result);
            case "UNSTABLE" -> unstable("some effects are missing", result);
            case "FAILED" -> throw new OperationException("The test failed: try again.");
            default -> throw new IllegalStateException("a programming error");
        };
    }

    @Override
    protected Next undo(OperationContext context) throws IOException {
        countForeignIdentity();
        if (undoneOnce) {
            Breakpoints.reach("undone");
            return undone();
        }
        undoneOnce = true;
        SideEffectCounts.add(id(), "effects undone");
        context.log("the effects are undone");
        return Next.now();
    }

    public int done() {
        return done;
    }

    public boolean undoneOnce() {
        return undoneOnce;
    }

    @Override
    protected String remains() {
        return "";
    }

    @Override
    public String host() {
        return host;
    }

    @Override
    protected Instant deadline() {
        return null;
    }

    @Override
    protected Duration patience() {
        return null;
    }
}
