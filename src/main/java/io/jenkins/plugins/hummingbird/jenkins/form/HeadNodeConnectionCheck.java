package io.jenkins.plugins.hummingbird.jenkins.form;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.jenkins.credentials.AwsAccounts;
import io.jenkins.plugins.hummingbird.jenkins.credentials.ItemCredentials;
import io.jenkins.plugins.hummingbird.jenkins.credentials.SshKeys;
import io.jenkins.plugins.hummingbird.jenkins.headnode.ClusterHeadNodes;
import io.jenkins.plugins.hummingbird.jenkins.headnode.HeadNodes;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.slurm.SlurmConfig;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import io.jenkins.plugins.hummingbird.submit.headnode.HeadNodeLocator;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Tries a connection for the button of a form: whether a head node lets Jenkins log in, and has Slurm. */
final class HeadNodeConnectionCheck {
    private final ItemCredentials user;
    private final SubmitRequest request;

    /**
     * @param item the job in whose place credentials are looked up; null for Jenkins itself
     * @param request says where, as whom, and how the host is known; the rest of it does not count
     */
    HeadNodeConnectionCheck(Item item, SubmitRequest request) {
        user = new ItemCredentials(item);
        this.request = request;
    }

    /**
     * Logs in and asks Slurm for its settings. The permission of the user must have been checked. A host key that is not
     * known yet is reported and not remembered: the first build does that.
     *
     * @return who answers, or why nobody does
     */
    FormValidation test() {
        try {
            return request.cluster.isEmpty() ? at(login(request.host, null)) : atCluster();
        } catch (OperationException | IOException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    private FormValidation atCluster() throws IOException, OperationException {
        AwsAccounts accounts = new AwsAccounts();
        try {
            AwsClients aws = accounts.clients(user, request.aws);
            HeadNodeLocator.Sighting seen = new ClusterHeadNodes(aws, Clock.systemUTC(), request).look();
            if (seen.fleetStopped()) {
                return FormValidation.warning(Messages.HeadNodeConnection_fleetStopped(request.cluster));
            }
            if (seen.address().isEmpty()) {
                return FormValidation.warning(seen.waitsFor());
            }
            Login login = login(seen.address(), seen.instanceId());
            return at(
                    request.address.equals(SubmitRequest.ENDPOINT)
                            ? HeadNodes.throughEndpoint(login, aws, request, seen.instanceId())
                            : login);
        } finally {
            accounts.close();
        }
    }

    private Login login(String host, String rememberedAs) throws OperationException {
        return new HeadNodes(new SshKeys()).login(user, request, host, rememberedAs);
    }

    private FormValidation at(Login login) throws IOException, OperationException {
        Path folder = Files.createTempDirectory("hummingbird");
        try {
            Path copy = folder.resolve("known_hosts");
            Path known = HeadNodes.knownHosts();
            if (Files.exists(known)) {
                Files.copy(known, copy);
            }
            HostKeys keys = new HostKeys(copy);
            List<HostKeys.Remembered> before = keys.remembered();
            try (Connections connections = new Connections(keys)) {
                SlurmConfig slurm = new Slurm(connections.shell(login, line -> {})).config();
                String works =
                        Messages.HeadNodeConnection_works(login.toString(), slurm.version(), slurm.clusterName());
                return FormValidation.ok(keys.remembered().stream()
                        .filter(one -> !before.contains(one))
                        .findFirst()
                        .map(one -> works + ' ' + Messages.HeadNodeConnection_newKey(one.type(), one.fingerprint()))
                        .orElse(works));
            }
        } finally {
            Util.deleteRecursive(new File(folder.toString()));
        }
    }
}
