package hudson;

import hudson.model.Saveable;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Of the same thread, as in Jenkins: what is saved in between asks {@link #contains}. */
public class BulkChange implements Closeable {
    private static final ThreadLocal<Deque<BulkChange>> OPEN = ThreadLocal.withInitial(ArrayDeque::new);

    private final Saveable saveable;
    private boolean closed;

    public BulkChange(Saveable saveable) {
        this.saveable = saveable;
        OPEN.get().push(this);
    }

    public void commit() throws IOException {
        if (!closed) {
            close();
            saveable.save();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            OPEN.get().remove(this);
        }
    }

    public static boolean contains(Saveable saveable) {
        return OPEN.get().stream().anyMatch(one -> one.saveable == saveable);
    }
}
