package io.jenkins.plugins.hummingbird.runner;

import com.cloudbees.plugins.credentials.LocalCredentials;
import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.model.Result;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.hummingbird.jenkins.HummingbirdConfiguration;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.FileHandler;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
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
    private final Interruption interruption = new Interruption();

    Runner(CommandLine commandLine, OutputStream out) throws IOException {
        this.commandLine = commandLine;
        String name = commandLine.fileName().replaceFirst("[.]Jenkinsfile$", "");
        LocalJob job = new LocalJob(LocalJenkins.start(commandLine.home().toFile()), name);
        LocalJenkins.add(job);
        LocalCredentials.clear();
        commandLine.credentials().forEach(LocalCredentials::add);
        // the command line has no AWS credentials, and who runs it may do what it does
        ExtensionList.lookupSingleton(HummingbirdConfiguration.class).setAllowControllerCredentials(true);
        build = job.build();
        log = new BuildLog(build.getRootDir().toPath().resolve("log"), out);
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
        Runtime.getRuntime().addShutdownHook(new Thread(() -> runner.abort(ended), "abort"));
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

    private void abort(CountDownLatch ended) {
        try {
            if (ended.getCount() > 0) {
                interruption.request();
                ended.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            log.error("the step cannot be stopped: " + e);
        }
    }

    /** Asks for the end of the build; see {@link Interruption}. */
    void abort() throws Exception {
        interruption.request();
    }

    /** Runs the build to its end. */
    Result run() {
        log.println("Started from the command line");
        Throwable failure;
        try {
            failure = runPipeline();
        } catch (CompilationFailedException | AbortException e) {
            failure = new AbortException(e.getMessage());
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
        if (failure != null) {
            explain(failure);
        }
        listeners().forEach(listener -> listener.onCompleted(build, log));
        Result result = build.end();
        log.println("Finished: " + result);
        listeners().forEach(listener -> listener.onFinalized(build));
        return result;
    }

    private Throwable runPipeline() throws IOException {
        EnvVars variables = new EnvVars();
        BuildContext context = new BuildContext(build, log, variables);
        Binding binding = new Binding();
        PipelineScript script = compile(binding);
        Steps steps = new Steps(context, commandLine.workspace(), interruption);
        Pipeline pipeline = new Pipeline(script.read(steps), context, commandLine.workspace());

        Map<String, String> parameters = pipeline.parameters(commandLine.parameters());
        variables.putAll(parameters);
        variables.put("JOB_NAME", build.getParent().getFullName());
        variables.put("BUILD_NUMBER", Integer.toString(build.getNumber()));
        binding.setVariable("params", parameters);
        binding.setVariable("env", variables);
        binding.setVariable("currentBuild", new CurrentBuild(build));
        binding.setVariable("out", log.getLogger());
        return pipeline.run();
    }

    private PipelineScript compile(Binding binding) throws IOException {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(PipelineScript.class.getName());
        configuration.addCompilationCustomizers(new Grammar(Steps.names()));
        GroovyShell shell = new GroovyShell(Runner.class.getClassLoader(), binding, configuration);
        String text = Files.readString(commandLine.jenkinsfile());
        return (PipelineScript) shell.parse(text, commandLine.fileName());
    }

    /** As Jenkins does at the end of the log: a mistake of the user in a line, anything else with its stack trace. */
    private void explain(Throwable failure) {
        build.setResult(failure instanceof FlowInterruptedException stop ? stop.getResult() : Result.FAILURE);
        if (failure instanceof FlowInterruptedException stop) {
            stop.getCauses().forEach(cause -> cause.print(log));
        } else if (failure instanceof AbortException) {
            log.error(failure.getMessage());
        } else {
            StackTraceUtils.deepSanitize(failure).printStackTrace(log.getLogger());
        }
    }

    @SuppressWarnings("unchecked")
    private Iterable<RunListener<LocalBuild>> listeners() {
        return ExtensionList.lookup(RunListener.class).stream()
                .filter(listener -> listener.targetType == null || listener.targetType.isInstance(build))
                .map(listener -> (RunListener<LocalBuild>) listener)
                .toList();
    }
}
