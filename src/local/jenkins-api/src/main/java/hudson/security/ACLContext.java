package hudson.security;

/** Whoever one was before. */
public class ACLContext implements AutoCloseable {
    private final Runnable back;

    ACLContext(Runnable back) {
        this.back = back;
    }

    @Override
    public void close() {
        back.run();
    }
}
