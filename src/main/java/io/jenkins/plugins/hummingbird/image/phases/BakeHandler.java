package io.jenkins.plugins.hummingbird.image.phases;

import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;

/** What is done in one phase of a bake. */
public interface BakeHandler extends PhaseHandler<BakePhase, BakeState, BakeContext> {}
