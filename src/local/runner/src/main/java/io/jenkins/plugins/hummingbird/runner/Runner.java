package io.jenkins.plugins.hummingbird.runner;

import com.cloudbees.plugins.credentials.LocalCredentials;
import com.google.common.util.concurrent.Uninterruptibles;
import groovy.lang.GroovyShell;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.model.Result;
import io.jenkins.plugins.hummingbird.jenkins.HummingbirdConfiguration;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.FileHandler;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import jenkins.local.LocalBuild;
import jenkins.local.LocalJob;
import jenkins.model.LocalJenkins;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.runtime.StackTraceUtils;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * Runs a declarative Jenkinsfile with the step classes of the plugin, without a Jenkins. It is an ordinary Groovy
 * program here, not one that Jenkins can suspend and resume: that shows what the steps do, not what Jenkins does.
 */
public final class Runner {
    private static final Map<Result, Integer> EXIT_CODES =
            Map.of(Result.SUCCESS, 0, Result.FAILURE, 1, Result.UNSTABLE, 2, Result.ABORTED, 3);
    private static final int WRONG_ARGUMENTS = 64;

    private final CommandLine commandLine;
    private final LocalBuild build;
    private final BuildLog log;
    private final AtomicReference<CompletableFuture<Void>> abort = new AtomicReference<>(new CompletableFuture<>());

    Runner(CommandLine commandLine, OutputStream out) throws IOException {
        this.commandLine = commandLine;
        LocalJenkins.start(commandLine.home().toFile());
        LocalCredentials.clear();
        commandLine.credentials().forEach(LocalCredentials::add);
        // the command line has no AWS credentials, and who runs it may do what it does
        ExtensionList.lookupSingleton(HummingbirdConfiguration.class).setAllowControllerCredentials(true);
        if (commandLine.configuration() != null) {
            configure(commandLine.configuration());
        }
        LocalJob job = new LocalJob(fileName().replaceFirst("[.]Jenkinsfile$", ""));
        build = job.build(new FilePath(new File(commandLine.workspace().toString())), out);
        log = new BuildLog(build.listener());
    }

    private static void configure(Path file) throws IOException {
        try {
            GlobalConfigurationFile.apply(file);
        } catch (Exception e) {
            throw new IOException("the global configuration " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    private String fileName() {
        return commandLine.jenkinsfile().toFile().getName();
    }

    /** See {@link CommandLine#USAGE}. SIGINT and SIGTERM abort the build; the process ends when the build has. */
    public static void main(String[] arguments) throws IOException {
        CommandLine commandLine;
        try {
            commandLine = CommandLine.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("hummingbird-runner: " + e.getMessage() + "\n" + CommandLine.USAGE);
            System.exit(WRONG_ARGUMENTS);
            return;
        }
        writeSystemLog(commandLine.home());
        Runner runner = new Runner(commandLine, System.out);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            runner.abort();
            Uninterruptibles.awaitUninterruptibly(ended);
        }));
        Result result = Result.FAILURE;
        try {
            result = runner.run();
        } finally {
            ended.countDown();
        }
        System.exit(EXIT_CODES.getOrDefault(result, 1));
    }

    /** What Jenkins would write to its own log goes to a file, not between the lines of the build. */
    private static void writeSystemLog(Path home) throws IOException {
        Files.createDirectories(home);
        String file = home.resolve("jenkins.log").toString().replace("%", "%%");
        FileHandler handler = new FileHandler(file, true);
        handler.setFormatter(new SimpleFormatter());
        Logger all = Logger.getLogger("");
        List.of(all.getHandlers()).forEach(all::removeHandler);
        all.addHandler(handler);
    }

    /** Asks for the end of the build; see {@link RunningStep}. */
    void abort() {
        abort.get().complete(null);
    }

    /** Runs the build to its end. */
    Result run() {
        log.println("Started from the command line");
        Throwable failure;
        try {
            failure = runPipeline();
        } catch (CompilationFailedException | IllegalArgumentException e) {
            failure = new AbortException(e.getMessage());
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
        if (failure != null) {
            explain(failure);
        }
        build.end();
        log.println("Finished: " + build.getResult());
        return build.getResult();
    }

    private Throwable runPipeline() throws IOException {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(PipelineScript.class.getName());
        configuration.addCompilationCustomizers(new GroovyOutsideScript());
        PipelineScript script = (PipelineScript) new GroovyShell(Runner.class.getClassLoader(), configuration)
                .parse(Files.readString(commandLine.jenkinsfile()), fileName());
        script.build = build;
        script.log = log;
        script.repository = commandLine.workspace();
        script.abort = abort;
        script.defaults = commandLine.defaults();
        script.run();
        Pipeline pipeline = new Pipeline(script);

        Map<String, String> parameters = pipeline.parameters(commandLine.parameters());
        EnvVars variables = build.getEnvironment(build.listener());
        variables.putAll(parameters);
        variables.put("BUILD_NUMBER", Integer.toString(build.getNumber()));
        script.setProperty("params", parameters);
        script.setProperty("env", variables);
        script.setProperty("currentBuild", new CurrentBuild());
        return pipeline.run();
    }

    /** What the examples set of currentBuild. */
    public static final class CurrentBuild {
        private String description;

        public String getDescription() {
            return description;
        }

        /** @param newDescription shown beside the build */
        public void setDescription(String newDescription) {
            description = newDescription;
        }
    }

    /** As Jenkins does at the end of the log: a mistake of the user in a line, anything else with its stack trace. */
    private void explain(Throwable failure) {
        build.setResult(failure instanceof FlowInterruptedException stop ? stop.getResult() : Result.FAILURE);
        if (failure instanceof FlowInterruptedException stop) {
            stop.getCauses().forEach(cause -> cause.print(build.listener()));
        } else if (failure instanceof AbortException) {
            build.listener().error(failure.getMessage());
        } else {
            StackTraceUtils.deepSanitize(failure)
                    .printStackTrace(build.listener().getLogger());
        }
    }
}
