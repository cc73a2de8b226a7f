package io.jenkins.plugins.hummingbird.image.state;

import io.jenkins.plugins.hummingbird.operation.phase.Phase;

/** The phases of a bake in their order; the state file names the present one. */
public enum BakePhase implements Phase {
    /** The parameters are checked, and the script is copied into the operation's folder. */
    READ_INPUTS("reads its inputs"),
    /** The base image is chosen; an image built from identical inputs is reused. */
    CHOOSE_BASE_IMAGE("chooses the base image"),
    /** The type of the instance and its network are checked before anything is created. */
    CHECK_LAUNCH("checks instance type and network"),
    /** What earlier bakes of the job could not remove is removed. A bake that reuses an image ends here. */
    REMOVE_LEFTOVERS("removes what earlier bakes left"),
    /** The temporary security group is created, unless groups are given. */
    CREATE_GROUP("creates a security group"),
    /** The instance is launched. */
    LAUNCH_INSTANCE("launches an instance"),
    /** Until it runs and has an address. */
    WAIT_FOR_INSTANCE("waits for the instance"),
    /** Until it accepts a login and its first boot is over. */
    WAIT_FOR_LOGIN("waits until it can log in"),
    /** The recipe, if one is asked for. */
    RUN_RECIPE("runs the recipe"),
    /** The script, if there is one. */
    RUN_SCRIPT("runs the script"),
    /** What must not be in the image is removed; after that nobody can log in any more. */
    CLEAN_INSTANCE("cleans the instance"),
    /** Until the instance is stopped. */
    STOP_INSTANCE("stops the instance"),
    /** The creation of the image begins. */
    CREATE_IMAGE("begins the image"),
    /** Until the image can be launched. */
    WAIT_FOR_IMAGE("waits for the image"),
    /** The instance and its security group are removed. */
    TERMINATE_INSTANCE("terminates the instance"),
    /** The image gets the tags by which bakes find it and clusters accept it, and the bake ends. */
    PUBLISH_IMAGE("publishes the image");

    private final String words;

    BakePhase(String words) {
        this.words = words;
    }

    @Override
    public String words() {
        return words;
    }
}
