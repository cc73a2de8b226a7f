package io.jenkins.plugins.hummingbird.image.state;

import java.io.IOException;

/** Encrypts what must not be readable in a file, with a key that only this Jenkins has. */
public interface Sealer {
    /** @return a text that is useless to whoever lacks the key; never null */
    String seal(String secret);

    /**
     * @param sealed what {@link #seal} returned, also before a restart
     * @return the text that was sealed
     * @throws IOException when it cannot be decrypted, as after the key was changed
     */
    String unseal(String sealed) throws IOException;
}
