package io.jenkins.plugins.hummingbird.runner;

import hudson.model.Job;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.model.Jenkins;

/** The job that a Jenkinsfile is. It has one build in memory: the one that runs. */
final class LocalJob extends Job<LocalJob, LocalBuild> {
    private final transient LocalBuild build;

    /** @param name letters, digits, dots and dashes */
    LocalJob(Jenkins jenkins, String name) throws IOException {
        super(jenkins, name);
        build = new LocalBuild(this, nextBuild(getRootDir().toPath().resolve("builds")));
    }

    private static File nextBuild(Path builds) throws IOException {
        int number = 1;
        while (Files.exists(builds.resolve(Integer.toString(number)))) {
            number++;
        }
        return Files.createDirectories(builds.resolve(Integer.toString(number))).toFile();
    }

    public LocalBuild build() {
        return build;
    }

    @Override
    public LocalBuild getBuildByNumber(int number) {
        return build.getNumber() == number ? build : null;
    }
}
