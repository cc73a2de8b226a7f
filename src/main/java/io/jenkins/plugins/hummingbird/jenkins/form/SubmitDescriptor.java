package io.jenkins.plugins.hummingbird.jenkins.form;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.hummingbird.aws.s3.S3Access;
import io.jenkins.plugins.hummingbird.cellprofiler.CellProfilerCommand;
import io.jenkins.plugins.hummingbird.cellprofiler.Finding;
import io.jenkins.plugins.hummingbird.cellprofiler.names.ImagePattern;
import io.jenkins.plugins.hummingbird.cellprofiler.names.PatternPreview;
import io.jenkins.plugins.hummingbird.cellprofiler.names.PresetChoice;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.Pipeline;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Grouping;
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
public abstract class SubmitDescriptor extends LookDescriptor {
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

    /** @return as whom images in S3 are read */
    @POST
    public ListBoxModel doFillS3AccessItems(@AncestorInPath Item item) {
        ListBoxModel result = new ListBoxModel();
        if (mayConfigure(item)) {
            result.add(Messages.SubmitStep_ownAccess(), S3Access.OWN.word());
            result.add(Messages.SubmitStep_anonymousAccess(), S3Access.ANONYMOUS.word());
            result.add(Messages.SubmitStep_requesterPays(), S3Access.REQUESTER_PAYS.word());
        }
        return result;
    }

    @POST
    public FormValidation doCheckImagePattern(@AncestorInPath Item item, @QueryParameter String value) {
        if (!mayConfigure(item) || isBlank(value)) {
            return FormValidation.ok();
        }
        if (PresetChoice.isAuto(value)) {
            return FormValidation.ok(Messages.SubmitStep_autoPattern());
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
            if (PresetChoice.isAuto(imagePattern)) {
                List<String> presets = PresetChoice.matching(samplePath.strip());
                return presets.isEmpty()
                        ? FormValidation.error(Messages.SubmitStep_noPresetMatches())
                        : FormValidation.ok(Messages.SubmitStep_presetsMatch(String.join(", ", presets)));
            }
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
    public FormValidation doCheckPipeline(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String pipelineText) {
        if (isBlank(pipelineText) && isMissing(item, value)) {
            return FormValidation.error(Messages.SubmitStep_pipelineMissing());
        }
        return checkParameter(item, "pipeline", value);
    }

    @POST
    public FormValidation doCheckPipelineText(@AncestorInPath Item item, @QueryParameter String value) {
        return checkAsIs(item, value, text -> Pipeline.parse("pipelineText", text));
    }

    @POST
    public FormValidation doCheckImages(
            @AncestorInPath Item item,
            @QueryParameter String value,
            @QueryParameter String dataFile,
            @QueryParameter String dataFileText) {
        if (isBlank(dataFile) && isBlank(dataFileText) && isMissing(item, value)) {
            return FormValidation.error(Messages.SubmitStep_imagesMissing());
        }
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
            SubmitRequest request = new SubmitRequest();
            return check(item, value, keys -> {
                request.groupBy = keys;
                Grouping.checkKeys(request.groupingKeys(), pattern.get().metadataColumns());
            });
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
        return isMissing(item, value)
                ? FormValidation.error(Messages.SubmitStep_outputMissing())
                : checkParameter(item, "output", value);
    }

    @POST
    public FormValidation doCheckCellprofiler(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, SubmitDescriptor::checkCommand);
    }

    static void checkCommand(String command) throws OperationException {
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
    public FormValidation doCheckSample(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "sample", value);
    }

    @POST
    public FormValidation doCheckMaxConcurrent(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "maxConcurrent", value);
    }

    @POST
    public FormValidation doCheckRetries(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "retries", value);
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
