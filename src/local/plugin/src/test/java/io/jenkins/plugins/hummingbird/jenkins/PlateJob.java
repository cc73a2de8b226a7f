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
final class PlateJob extends AbstractProject<PlateJob, PlateBuild> {
    private final transient Map<Integer, PlateBuild> builds = new ConcurrentHashMap<>();
    private transient Authentication user = ACL.SYSTEM2;

    PlateJob(String name) {
        super(Jenkins.get(), name);
        LocalJenkins.add(this);
    }

    /** Begins a build, or reads it again after a restart. */
    PlateBuild build(int number, boolean building) throws IOException {
        File folder = new File(getRootDir(), "builds/" + number);
        Files.createDirectories(folder.toPath());
        PlateBuild build = new PlateBuild(this, folder, building);
        builds.put(number, build);
        return build;
    }

    @Override
    public PlateBuild getBuildByNumber(int number) {
        return builds.get(number);
    }

    /** As a plugin such as authorize-project has it. */
    void buildsRunAs(Authentication other) {
        user = other;
    }

    @Override
    public Authentication getDefaultAuthentication2() {
        return user;
    }
}
