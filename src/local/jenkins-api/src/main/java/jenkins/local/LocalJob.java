package jenkins.local;

import hudson.FilePath;
import hudson.model.AbstractProject;
import hudson.security.ACL;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;
import jenkins.model.LocalJenkins;
import org.springframework.security.core.Authentication;

/** A job, for builds of any kind. */
public final class LocalJob extends AbstractProject<LocalJob, LocalBuild> {
    private final transient Map<Integer, LocalBuild> builds = new ConcurrentHashMap<>();
    private transient Authentication user = ACL.SYSTEM2;

    /** Makes a job that is known by its name. */
    public LocalJob(String name) {
        super(Jenkins.get(), name);
        LocalJenkins.add(this);
    }

    /** Begins a build whose workspace is in its folder, or reads it again after a restart. */
    public LocalBuild build(int number, boolean building) throws IOException {
        FilePath workspace = new FilePath(new File(folder(number), "workspace"));
        return add(number, workspace, OutputStream.nullOutputStream(), building);
    }

    /**
     * Begins a build of the lowest number that no build has had.
     *
     * @param onlooker gets the log as well as the build's folder
     */
    public LocalBuild build(FilePath workspace, OutputStream onlooker) throws IOException {
        int number = 1;
        while (folder(number).exists()) {
            number++;
        }
        return add(number, workspace, onlooker, true);
    }

    private File folder(int number) {
        return new File(getBuildDir(), Integer.toString(number));
    }

    private LocalBuild add(int number, FilePath workspace, OutputStream onlooker, boolean building) throws IOException {
        Files.createDirectories(folder(number).toPath());
        LocalBuild build = new LocalBuild(this, folder(number), workspace, onlooker, building);
        builds.put(number, build);
        return build;
    }

    @Override
    public LocalBuild getLastBuild() {
        return builds.isEmpty() ? null : builds.get(Collections.max(builds.keySet()));
    }

    @Override
    public LocalBuild getBuildByNumber(int number) {
        return builds.get(number);
    }

    /** As a plugin such as authorize-project has it. */
    public void buildsRunAs(Authentication other) {
        user = other;
    }

    @Override
    public Authentication getDefaultAuthentication2() {
        return user;
    }
}
