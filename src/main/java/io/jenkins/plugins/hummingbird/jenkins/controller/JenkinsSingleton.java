package io.jenkins.plugins.hummingbird.jenkins.controller;

import java.util.function.Consumer;
import java.util.function.Supplier;
import jenkins.model.Jenkins;

/**
 * An object of which each Jenkins has one: created when it is first requested, and closed with that Jenkins. A caller
 * afterwards, such as a move that outlives the terminators, gets the closed object; nothing is created then.
 *
 * @param <T> what it is
 */
public final class JenkinsSingleton<T> {
    private final Supplier<T> maker;
    private final Consumer<T> closer;

    /** The one that the present thing was made for; null before the first. */
    private Jenkins jenkins;

    private T present;

    /**
     * @param maker asked once for each Jenkins
     * @param closer ends what was made
     */
    public JenkinsSingleton(Supplier<T> maker, Consumer<T> closer) {
        this.maker = maker;
        this.closer = closer;
    }

    /** @return the object of the present Jenkins, or of the one that has just ended */
    public synchronized T get() {
        Jenkins now = Jenkins.getInstanceOrNull();
        if (present == null || now != null && now != jenkins) {
            present = maker.get();
            jenkins = now;
        }
        return present;
    }

    /** Closes it, also when it has not been requested before: it may be requested later. */
    public synchronized void close() {
        closer.accept(get());
    }
}
