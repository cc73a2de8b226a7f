package io.jenkins.plugins.hummingbird.operation;

import io.jenkins.plugins.hummingbird.Patience;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Captures the warnings and errors that a class logs, and keeps them out of the output of the tests. */
public final class SystemLog extends Handler implements AutoCloseable {
    private final Logger logger;
    private final BlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();

    /** @param source the class whose name its logger has */
    public SystemLog(Class<?> source) {
        logger = Logger.getLogger(source.getName());
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
            records.add(entry);
        }
    }

    /** Waits for an entry with a stack trace, and returns the throwable. */
    public Throwable awaitThrown() throws InterruptedException {
        return awaitEntryWithThrown().getThrown();
    }

    /** Waits for an entry with a stack trace. */
    public LogRecord awaitEntryWithThrown() throws InterruptedException {
        LogRecord entry;
        do {
            entry = records.poll(Patience.SECONDS, TimeUnit.SECONDS);
            if (entry == null) {
                throw new AssertionError("nothing was logged");
            }
        } while (entry.getThrown() == null);
        return entry;
    }

    /** Whether nothing was logged. */
    public boolean isEmpty() {
        return records.isEmpty();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
