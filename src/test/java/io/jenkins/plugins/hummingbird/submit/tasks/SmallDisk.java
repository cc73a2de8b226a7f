package io.jenkins.plugins.hummingbird.submit.tasks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.AssumptionViolatedException;
import org.junit.rules.ExternalResource;

/** A real file system of a few hundred KiB. Tests are skipped where none may be mounted. */
public final class SmallDisk extends ExternalResource {
    private final int size;
    private Path folder;

    /** @param size in KiB */
    public SmallDisk(int size) {
        this.size = size;
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    @Override
    protected void before() throws Exception {
        folder = Files.createTempDirectory("disk");
        try {
            TaskRun.command(
                    "mount", "-t", "tmpfs", "-o", "size=" + size + "k,nr_inodes=100", "tmpfs", folder.toString());
        } catch (IOException e) {
            Files.delete(folder);
            throw new AssumptionViolatedException("a small file system needs the right to mount one", e);
        }
    }

    @Override
    protected void after() {
        try {
            TaskRun.command("umount", "-l", folder.toString());
            Files.delete(folder);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
