package io.jenkins.plugins.hummingbird.jenkins.form;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.jenkins.credentials.AwsAccounts;
import io.jenkins.plugins.hummingbird.jenkins.credentials.ItemCredentials;
import io.jenkins.plugins.hummingbird.jenkins.credentials.SshKeys;
import io.jenkins.plugins.hummingbird.jenkins.headnode.ClusterCredentials;
import io.jenkins.plugins.hummingbird.jenkins.headnode.ClusterHeadNodes;
import io.jenkins.plugins.hummingbird.jenkins.headnode.HeadNodes;
import io.jenkins.plugins.hummingbird.operation.ErrorSentence;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.slurm.Slurm;
import io.jenkins.plugins.hummingbird.slurm.SlurmConfig;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import io.jenkins.plugins.hummingbird.submit.headnode.ClusterReport;
import io.jenkins.plugins.hummingbird.submit.headnode.HeadNodeLocator;
import io.jenkins.plugins.hummingbird.submit.look.FolderSketch;
import io.jenkins.plugins.hummingbird.submit.request.HeadNodeAddress;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Logs in to a head node for the button of a form, and answers what somebody asks of it: whether it has Slurm, what submissions
 * need, or what lies in a folder. Nothing of it is kept, and no host key is remembered.
 */
final class HeadNodeConnectionCheck {
    private final ItemCredentials user;
    private final SubmitRequest request;

    /**
     * @param item the job in whose place credentials are looked up; null for Jenkins itself
     * @param request says where, as whom, and how the host is known; what else of it counts depends on the question
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
        return at((shell, login, scratch) -> {
            SlurmConfig slurm = new Slurm(shell).config();
            return new Answer(
                    true, Messages.HeadNodeConnection_works(login.toString(), slurm.version(), slurm.clusterName()));
        });
    }

    /**
     * Logs in and looks for what submissions need. What {@link #test()} says of it holds here, too.
     *
     * @param outputRoots folders that results may lie in
     */
    FormValidation report(List<String> outputRoots) {
        return at((shell, login, scratch) -> {
            ClusterReport report = ClusterReport.of(shell, request, outputRoots);
            String found = Messages.HeadNodeConnection_report(login.toString(), report.found());
            return new Answer(
                    report.missing().isEmpty(),
                    report.missing().isEmpty()
                            ? found
                            : found + " Missing: " + String.join("; ", report.missing()) + ".");
        });
    }

    /**
     * Logs in and looks at the image folder. What {@link #test()} says of it holds here, too.
     *
     * @return plates, wells, sites and channels as markup, or why there are none
     */
    FormValidation look() {
        return at((shell, login, scratch) -> {
            FolderSketch sketch = FolderSketch.of(shell, request, scratch);
            return new Answer(!sketch.isRefused(), FolderSketchMarkup.of(sketch, request.imageFolder()), true);
        });
    }

    /** What is asked of a head node. */
    private interface Question {
        /** @param scratch an empty folder of Jenkins, for as long as this takes */
        Answer ask(Shell headNode, Login login, Path scratch) throws IOException, OperationException;
    }

    /**
     * @param good whether nothing is missing
     * @param markup whether the text is HTML
     */
    private record Answer(boolean good, String text, boolean markup) {
        Answer(boolean good, String text) {
            this(good, text, false);
        }

        FormValidation with(String more) {
            if (markup) {
                String html = more.isEmpty() ? text : text + "<div>" + FolderSketchMarkup.escaped(more) + "</div>";
                return good ? FormValidation.okWithMarkup(html) : FormValidation.warningWithMarkup(html);
            }
            String all = more.isEmpty() ? text : text + ' ' + more;
            return good ? FormValidation.ok(all) : FormValidation.warning(all);
        }
    }

    private FormValidation at(Question question) {
        try {
            ClusterCredentials.checkAllowed(user, request);
            if (request.used() != null && !request.used().problems().isEmpty()) {
                return FormValidation.error(String.join("; ", request.used().problems()) + ".");
            }
            return request.cluster.isEmpty() ? at(login(request.host, null), "", question) : atCluster(question);
        } catch (OperationException | IOException e) {
            return FormValidation.error(ErrorSentence.message(e));
        }
    }

    private FormValidation atCluster(Question question) throws IOException, OperationException {
        AwsAccounts accounts = new AwsAccounts();
        try {
            AwsClients aws = accounts.clients(ClusterCredentials.ofAws(user, request), request.aws);
            HeadNodeLocator.Sighting seen = new ClusterHeadNodes(aws, Clock.systemUTC(), request, "").look();
            if (seen.address().isEmpty()) {
                return FormValidation.warning(seen.waitsFor());
            }
            Login login = login(seen.address(), seen.instanceId());
            return at(
                    request.address.equals(HeadNodeAddress.ENDPOINT)
                            ? HeadNodes.throughEndpoint(login, aws, request, seen.instanceId())
                            : login,
                    seen.fleetStopped() ? Messages.HeadNodeConnection_fleetStopped(request.cluster) : "",
                    question);
        } finally {
            accounts.close();
        }
    }

    private Login login(String host, String rememberedAs) throws OperationException {
        return new HeadNodes(new SshKeys()).login(user, request, host, rememberedAs);
    }

    /** @param remark a sentence to add to the answer; may be empty */
    private FormValidation at(Login login, String remark, Question question) throws IOException, OperationException {
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
                Answer answer = question.ask(
                        connections.shell(login, line -> {}), login, Files.createDirectory(folder.resolve("scratch")));
                return answer.with(Stream.concat(
                                Stream.of(remark),
                                keys.remembered().stream()
                                        .filter(one -> !before.contains(one))
                                        .limit(1)
                                        .map(one -> Messages.HeadNodeConnection_newKey(one.type(), one.fingerprint())))
                        .filter(sentence -> !sentence.isEmpty())
                        .collect(Collectors.joining(" ")));
            }
        } finally {
            Util.deleteRecursive(new File(folder.toString()));
        }
    }
}
