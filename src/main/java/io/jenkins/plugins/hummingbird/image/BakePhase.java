package io.jenkins.plugins.hummingbird.image;

/** The parts of a bake in their order; the state file names the one that is under way. */
enum BakePhase {
    /** The parameters are looked at, and the script is copied into the operation's folder. */
    READ_INPUTS(new ReadScript()),
    /** What is baked upon; an image made of the same ends the bake here. */
    CHOOSE_BASE(new ChooseBase()),
    /** The type of the instance and its network are looked at, before anything is made. */
    CHECK_LAUNCH(new CheckLaunch()),
    /** What earlier bakes of the job could not remove goes. */
    CLEAN_LEFTOVERS(new CleanLeftovers()),
    /** The temporary security group. */
    MAKE_GROUP(new MakeGroup()),
    /** The instance. */
    LAUNCH(new LaunchInstance()),
    /** Until it runs and has an address. */
    AWAIT_INSTANCE(new AwaitInstance()),
    /** Until somebody can log in and the first boot is over. */
    AWAIT_LOGIN(new AwaitLogin()),
    /** The recipe, if one is asked for. */
    RUN_RECIPE(new RunAsRoot(RootJob.RECIPE)),
    /** The script, if there is one. */
    RUN_SCRIPT(new RunAsRoot(RootJob.SCRIPT)),
    /** What must not be in the image is removed; after that nobody logs in any more. */
    CLEAN_INSTANCE(new CleanInstance()),
    /** Until it stands still. */
    STOP_INSTANCE(new StopInstance()),
    /** The image is begun. */
    MAKE_IMAGE(new MakeImage()),
    /** Until it can be launched. */
    AWAIT_IMAGE(new AwaitImage()),
    /** The instance and its group go. */
    END_INSTANCE(new EndInstance()),
    /** The image gets the tags by which it is found and accepted, and the bake ends. */
    PUBLISH(new PublishImage());

    private final BakePart part;

    BakePhase(BakePart part) {
        this.part = part;
    }

    BakePart part() {
        return part;
    }
}
