package io.jenkins.plugins.hummingbird.jenkins;

import hudson.EnvVars;
import hudson.Util;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.jenkins.form.BakeDescriptor;
import io.jenkins.plugins.hummingbird.jenkins.form.SkipDoneMode;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;

/** Writes the parameters of a step as the request that its operation keeps. */
final class RequestWriter {
    private final EnvVars environment;

    /** @param environment for a freestyle build: its variables, which names and paths may refer to; else null */
    RequestWriter(EnvVars environment) {
        this.environment = environment;
    }

    SubmitRequest request(SubmitStep step) {
        SubmitRequest request = new SubmitRequest();
        writeHeadNode(step, request);
        writeAnalysis(step, request);
        request.partition = expand(step.getPartition());
        request.cpus = step.getCpus();
        request.memory = step.getMemory();
        request.timeLimit = step.getTimeLimit();
        request.maxConcurrent = step.getMaxConcurrent();
        request.sbatchOptions = expand(step.getSbatchOptions());
        request.retries = step.getRetries();
        request.skipDone = step.getSkipDone() != SkipDoneMode.no;
        request.trustUnchecked = step.getSkipDone() == SkipDoneMode.trust;
        request.keepAttempts = step.getKeepAttempts();
        request.expectedFiles = Util.fixNull(step.getExpectedFiles());
        request.minFileSize = step.getMinFileSize();
        request.archive = Util.fixNull(step.getArchive());
        request.maxFailed = step.getMaxFailed();
        request.onFailed = step.getOnFailed();
        request.timeoutMinutes = step.getTimeoutMinutes();
        return request;
    }

    BakeRequest request(BakeStep step) {
        BakeRequest request = new BakeRequest();
        writeInstance(step, request);
        request.name = expand(step.getName());
        request.os = step.getOs();
        request.architecture = step.getArchitecture();
        request.parallelClusterVersion = expand(step.getParallelClusterVersion());
        request.baseAmi = expand(step.getBaseAmi());
        request.recipe = step.getRecipe().equals(BakeDescriptor.NO_RECIPE) ? "" : step.getRecipe();
        request.cellProfilerVersion = expand(step.getCellProfilerVersion());
        // no references here: a shell script has dollars of its own
        request.script = Util.fixNull(step.getScript());
        request.scriptFile = expand(step.getScriptFile());
        request.pipIndexUrl = expand(step.getPipIndexUrl());
        request.packageProxy = expand(step.getPackageProxy());
        request.pythonSource = expand(step.getPythonSource());
        request.tags = expand(step.getTags());
        request.reuse = step.isReuse();
        request.keepOnFailure = step.isKeepOnFailure();
        request.timeoutMinutes = step.getTimeoutMinutes();
        return request;
    }

    ClusterRequest request(ClusterStep step) {
        ClusterRequest request = new ClusterRequest();
        request.aws = step.awsRequest(this::expand);
        request.action = Util.fixNull(step.getAction());
        request.name = expand(step.getName());
        request.configuration = expand(step.getConfiguration());
        // no references here: scripts that a configuration holds have dollars of their own
        request.configurationText = Util.fixNull(step.getConfigurationText());
        request.customAmi = expand(step.getCustomAmi());
        request.directoryId = expand(step.getDirectoryId());
        request.domainReadOnlyUser = expand(step.getDomainReadOnlyUser());
        request.passwordSecretArn = expand(step.getPasswordSecretArn());
        request.pcluster = expand(step.getPcluster());
        request.rollbackOnFailure = step.isRollbackOnFailure();
        request.suppressValidators = expand(step.getSuppressValidators());
        request.stopFleet = step.isStopFleet();
        request.wait = step.isWait();
        request.headNode = step.isHeadNode();
        request.force = step.isForce();
        request.retain = expand(step.getRetain());
        request.expiresAfterHours = step.getExpiresAfterHours();
        request.timeoutMinutes = step.getTimeoutMinutes();
        request.os = step.getOs();
        request.architecture = step.getArchitecture();
        return request;
    }

    private void writeInstance(InstanceStep step, BakeRequest request) {
        request.aws = step.awsRequest(this::expand);
        request.instanceType = expand(step.getInstanceType());
        request.rootVolumeGiB = step.getRootVolumeGiB();
        request.encrypted = step.isEncrypted();
        request.kmsKeyId = expand(step.getKmsKeyId());
        request.subnetId = expand(step.getSubnetId());
        request.securityGroupIds = expand(step.getSecurityGroupIds());
        request.allowedCidr = expand(step.getAllowedCidr());
        request.address = step.getAddress();
        request.instanceConnectEndpointId = expand(step.getInstanceConnectEndpointId());
        request.sshCredentialsId = expand(step.getSshCredentialsId());
        request.sshUser = expand(step.getSshUser());
        request.sshPort = step.getSshPort();
    }

    private void writeHeadNode(HeadNodeStep step, SubmitRequest request) {
        request.cluster = expand(step.getCluster());
        request.aws = step.awsRequest(this::expand);
        request.address = step.getAddress();
        request.instanceConnectEndpointId = expand(step.getInstanceConnectEndpointId());
        request.host = expand(step.getHost());
        request.port = step.getPort();
        request.user = expand(step.getUser());
        request.sshCredentialsId = expand(step.getSshCredentialsId());
        request.hostKey = Util.fixNull(step.getHostKey());
        request.hostKeyPolicy = OperationStep.text(
                step.getHostKeyPolicy(),
                Util.fixNull(HummingbirdConfiguration.get().getHostKeyPolicy()));
        request.knownHosts = Util.fixNull(step.getKnownHosts());
    }

    private void writeAnalysis(AnalysisStep step, SubmitRequest request) {
        request.pipeline = expand(step.getPipeline());
        request.pipelineText = Util.fixNull(step.getPipelineText());
        request.dataFile = expand(step.getDataFile());
        request.dataFileText = Util.fixNull(step.getDataFileText());
        request.images = expand(step.getImages());
        // no references here: a regular expression has dollars of its own
        request.imagePattern = Util.fixNull(step.getImagePattern());
        request.channels = expand(step.getChannels());
        request.illumination = expand(step.getIllumination());
        request.output = expand(step.getOutput());
        request.groupBy = expand(step.getGroupBy());
        request.groupsPerTask = step.getGroupsPerTask();
        request.slice = step.isSlice();
        request.cellprofiler = expand(step.getCellprofiler());
        request.pluginsDirectory = expand(step.getPluginsDirectory());
        request.home = expand(step.getHome());
    }

    private String expand(String text) {
        if (text == null) {
            return "";
        }
        return environment == null ? text : environment.expand(text);
    }
}
