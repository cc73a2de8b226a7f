package io.jenkins.plugins.hummingbird.jenkins.form;

import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.hummingbird.aws.AwsAccess;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.aws.AwsRole;
import io.jenkins.plugins.hummingbird.jenkins.controller.GlobalSettings;
import io.jenkins.plugins.hummingbird.jenkins.credentials.AwsCredentialKind;
import io.jenkins.plugins.hummingbird.jenkins.credentials.ItemCredentials;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.parameter.RequestParameter;
import io.jenkins.plugins.hummingbird.operation.parameter.RequestParameters;
import io.jenkins.plugins.hummingbird.parallelcluster.Architecture;
import io.jenkins.plugins.hummingbird.parallelcluster.Os;
import io.jenkins.plugins.hummingbird.submit.request.HeadNodeAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The lists and checks of the form of a step that uses AWS. */
public abstract class AwsDescriptor extends OperationStepDescriptor {
    /** Of ParallelCluster, as in a cluster configuration. */
    static final List<String> OPERATING_SYSTEMS =
            Arrays.stream(Os.values()).map(Os::word).toList();

    /** Of the processors. */
    static final List<String> ARCHITECTURES = Architecture.words();

    /** @return the credentials that the job may use; only the present one to somebody who may not configure it */
    @POST
    public ListBoxModel doFillAwsCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter String awsCredentialsId) {
        return awsCredentials(item, mayConfigure(item), awsCredentialsId);
    }

    /** @return the credentials that may be used, first an empty value, which says what that stands for */
    static ListBoxModel awsCredentials(Item item, boolean shown, String present) {
        StandardListBoxModel result = new StandardListBoxModel();
        if (shown) {
            String ofAllSteps = GlobalSettings.get().getAwsCredentialsId();
            if (ofAllSteps == null) {
                result.includeEmptyValue();
            } else {
                result.add(Messages.AwsStep_credentialOfAllSteps(ofAllSteps), "");
            }
            AwsCredentialKind.addAll(result, item);
        }
        return result.includeCurrentValue(Util.fixNull(present));
    }

    @POST
    public FormValidation doCheckAwsCredentialsId(@AncestorInPath Item item, @QueryParameter String value) {
        if (!mayConfigure(item) || isBlank(value)) {
            return FormValidation.ok();
        }
        return isAwsCredential(item, value)
                ? FormValidation.ok()
                : FormValidation.warning(Messages.AwsStep_noSuchCredential());
    }

    /** @return whether builds of the item, or of all items where that is null, find an AWS credential of this id */
    public static boolean isAwsCredential(Item item, String id) {
        return AwsCredentialKind.of(new ItemCredentials(item).credential(id)) != null;
    }

    @POST
    public ComboBoxModel doFillRegionItems(@AncestorInPath Item item) {
        return regions(mayConfigure(item));
    }

    @POST
    public FormValidation doCheckRegion(@AncestorInPath Item item, @QueryParameter String value) {
        return checkRegion(mayConfigure(item) && !isReference(value), value);
    }

    /** @return what the SDK knows, to choose from or to type over */
    public static ComboBoxModel regions(boolean shown) {
        return new ComboBoxModel(shown ? AwsAccess.regions() : List.of());
    }

    /** A region that the SDK does not know may be a new one. */
    public static FormValidation checkRegion(boolean checked, String value) {
        String region = Util.fixNull(value).trim();
        if (!checked || region.isEmpty()) {
            return FormValidation.ok();
        }
        try {
            AwsAccess.checkRegion(region);
            return AwsAccess.regions().contains(region)
                    ? FormValidation.ok()
                    : FormValidation.warning(Messages.AwsStep_noSuchRegion(region));
        } catch (OperationException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    @POST
    public FormValidation doCheckRoleArn(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, AwsDescriptor::checkRole);
    }

    /** What jobs may not assume, the clusters that they name may not, either. */
    static void checkRole(String arn) throws OperationException {
        AwsRole.checkArn(arn);
        GlobalSettings.get().awsAllowance().checkRole(arn);
    }

    @POST
    public FormValidation doCheckExternalId(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, AwsRole::checkExternalId);
    }

    /**
     * What the buttons do is for those who may configure the job: they connect with its credentials, or run an
     * expression on the controller.
     */
    static void checkMayTry(Item item) {
        if (item == null) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        } else {
            item.checkPermission(Item.CONFIGURE);
        }
    }

    /** Reports the identity with which the step would use AWS; saves nothing of the form. */
    @POST
    public FormValidation doTestAws(
            @AncestorInPath Item item,
            @QueryParameter String region,
            @QueryParameter String awsCredentialsId,
            @QueryParameter String roleArn,
            @QueryParameter String externalId) {
        checkMayTry(item);
        GlobalSettings settings = GlobalSettings.get();
        AwsRequest request = awsRequest(region, awsCredentialsId, roleArn, externalId);
        return AwsConnectionCheck.test(item, request, settings.getEndpoint());
    }

    /** @return what the fields of the form say, with the administrator's defaults for those that are empty */
    static AwsRequest awsRequest(String region, String awsCredentialsId, String roleArn, String externalId) {
        return GlobalSettings.get().completed(awsFields(region, awsCredentialsId, roleArn, externalId));
    }

    /** @return what the fields of the form say */
    static AwsRequest awsFields(String region, String awsCredentialsId, String roleArn, String externalId) {
        AwsRequest request = new AwsRequest();
        request.region = Util.fixNull(region).trim();
        request.awsCredentialsId = Util.fixNull(awsCredentialsId).trim();
        request.roleArn = Util.fixNull(roleArn).trim();
        request.externalId = Util.fixNull(externalId).trim();
        return request;
    }

    /** @return by which address an instance can be reached; first the one that a new form shows as chosen */
    static ListBoxModel addresses(Item item) {
        ListBoxModel result = new ListBoxModel();
        if (mayConfigure(item)) {
            result.add(Messages.AwsStep_private(), HeadNodeAddress.PRIVATE);
            result.add(Messages.AwsStep_public(), HeadNodeAddress.PUBLIC);
            result.add(Messages.AwsStep_endpoint(), HeadNodeAddress.ENDPOINT);
        }
        return result;
    }

    /** A check of the engine, whose message is shown. */
    interface Check {
        void of(String value) throws OperationException;
    }

    /** @return whether there is nothing to check; also where a request lacks the parameter, which Stapler makes null */
    public static boolean isBlank(String value) {
        return value == null || value.isBlank();
    }

    /** @return whether a value is missing that the step needs; false to somebody who may not configure the job */
    static boolean isMissing(Item item, String value) {
        return isBlank(value) && mayConfigure(item);
    }

    /** @return whether a variable is in it, whose value is known when the build runs */
    static boolean isReference(String value) {
        return value != null && value.contains("$");
    }

    /** A reference to a variable is checked when the build runs. */
    static FormValidation check(Item item, String value, Check check) {
        return isReference(value) ? FormValidation.ok() : checkAsIs(item, value, check);
    }

    /** For what holds no references to variables: a dollar is a dollar there. */
    static FormValidation checkAsIs(Item item, String value, Check check) {
        if (!mayConfigure(item) || isBlank(value)) {
            return FormValidation.ok();
        }
        try {
            check.of(value.trim());
            return FormValidation.ok();
        } catch (OperationException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /**
     * Checks a parameter as the build does, as far as its value alone tells; what refers to a variable is checked when the
     * build runs.
     *
     * @param name of the parameter
     */
    final FormValidation checkParameter(Item item, String name, String value) {
        RequestParameter parameter = parameters().find(name).orElseThrow();
        if (!mayConfigure(item) || parameter.hasVariables() && isReference(value)) {
            return FormValidation.ok();
        }
        return check(parameter, value);
    }

    /** @return the sentences of a parameter's own rule; nothing of a blank text */
    static FormValidation check(RequestParameter parameter, String value) {
        if (value == null || value.isBlank() && parameter.mayBeEmpty()) {
            return FormValidation.ok();
        }
        String problems = parameter.problemsOfText(value.trim()).stream()
                .map(sentence -> sentence.endsWith(".") ? sentence : sentence + ".")
                .collect(Collectors.joining(" "));
        return problems.isEmpty() ? FormValidation.ok() : FormValidation.error(problems);
    }

    /** @return the parameters of the step */
    abstract RequestParameters<?> parameters();

    /** @return words that people know by themselves; nothing for somebody who may not configure the job */
    static ListBoxModel choices(Item item, Stream<String> words) {
        ListBoxModel result = new ListBoxModel();
        if (mayConfigure(item)) {
            words.forEach(word -> result.add(word, word));
        }
        return result;
    }
}
