package io.jenkins.plugins.hummingbird.jenkins.controller;

import java.util.function.Consumer;
import java.util.function.Supplier;
import jenkins.model.Jenkins;

/**
 * What there is once in each Jenkins: made when it is first asked for, and closed with that Jenkins. Whoever asks
 * afterwards, such as a move that outlives the terminators, gets the closed one; nothing is made anew then.
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

    /** @return that of the present Jenkins, or of the one that has just ended */
    public synchronized T get() {
        Jenkins now = Jenkins.getInstanceOrNull();
        if (present == null || now != null && now != jenkins) {
            present = maker.get();
            jenkins = now;
        }
        return present;
    }

    /** Closes it, also when nobody has asked for it before: somebody may ask yet. */
    public synchronized void close() {
        closer.accept(get());
    }
}
