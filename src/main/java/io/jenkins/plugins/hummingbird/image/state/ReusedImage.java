package io.jenkins.plugins.hummingbird.image.state;

import java.io.Serializable;

/** An existing image that was built from identical inputs, and is the result in place of a new one. */
public final class ReusedImage implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final String name;

    /**
     * @param id such as {@code ami-0123456789abcdef0}
     * @param name as in AWS
     */
    public ReusedImage(String id, String name) {
        this.id = id;
        this.name = name;
    }

    /** @return such as {@code ami-0123456789abcdef0} */
    public String id() {
        return id;
    }

    /** @return its name in AWS */
    public String name() {
        return name;
    }
}
