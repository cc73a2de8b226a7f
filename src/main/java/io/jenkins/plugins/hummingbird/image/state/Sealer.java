package io.jenkins.plugins.hummingbird.image.state;

import java.io.IOException;

/** Encrypts what must not be readable in a file, with a key that this Jenkins alone has. */
public interface Sealer {
    /** @return a text that tells nothing to who does not have the key; never null */
    String seal(String secret);

    /**
     * @param sealed what {@link #seal} answered, also before a restart
     * @return the text that was sealed
     * @throws IOException when it cannot be opened, as after the key was changed
     */
    String unseal(String sealed) throws IOException;
}
