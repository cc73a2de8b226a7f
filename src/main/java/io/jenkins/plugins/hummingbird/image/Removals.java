package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;

/** Removals one after the other, of which none that fails keeps the rest from being made. For one move. */
final class Removals {
    private OperationException refused;
    private IOException failed;
    private boolean all = true;

    interface Removal {
        /** @return whether nothing is left; false when that takes some more moves */
        boolean make() throws IOException, OperationException;
    }

    void add(Removal removal) {
        try {
            all &= removal.make();
        } catch (OperationException e) {
            refused = refused == null ? e : refused;
        } catch (IOException e) {
            all = false;
            failed = failed == null ? e : failed;
        }
    }

    /**
     * @param late whether a refusal is said although others may still work, in later moves
     * @return whether nothing is left
     * @throws OperationException the first refusal
     * @throws IOException the first that may work later
     */
    boolean finish(boolean late) throws IOException, OperationException {
        if (refused != null && (all || late)) {
            throw refused;
        }
        if (failed != null) {
            throw failed;
        }
        return all && refused == null;
    }
}
