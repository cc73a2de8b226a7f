package io.jenkins.plugins.hummingbird.runner;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Result;
import java.util.stream.Stream;

/** What the steps of one build have around them. */
final class BuildContext {
    private final LocalBuild build;
    private final BuildLog log;
    private final EnvVars variables;
    private volatile FilePath workspace;

    BuildContext(LocalBuild build, BuildLog log, EnvVars variables) {
        this.build = build;
        this.log = log;
        this.variables = variables;
    }

    LocalBuild build() {
        return build;
    }

    BuildLog log() {
        return log;
    }

    /** The environment: what env shows, and changes. */
    EnvVars variables() {
        return variables;
    }

    /** @param newWorkspace null where an agent is left */
    void setWorkspace(FilePath newWorkspace) {
        workspace = newWorkspace;
    }

    /** @return what a step may ask its context for; null when there is none at this place */
    <T> T get(Class<T> type) {
        Launcher launcher = workspace == null ? null : new Launcher.LocalLauncher(log);
        return Stream.of(build, build.getParent(), log, variables, workspace, launcher)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    /** Takes note of an error that does not reach the Jenkinsfile. */
    void reportError(Throwable error) {
        build.setResult(Result.FAILURE);
        log.error(error.getMessage());
    }
}
