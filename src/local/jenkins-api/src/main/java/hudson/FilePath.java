package hudson;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.remoting.Future;
import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.jenkinsci.remoting.RoleSensitive;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

/** A path on this machine: there are no agents here. */
public final class FilePath implements SerializableOnlyOverRemoting {
    private static final long serialVersionUID = 1L;

    private final String remote;

    public FilePath(File localPath) {
        this.remote = localPath.getPath();
    }

    public FilePath(FilePath base, String relative) {
        this.remote = Path.of(base.remote).resolve(relative).normalize().toString();
    }

    public String getRemote() {
        return remote;
    }

    public FilePath child(String relative) {
        return new FilePath(this, relative);
    }

    public InputStream read() throws IOException, InterruptedException {
        return Files.newInputStream(file().toPath());
    }

    public void copyTo(FilePath target) throws IOException, InterruptedException {
        Files.createDirectories(target.file().toPath().toAbsolutePath().getParent());
        Files.copy(file().toPath(), target.file().toPath(), StandardCopyOption.REPLACE_EXISTING);
    }

    public String getName() {
        return file().getName();
    }

    public FilePath sibling(String relative) {
        return new FilePath(new File(file().getParentFile(), relative));
    }

    public void mkdirs() throws IOException, InterruptedException {
        Files.createDirectories(file().toPath());
    }

    public void deleteRecursive() throws IOException, InterruptedException {
        if (Files.notExists(file().toPath())) {
            return;
        }
        try (Stream<Path> all = Files.walk(file().toPath())) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    public void chmod(int mask) throws IOException, InterruptedException {
        Files.setAttribute(file().toPath(), "unix:mode", mask);
    }

    public void write(String content, String encoding) throws IOException, InterruptedException {
        Files.writeString(file().toPath(), content, Charset.forName(encoding));
    }

    @NonNull
    public List<FilePath> list() throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** Looks at the way to the child part by part, each link's target included. */
    public boolean isDescendant(@NonNull String relative) throws IOException, InterruptedException {
        if (new File(relative).isAbsolute()) {
            throw new IllegalArgumentException("Only a relative path is supported: " + relative);
        }
        Path root = file().toPath().toRealPath();
        Path at = root;
        for (Path part : Path.of(relative)) {
            at = at.resolve(part);
            if (!Files.exists(at)) {
                return at.normalize().startsWith(root);
            }
            at = at.toRealPath();
            if (!at.startsWith(root)) {
                return false;
            }
        }
        return true;
    }

    public <T> T act(FileCallable<T> callable) throws IOException, InterruptedException {
        return callable.invoke(file(), null);
    }

    public <T> Future<T> actAsync(FileCallable<T> callable) throws IOException, InterruptedException {
        LocalFuture<T> future = new LocalFuture<>(callable, file());
        Thread thread = new Thread(future, "FilePath.actAsync " + remote);
        thread.setDaemon(true);
        thread.start();
        return future;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FilePath path && path.remote.equals(remote);
    }

    @Override
    public int hashCode() {
        return remote.hashCode();
    }

    @Override
    public String toString() {
        return remote;
    }

    private File file() {
        return new File(remote);
    }

    public interface FileCallable<T> extends Serializable, RoleSensitive {
        T invoke(File file, VirtualChannel channel) throws IOException, InterruptedException;
    }

    private static final class LocalFuture<T> extends FutureTask<T> implements Future<T> {
        LocalFuture(FileCallable<T> callable, File file) {
            super(() -> callable.invoke(file, null));
        }
    }
}
