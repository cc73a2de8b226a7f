package io.jenkins.plugins.hummingbird.runner;

import hudson.model.Result;

/** What a Jenkinsfile sees as currentBuild. */
public final class CurrentBuild {
    private final LocalBuild build;
    private String description;

    CurrentBuild(LocalBuild build) {
        this.build = build;
    }

    /** @return null while nothing has set it */
    public String getResult() {
        Result result = build.getResult();
        return result == null ? null : result.toString();
    }

    /** Makes the result worse; Jenkins lets nobody make it better. */
    public void setResult(String result) {
        build.setResult(Result.fromString(result));
    }

    /** @return SUCCESS while nothing has set the result */
    public String getCurrentResult() {
        return build.currentResult().toString();
    }

    /** @return null while nothing has set it */
    public String getDescription() {
        return description;
    }

    /** @param newDescription shown beside the build */
    public void setDescription(String newDescription) {
        description = newDescription;
    }

    /** @return the number of the build, from 1 */
    public int getNumber() {
        return build.getNumber();
    }
}
