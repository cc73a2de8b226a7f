package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** An image to launch nodes of a cluster from is made of an official one and a recipe. */
public final class Bake extends Operation<BakeSurroundings> {
    private static final long serialVersionUID = 1L;

    private final BakeRequest request;
    private final long startedMillis;

    /**
     * @param id unique for all time: it names what the bake makes
     * @param request not changed any more
     * @param now its time begins
     */
    public Bake(String id, BakeRequest request, Instant now) {
        super(id);
        this.request = request;
        startedMillis = now.toEpochMilli();
    }

    @Override
    protected Next advance(BakeSurroundings around) throws IOException, OperationException {
        throw new OperationException("nothing is baked yet");
    }

    @Override
    protected Next undo(BakeSurroundings around) {
        return undone();
    }

    @Override
    protected String remains() {
        return "";
    }

    @Override
    public String host() {
        return "ec2." + request.aws.region;
    }

    @Override
    protected Instant deadline() {
        return Instant.ofEpochMilli(startedMillis).plus(Duration.ofMinutes(request.timeoutMinutes));
    }

    @Override
    protected Duration patience() {
        return null;
    }

    /** @return what it was asked to do */
    public BakeRequest request() {
        return request;
    }
}
