package io.jenkins.plugins.hummingbird.image;

/** The parts of a bake in their order; the state file names the one that is under way. */
enum BakePhase {
    /** The parameters are looked at, and the script is copied into the operation's folder. */
    READ_INPUTS(new ReadScript(), "reads its inputs"),
    /** What is baked upon; an image made of the same leaves only what earlier bakes left to do. */
    CHOOSE_BASE(new ChooseBase(), "chooses the base image"),
    /** The type of the instance and its network are looked at, before anything is made. */
    CHECK_LAUNCH(new CheckLaunch(), "looks at instance type and network"),
    /** What earlier bakes of the job could not remove goes. */
    CLEAN_LEFTOVERS(new CleanLeftovers(), "removes what earlier bakes left"),
    /** The temporary security group. */
    MAKE_GROUP(new MakeGroup(), "makes a security group"),
    /** The instance. */
    LAUNCH(new LaunchInstance(), "launches an instance"),
    /** Until it runs and has an address. */
    AWAIT_INSTANCE(new AwaitInstance(), "waits for the instance"),
    /** Until somebody can log in and the first boot is over. */
    AWAIT_LOGIN(new AwaitLogin(), "waits until it can log in"),
    /** The recipe, if one is asked for. */
    RUN_RECIPE(new RunAsRoot(RootJob.RECIPE), "runs the recipe"),
    /** The script, if there is one. */
    RUN_SCRIPT(new RunAsRoot(RootJob.SCRIPT), "runs the script"),
    /** What must not be in the image is removed; after that nobody logs in any more. */
    CLEAN_INSTANCE(new CleanInstance(), "cleans the instance"),
    /** Until it stands still. */
    STOP_INSTANCE(new StopInstance(), "stops the instance"),
    /** The image is begun. */
    MAKE_IMAGE(new MakeImage(), "begins the image"),
    /** Until it can be launched. */
    AWAIT_IMAGE(new AwaitImage(), "waits for the image"),
    /** The instance and its group go. */
    END_INSTANCE(new EndInstance(), "ends the instance"),
    /** The image gets the tags by which it is found and accepted, and the bake ends. */
    PUBLISH(new PublishImage(), "publishes the image");

    private final BakePart part;
    private final String words;

    BakePhase(BakePart part, String words) {
        this.part = part;
        this.words = words;
    }

    BakePart part() {
        return part;
    }

    /** What is done in it, for people. */
    String words() {
        return words;
    }
}
