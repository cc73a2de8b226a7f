package io.jenkins.plugins.hummingbird.bench;

import io.jenkins.plugins.hummingbird.aws.s3.S3Objects;
import io.jenkins.plugins.hummingbird.submit.headnode.HeadNodeLocator;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** The neighbours of a submission to a host, without Jenkins: its workspace and its artifacts are in its own folder. */
public abstract class FolderContext implements SubmitContext {
    private final Path folder;

    /** @param folder the operation's; is made */
    protected FolderContext(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    @Override
    public final Path folder() {
        return folder;
    }

    @Override
    public final S3Objects s3(SubmitRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final HeadNodeLocator headNodeLocator(SubmitRequest request) {
        throw new UnsupportedOperationException("the request names a host");
    }

    @Override
    public final void copyFromWorkspace(String path, Path copy, long most) throws IOException {
        Files.copy(folder.resolve("workspace").resolve(path), copy, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public final void archive(Map<String, Path> files) throws IOException {
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Path copy = folder.resolveSibling("archive").resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            Files.copy(file.getValue(), copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
