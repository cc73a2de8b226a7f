package io.jenkins.plugins.hummingbird.jenkins;

import hudson.EnvVars;
import io.jenkins.plugins.hummingbird.jenkins.run.JenkinsContext;
import io.jenkins.plugins.hummingbird.operation.Operation;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/** A step that does {@link TestOperation}. */
public final class TestStep extends OperationStep {
    private static final long serialVersionUID = 1L;

    /** So long that nothing but a restart, or a stop, brings the next move. */
    public static final long NEVER_MILLIS = Duration.ofHours(1).toMillis();

    /** Stands for all parameters: no saved form may hold it any longer than it must. */
    static final String PARAMETER = "a parameter of the step";

    private final String parameter = PARAMETER;
    private final int count;
    private final String end;
    private final long pauseMillis;
    private final String host;

    /** See {@link TestOperation}. */
    public TestStep(int count, String end, long pauseMillis) {
        this(count, end, pauseMillis, "test-host:22");
    }

    /** See {@link TestOperation}. */
    public TestStep(int count, String end, long pauseMillis, String host) {
        super(null);
        this.host = host;
        this.count = count;
        this.end = end;
        this.pauseMillis = pauseMillis;
    }

    @Override
    Serializable newRequest() {
        return null;
    }

    @Override
    public Operation<? super JenkinsContext> operation(String id, Instant now, EnvVars environment) {
        return new TestOperation(id, count, end, pauseMillis, host);
    }

    @Override
    public String idPrefix() {
        return "test";
    }
}
