package io.jenkins.plugins.hummingbird.jenkins.form;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.hummingbird.cellprofiler.CellProfilerCommand;
import io.jenkins.plugins.hummingbird.cellprofiler.Finding;
import io.jenkins.plugins.hummingbird.cellprofiler.names.ImagePattern;
import io.jenkins.plugins.hummingbird.cellprofiler.names.PatternPreview;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.Pipeline;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.parameter.RequestParameters;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The lists and checks of the form of {@code hummingbirdSubmit}. */
public abstract class SubmitDescriptor extends HeadNodeDescriptor {
    /** What people call metadata. A table may have a column of any name, so another one is only doubted. */
    private static final Pattern ONE_KEY = Pattern.compile("[\\w.-]*", Pattern.UNICODE_CHARACTER_CLASS);

    @Override
    final RequestParameters<SubmitRequest> parameters() {
        return SubmitRequest.PARAMETERS;
    }

    /** @return what failed groups can make of a build */
    @POST
    public ListBoxModel doFillOnFailedItems(@AncestorInPath Item item) {
        ListBoxModel result = new ListBoxModel();
        if (mayConfigure(item)) {
            result.add(Messages.SubmitStep_failure(), SubmitRequest.FAILURE);
            result.add(Messages.SubmitStep_unstable(), SubmitRequest.UNSTABLE);
        }
        return result;
    }

    /** @return which groups that were done can be left out */
    @POST
    public ListBoxModel doFillSkipDoneItems(@AncestorInPath Item item) {
        ListBoxModel result = new ListBoxModel();
        if (mayConfigure(item)) {
            result.add(Messages.SubmitStep_skipDone(), SkipDoneMode.yes.name());
            result.add(Messages.SubmitStep_runAll(), SkipDoneMode.no.name());
            result.add(Messages.SubmitStep_trustUnchecked(), SkipDoneMode.trust.name());
        }
        return result;
    }

    @POST
    public FormValidation doCheckImagePattern(@AncestorInPath Item item, @QueryParameter String value) {
        if (!mayConfigure(item) || isBlank(value)) {
            return FormValidation.ok();
        }
        try {
            List<String> keys = new ImagePattern(value).keys();
            return FormValidation.ok(Messages.SubmitStep_groupsOfPattern(
                    keys.isEmpty() ? Messages.SubmitStep_none() : String.join(", ", keys)));
        } catch (OperationException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** Reports what the groups of the pattern match in a path; the path is not saved. */
    @POST
    public FormValidation doTryImagePattern(
            @AncestorInPath Item item, @QueryParameter String imagePattern, @QueryParameter String samplePath) {
        checkMayTry(item);
        if (isBlank(imagePattern) || isBlank(samplePath)) {
            return FormValidation.error(Messages.SubmitStep_nothingToTry());
        }
        try {
            Map<String, String> found = PatternPreview.of(imagePattern.trim(), samplePath.strip());
            String groups = found.entrySet().stream()
                    .map(group -> group.getKey() + " = " + group.getValue())
                    .collect(Collectors.joining("; "));
            return FormValidation.ok(
                    new ImagePattern(imagePattern.trim()).readsIndex()
                            ? Messages.SubmitStep_indexNamesChannels(groups)
                            : groups);
        } catch (OperationException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    @POST
    public FormValidation doCheckPipeline(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "pipeline", value);
    }

    @POST
    public FormValidation doCheckPipelineText(@AncestorInPath Item item, @QueryParameter String value) {
        return checkAsIs(item, value, text -> Pipeline.parse("pipelineText", text));
    }

    @POST
    public FormValidation doCheckImages(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "images", value);
    }

    @POST
    public FormValidation doCheckDataFile(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "dataFile", value);
    }

    /** What the keys are of is known where the table is made by a pattern; else the build sees whether it has them. */
    @POST
    public FormValidation doCheckGroupBy(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String imagePattern) {
        FormValidation list = checkParameter(item, "groupBy", value);
        if (list.kind != FormValidation.Kind.OK) {
            return list;
        }
        Optional<ImagePattern> pattern = pattern(imagePattern);
        if (pattern.isPresent()) {
            return check(item, value, keys -> SubmitRequest.checkKeys(keys, pattern.get()));
        }
        Optional<String> odd = Stream.of(Util.fixNull(value).split(","))
                .map(String::strip)
                .filter(key -> !ONE_KEY.matcher(key).matches())
                .findFirst();
        return odd.isPresent() && mayConfigure(item) && !isReference(value)
                ? FormValidation.warning(Messages.SubmitStep_oneKey(odd.get()))
                : list;
    }

    /** The field of the pattern complains of one that is none. */
    private static Optional<ImagePattern> pattern(String text) {
        try {
            return isBlank(text) ? Optional.empty() : Optional.of(new ImagePattern(text.trim()));
        } catch (OperationException e) {
            return Optional.empty();
        }
    }

    @POST
    public FormValidation doCheckChannels(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "channels", value);
    }

    @POST
    public FormValidation doCheckIllumination(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "illumination", value);
    }

    @POST
    public FormValidation doCheckOutput(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "output", value);
    }

    @POST
    public FormValidation doCheckCellprofiler(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, SubmitDescriptor::checkCommand);
    }

    private static void checkCommand(String command) throws OperationException {
        String errors = CellProfilerCommand.parse(command).findings().stream()
                .filter(Finding::isError)
                .map(Finding::text)
                .collect(Collectors.joining("; "));
        if (!errors.isEmpty()) {
            throw new OperationException(errors + ".");
        }
    }

    @POST
    public FormValidation doCheckPluginsDirectory(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "pluginsDirectory", value);
    }

    @POST
    public FormValidation doCheckHome(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "home", value);
    }

    @POST
    public FormValidation doCheckExpectedFiles(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "expectedFiles", value);
    }

    @POST
    public FormValidation doCheckArchive(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "archive", value);
    }

    @POST
    public FormValidation doCheckMeasurements(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "measurements", value);
    }

    @POST
    public FormValidation doCheckHeatmaps(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "heatmaps", value);
    }

    @POST
    public FormValidation doCheckTables(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "tables", value);
    }

    @POST
    public FormValidation doCheckTablesBy(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "tablesBy", value);
    }

    @POST
    public FormValidation doCheckTablesMemory(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "tablesMemory", value);
    }

    @POST
    public FormValidation doCheckTablesTimeLimit(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "tablesTimeLimit", value);
    }

    @POST
    public FormValidation doCheckTablesPython(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "tablesPython", value);
    }

    @POST
    public FormValidation doCheckPartition(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "partition", value);
    }

    @POST
    public FormValidation doCheckMemory(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "memory", value);
    }

    @POST
    public FormValidation doCheckTimeLimit(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "timeLimit", value);
    }

    @POST
    public FormValidation doCheckSbatchOptions(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "sbatchOptions", value);
    }

    @POST
    public FormValidation doCheckCpus(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "cpus", value);
    }

    @POST
    public FormValidation doCheckGroupsPerTask(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "groupsPerTask", value);
    }

    @POST
    public FormValidation doCheckMaxConcurrent(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "maxConcurrent", value);
    }

    @POST
    public FormValidation doCheckMinFileSize(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "minFileSize", value);
    }

    @POST
    public FormValidation doCheckRetries(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "retries", value);
    }

    @POST
    public FormValidation doCheckKeepAttempts(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "keepAttempts", value);
    }

    @POST
    public FormValidation doCheckMaxFailed(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "maxFailed", value);
    }

    @POST
    public FormValidation doCheckTimeoutMinutes(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "timeoutMinutes", value);
    }
}
