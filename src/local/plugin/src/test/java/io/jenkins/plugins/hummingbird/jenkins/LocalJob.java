package io.jenkins.plugins.hummingbird.jenkins;

import hudson.model.AbstractProject;
import hudson.security.ACL;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jenkins.model.Jenkins;
import jenkins.model.LocalJenkins;
import org.springframework.security.core.Authentication;

/** A job, for builds of any kind. */
public final class LocalJob extends AbstractProject<LocalJob, LocalBuild> {
    private final transient Map<Integer, LocalBuild> builds = new ConcurrentHashMap<>();
    private transient Authentication user = ACL.SYSTEM2;

    public LocalJob(String name) {
        super(Jenkins.get(), name);
        LocalJenkins.add(this);
    }

    /** Begins a build, or reads it again after a restart. */
    public LocalBuild build(int number, boolean building) throws IOException {
        File folder = new File(getRootDir(), "builds/" + number);
        Files.createDirectories(folder.toPath());
        LocalBuild build = new LocalBuild(this, folder, building);
        builds.put(number, build);
        return build;
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
