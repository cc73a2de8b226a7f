package io.jenkins.plugins.hummingbird.operation.phase;

/** A phase of an operation; implemented by an enum whose constants are stored in state files. */
public interface Phase {
    /** @return what happens in it, for people: a verb in the third person, such as {@code reads its inputs} */
    String words();
}
