package io.jenkins.plugins.hummingbird.cluster;

/** The parts of work on clusters; the state file names the one that is under way. */
enum ClusterPhase {
    /** The parameters are looked at, and the configuration is copied into the operation's folder. */
    READ_INPUTS(new ReadConfiguration()),
    /** What is asked for is read, and the operation ends with it. */
    ANSWER(new AnswerQuestion());

    private final ClusterPart part;

    ClusterPhase(ClusterPart part) {
        this.part = part;
    }

    ClusterPart part() {
        return part;
    }
}
