package io.jenkins.plugins.hummingbird.jenkins;

import hudson.EnvVars;
import io.jenkins.plugins.hummingbird.aws.AwsContext;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.jenkins.controller.GlobalSettings;
import io.jenkins.plugins.hummingbird.jenkins.run.JenkinsContext;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A step that asks AWS for its zones, move after move. */
public final class AwsZonesStep extends AwsStep {
    private static final long serialVersionUID = 1L;

    private final int moves;
    private final long pauseMillis;

    public AwsZonesStep(int moves, long pauseMillis) {
        super(new AwsRequest());
        this.moves = moves;
        this.pauseMillis = pauseMillis;
    }

    @Override
    AwsRequest newRequest() {
        return new AwsRequest();
    }

    @Override
    AwsRequest aws() {
        return (AwsRequest) request();
    }

    @Override
    public Operation<? super JenkinsContext> operation(String id, Instant now, EnvVars environment) {
        return new Zones(id, GlobalSettings.get().completed(aws()), moves, pauseMillis);
    }

    @Override
    public String idPrefix() {
        return "zones";
    }

    private static final class Zones extends Operation<AwsContext> {
        private static final long serialVersionUID = 1L;

        private final AwsRequest request;
        private final int moves;
        private final long pauseMillis;
        private int made;

        Zones(String id, AwsRequest request, int moves, long pauseMillis) {
            super(id);
            this.request = request;
            this.moves = moves;
            this.pauseMillis = pauseMillis;
        }

        @Override
        protected Next advance(AwsContext context) throws IOException, OperationException {
            if (made == moves) {
                return done(Map.of("moves", (long) made));
            }
            context.aws(request).ec2("looking for zones", ec2 -> ec2.describeAvailabilityZones());
            made++;
            context.log("asked " + made);
            return Next.in(Duration.ofMillis(pauseMillis));
        }

        @Override
        protected Next undo(AwsContext context) {
            return undone();
        }

        @Override
        protected String remains() {
            return "";
        }

        @Override
        public String host() {
            return "aws:443";
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
}
