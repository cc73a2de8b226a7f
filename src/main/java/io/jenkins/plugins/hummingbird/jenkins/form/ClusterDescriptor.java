package io.jenkins.plugins.hummingbird.jenkins.form;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.hummingbird.cluster.configuration.ClusterConfiguration;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterAction;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.parameter.RequestParameters;
import java.util.Set;
import java.util.regex.Pattern;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The lists and checks of the form of {@code hummingbirdCluster}. */
public abstract class ClusterDescriptor extends AwsDescriptor {
    private static final Pattern SECRET = Pattern.compile(
            "arn:aws[a-z-]*:(secretsmanager:[a-z0-9-]+:\\d{12}:secret:.+|ssm:[a-z0-9-]+:\\d{12}:parameter/.+)");

    /** Actions that are not about one cluster. */
    private static final Set<String> UNNAMED = Set.of(ClusterAction.LIST.word(), ClusterAction.IMAGES.word());

    /** Actions that need a configuration. */
    private static final Set<String> CONFIGURED = Set.of(ClusterAction.CREATE.word(), ClusterAction.UPDATE.word());

    @Override
    final RequestParameters<ClusterRequest> parameters() {
        return ClusterRequest.PARAMETERS;
    }

    /** @return what can be done; first the one that a new form shows as chosen */
    @POST
    public ListBoxModel doFillActionItems(@AncestorInPath Item item) {
        ListBoxModel result = new ListBoxModel();
        if (mayConfigure(item)) {
            for (ClusterAction action : ClusterAction.values()) {
                result.add(name(action), action.word());
            }
        }
        return result;
    }

    private static String name(ClusterAction action) {
        return switch (action) {
            case CREATE -> Messages.ClusterStep_create();
            case DESCRIBE -> Messages.ClusterStep_describe();
            case LIST -> Messages.ClusterStep_list();
            case IMAGES -> Messages.ClusterStep_images();
            case UPDATE -> Messages.ClusterStep_update();
            case START -> Messages.ClusterStep_start();
            case STOP -> Messages.ClusterStep_stop();
            case DELETE -> Messages.ClusterStep_delete();
        };
    }

    /** A configuration that is missing is said here: its fields may be folded away. */
    @POST
    public FormValidation doCheckAction(
            @AncestorInPath Item item,
            @QueryParameter String value,
            @QueryParameter String configuration,
            @QueryParameter String configurationText) {
        return CONFIGURED.contains(Util.fixNull(value)) && isMissing(item, configuration) && isBlank(configurationText)
                ? FormValidation.error(Messages.ClusterStep_configurationMissing())
                : check(item, value, ClusterAction::parse);
    }

    /** @return the operating systems of ParallelCluster; first, for all of them, nothing */
    @POST
    public ListBoxModel doFillOsItems(@AncestorInPath Item item) {
        return orAll(item, OPERATING_SYSTEMS);
    }

    /** @return the processors' architectures; first, for all of them, nothing */
    @POST
    public ListBoxModel doFillArchitectureItems(@AncestorInPath Item item) {
        return orAll(item, ARCHITECTURES);
    }

    private static ListBoxModel orAll(Item item, Iterable<String> words) {
        ListBoxModel result = new ListBoxModel();
        if (mayConfigure(item)) {
            result.add(Messages.ClusterStep_all(), "");
            words.forEach(word -> result.add(word, word));
        }
        return result;
    }

    @POST
    public FormValidation doCheckName(
            @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String action) {
        return isMissing(item, value) && !UNNAMED.contains(Util.fixNull(action))
                ? FormValidation.error(Messages.ClusterStep_nameMissing())
                : checkParameter(item, "name", value);
    }

    @POST
    public FormValidation doCheckConfigurationText(@AncestorInPath Item item, @QueryParameter String value) {
        return checkAsIs(item, value, text -> ClusterConfiguration.parse("configurationText", text));
    }

    @POST
    public FormValidation doCheckSuppressValidators(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "suppressValidators", value);
    }

    @POST
    public FormValidation doCheckRetain(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "retain", value);
    }

    @POST
    public FormValidation doCheckCustomAmi(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "customAmi", value);
    }

    @POST
    public FormValidation doCheckDirectoryId(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "directoryId", value);
    }

    @POST
    public FormValidation doCheckPasswordSecretArn(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, arn -> {
            if (!SECRET.matcher(arn).matches()) {
                throw new OperationException(Messages.ClusterStep_noSecret());
            }
        });
    }

    @POST
    public FormValidation doCheckExpiresAfterHours(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "expiresAfterHours", value);
    }

    @POST
    public FormValidation doCheckTimeoutMinutes(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "timeoutMinutes", value);
    }
}
