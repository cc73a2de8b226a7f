package io.jenkins.plugins.hummingbird.cluster;

/** The parts of work on clusters; the state file names the one that is under way. */
enum ClusterPhase {
    /** The parameters are looked at, and the configuration is copied into the operation's folder. */
    READ_INPUTS("reads its inputs", new ReadConfiguration()),
    /** Whether the CLI of ParallelCluster and Node.js are there, before anything else. */
    CHECK_CLI("looks for the CLI of ParallelCluster", new CheckCli()),
    /** Clusters of the job whose time is over go. */
    DELETE_EXPIRED("looks for clusters whose time is over", new DeleteExpired()),
    /** What the parameters say goes into the configuration, and what is worth a thought in it is said. */
    FILL_CONFIGURATION("fills in the configuration", new FillConfiguration()),
    /** Whether there is such a cluster, and what is to be done with it. */
    FIND_CLUSTER("looks for the cluster", new FindCluster()),
    /** The CLI begins a creation or an update. */
    RUN_CLI("runs the CLI of ParallelCluster", new RunCli()),
    /** A head node that is stopped is started. */
    START_HEAD_NODE("starts the head node", new StartHeadNode()),
    /** The fleet is asked to start or to stop. */
    ASK_FLEET("asks the compute fleet", new AskFleet()),
    /** Until it has. */
    AWAIT_FLEET("waits for the compute fleet", new AwaitFleet()),
    /** The head node is stopped. */
    STOP_HEAD_NODE("stops the head node", new StopHeadNode()),
    /** The deletion begins. */
    BEGIN_DELETION("begins the deletion", new BeginDeletion()),
    /** Until the stack is as it is to be. */
    FOLLOW_STACK("follows the stack", new FollowStack()),
    /** What is asked for is read, and the operation ends with it. */
    ANSWER("reads what there is", new AnswerQuestion());

    private final String words;
    private final ClusterPart part;

    ClusterPhase(String words, ClusterPart part) {
        this.words = words;
        this.part = part;
    }

    /** What happens in it, for people: a verb in the third person. */
    String words() {
        return words;
    }

    ClusterPart part() {
        return part;
    }

    /** Whether its moves ask the node around the step, too. */
    boolean talksToNode() {
        return this == READ_INPUTS || this == CHECK_CLI || this == RUN_CLI;
    }
}
