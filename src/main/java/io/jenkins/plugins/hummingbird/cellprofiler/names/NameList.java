package io.jenkins.plugins.hummingbird.cellprofiler.names;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;

/** Names of files that can be read several times, so that a million of them need not be held. */
@FunctionalInterface
public interface NameList {
    /** Takes one name after the other. */
    @FunctionalInterface
    interface Taker {
        /** @param path relative to the image folder */
        void take(String path) throws IOException, OperationException;
    }

    /** Hands on all names, in the same order each time. */
    void read(Taker taker) throws IOException, OperationException;
}
