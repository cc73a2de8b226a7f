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

/** An operation whose side effects, one for each chore, are counted in the {@link SideEffectCounts}. */
public final class TestOperation extends Operation<OperationContext> {
    private static final long serialVersionUID = 1L;

    private final int count;
    private final String end;
    private final long pauseMillis;
    private final String host;
    private int intended;
    private int done;
    private boolean takenBack;

    /**
     * @param count of the chores, a move each
     * @param end {@code DONE}, {@code UNSTABLE}, {@code FAILED} or {@code ERROR}
     * @param pauseMillis from one chore to the next
     * @param host where the chores are done
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
        enterWhoItIs();
        Breakpoints.pass("host " + host);
        if (done == count) {
            return end();
        }
        if (intended == done) {
            intended++;
            context.save();
        }
        Breakpoints.pass("intended " + intended);
        if (!SideEffectCounts.holds(id(), "chore " + intended)) {
            SideEffectCounts.enter(id(), "chore " + intended);
        }
        Breakpoints.pass("made " + intended);
        done = intended;
        context.log("chore " + done + " is done");
        return Next.in(Duration.ofMillis(pauseMillis));
    }

    private void enterWhoItIs() {
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            SideEffectCounts.enter(id(), "as nobody");
        }
    }

    private Next end() throws OperationException {
        Map<String, Object> result = Map.of("chores", (long) count);
        return switch (end) {
            case "DONE" -> done(result);
            case "UNSTABLE" -> unstable("the floor is still wet", result);
            case "FAILED" -> throw new OperationException("There is no broom: buy one.");
            default -> throw new IllegalStateException("a broom with a bug");
        };
    }

    @Override
    protected Next undo(OperationContext context) throws IOException {
        enterWhoItIs();
        if (takenBack) {
            Breakpoints.pass("undone");
            return undone();
        }
        takenBack = true;
        SideEffectCounts.enter(id(), "taken back");
        context.log("the chores are taken back");
        return Next.now();
    }

    public int done() {
        return done;
    }

    public boolean takenBack() {
        return takenBack;
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
