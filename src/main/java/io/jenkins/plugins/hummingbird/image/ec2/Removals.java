package io.jenkins.plugins.hummingbird.image.ec2;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;

/** Removals one after the other, of which none that fails keeps the rest from being tried. For one move. */
public final class Removals {
    private OperationException refused;
    private IOException failed;
    private boolean all = true;

    /** A removal of one thing. */
    public interface Removal {
        /** @return whether nothing is left; false when that takes some more moves */
        boolean remove() throws IOException, OperationException;
    }

    /** Tries one; what goes wrong is kept for {@link #finish}. */
    public void add(Removal removal) {
        try {
            all &= removal.remove();
        } catch (OperationException e) {
            refused = refused == null ? e : refused;
        } catch (IOException e) {
            all = false;
            failed = failed == null ? e : failed;
        }
    }

    /**
     * @param late whether a refusal is thrown although others may still succeed in later moves
     * @return whether nothing is left
     * @throws OperationException the first refusal
     * @throws IOException the first failure that may pass
     */
    public boolean finish(boolean late) throws IOException, OperationException {
        if (refused != null && (all || late)) {
            throw refused;
        }
        if (failed != null) {
            throw failed;
        }
        return all && refused == null;
    }
}
