package io.jenkins.plugins.hummingbird.jenkins;

import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.BulkChange;
import hudson.Extension;
import hudson.Util;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.hummingbird.aws.AwsAccess;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.jenkins.controller.GlobalSettings;
import io.jenkins.plugins.hummingbird.jenkins.credentials.AwsCredentialKind;
import io.jenkins.plugins.hummingbird.jenkins.form.AwsConnectionCheck;
import io.jenkins.plugins.hummingbird.jenkins.form.AwsDescriptor;
import io.jenkins.plugins.hummingbird.jenkins.form.HeadNodeDescriptor;
import io.jenkins.plugins.hummingbird.jenkins.headnode.HeadNodes;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import io.jenkins.plugins.hummingbird.submit.request.NamedCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The global configuration of Hummingbird in Manage Jenkins, System: the lists, checks and buttons of its form. */
@Extension
@Symbol("hummingbird")
public final class HummingbirdConfiguration extends GlobalSettings {
    /** Null in what an earlier version saved. */
    private volatile List<ClusterDefinition> clusters = new ArrayList<>();

    public HummingbirdConfiguration() {
        load();
    }

    /** @return the clusters that jobs can name */
    public List<ClusterDefinition> getClusters() {
        List<ClusterDefinition> present = clusters;
        return present == null ? List.of() : List.copyOf(present);
    }

    @DataBoundSetter
    public void setClusters(List<ClusterDefinition> clusters) {
        this.clusters = clusters == null ? new ArrayList<>() : new ArrayList<>(clusters);
        save();
    }

    @Override
    public Optional<NamedCluster> cluster(String name) {
        List<NamedCluster> found = getClusters().stream()
                .map(ClusterDefinition::cluster)
                .filter(one -> !name.isEmpty() && one.name.equals(name))
                .toList();
        return found.size() > 1
                ? Optional.of(found.get(0).asOneOfSeveral())
                : found.stream().findFirst();
    }

    @Override
    public List<String> clusterNames(String job) {
        return getClusters().stream()
                .map(ClusterDefinition::cluster)
                .filter(one -> one.allows(job))
                .map(one -> one.name)
                .distinct()
                .toList();
    }

    /**
     * A form whose last cluster was deleted has no such field, and Stapler would leave the clusters as they were. An empty one is
     * that of a page without this section.
     */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        if (form.isEmpty()) {
            return true;
        }
        checkNames(form);
        try (BulkChange change = new BulkChange(this)) {
            if (!form.has("clusters")) {
                setClusters(List.of());
            }
            boolean done = super.configure(request, form);
            change.commit();
            return done;
        } catch (IOException e) {
            throw new UncheckedIOException("the configuration of Hummingbird cannot be saved: " + e.getMessage(), e);
        }
    }

    private static void checkNames(JSONObject form) throws FormException {
        Object clusters = form.get("clusters");
        Set<String> names = new HashSet<>();
        // one is no list
        for (Object cluster : clusters instanceof List<?> several ? several : Collections.singletonList(clusters)) {
            String name = cluster instanceof JSONObject fields
                    ? fields.optString("name").trim()
                    : "";
            if (!name.isEmpty() && !names.add(name)) {
                throw new FormException(Messages.HummingbirdConfiguration_sameName(name), "clusters");
            }
        }
    }

    @Override
    public String getDisplayName() {
        return "Hummingbird";
    }

    /** @return the credentials that every build finds; only the present one to somebody who is no administrator */
    @POST
    public ListBoxModel doFillAwsCredentialsIdItems(@QueryParameter String awsCredentialsId) {
        StandardListBoxModel result = new StandardListBoxModel();
        if (mayConfigure()) {
            result.includeEmptyValue();
            AwsCredentialKind.addAll(result, null);
        }
        return result.includeCurrentValue(Util.fixNull(awsCredentialsId));
    }

    @POST
    public FormValidation doCheckAwsCredentialsId(@QueryParameter String value) {
        if (!mayConfigure() || Util.fixNull(value).isBlank()) {
            return FormValidation.ok();
        }
        return AwsDescriptor.isAwsCredential(null, value)
                ? FormValidation.ok()
                : FormValidation.error(Messages.HummingbirdConfiguration_noSuchCredential());
    }

    /** @return the ways to know a host that need nothing of a step */
    @POST
    public ListBoxModel doFillHostKeyPolicyItems() {
        return mayConfigure()
                ? HeadNodeDescriptor.hostKeyPolicies(
                        Messages.HummingbirdConfiguration_pinned(), Messages.HummingbirdConfiguration_knownHosts())
                : new ListBoxModel();
    }

    /** @return the hosts whose keys are remembered, each with its key's type and fingerprint */
    @POST
    public ListBoxModel doFillRememberedHostItems() throws IOException {
        ListBoxModel result = new ListBoxModel();
        if (mayConfigure()) {
            List<HostKeys.Remembered> remembered = HeadNodes.hostKeys().remembered();
            result.add(
                    remembered.isEmpty()
                            ? Messages.HummingbirdConfiguration_noneRemembered()
                            : Messages.HummingbirdConfiguration_remembered(remembered.size()),
                    "");
            for (HostKeys.Remembered key : remembered) {
                result.add(key.name() + " " + key.type() + " " + key.fingerprint(), key.name());
            }
        }
        return result;
    }

    /** Forgets the key of a host, so that its next one is remembered. */
    @POST
    public FormValidation doForgetHost(@QueryParameter String rememberedHost) throws IOException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        if (AwsDescriptor.isBlank(rememberedHost)) {
            return FormValidation.error(Messages.HummingbirdConfiguration_chooseHost());
        }
        return HeadNodes.hostKeys().forget(rememberedHost)
                ? FormValidation.ok(Messages.HummingbirdConfiguration_forgotten(rememberedHost))
                : FormValidation.warning(Messages.HummingbirdConfiguration_notRemembered(rememberedHost));
    }

    @POST
    public ComboBoxModel doFillRegionItems() {
        return AwsDescriptor.regions(mayConfigure());
    }

    @POST
    public FormValidation doCheckRegion(@QueryParameter String value) {
        return AwsDescriptor.checkRegion(mayConfigure(), value);
    }

    @POST
    public FormValidation doCheckEndpoint(@QueryParameter String value) {
        return check(value, AwsAccess::parseEndpoint);
    }

    @POST
    public FormValidation doCheckPollSeconds(@QueryParameter String value) {
        return !mayConfigure() || AwsDescriptor.isBlank(value)
                ? FormValidation.ok()
                : FormValidation.validateIntegerInRange(value.trim(), 0, LONGEST_POLL_SECONDS);
    }

    /** Reports the identity with which steps without region and credential use AWS; saves nothing of the form. */
    @POST
    public FormValidation doTestAws(
            @QueryParameter String region, @QueryParameter String awsCredentialsId, @QueryParameter String endpoint) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        AwsRequest request = new AwsRequest();
        request.region = Util.fixNull(region).trim();
        request.awsCredentialsId = Util.fixNull(awsCredentialsId).trim();
        return AwsConnectionCheck.test(null, request, Util.fixNull(endpoint));
    }
}
