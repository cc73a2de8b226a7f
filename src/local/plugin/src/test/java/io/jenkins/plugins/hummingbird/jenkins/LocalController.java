package io.jenkins.plugins.hummingbird.jenkins;

import com.cloudbees.plugins.credentials.LocalCredentials;
import hudson.security.ACL;
import hudson.security.Permission;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.jenkins.headnode.HeadNodes;
import io.jenkins.plugins.hummingbird.jenkins.run.OperationPool;
import io.jenkins.plugins.hummingbird.jenkins.run.PendingOperations;
import io.jenkins.plugins.hummingbird.operation.StateFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import jenkins.local.LocalJob;
import jenkins.model.Jenkins;
import jenkins.model.LocalJenkins;
import org.junit.internal.runners.statements.FailOnTimeout;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;
import org.springframework.security.core.Authentication;

/** A controller made of the stand-ins, whose process can die and start again on the same folder. */
public final class LocalController extends ExternalResource {
    private static volatile int process;

    private final TemporaryFolder folder = new TemporaryFolder();

    @Override
    public Statement apply(Statement test, Description description) {
        return super.apply(
                FailOnTimeout.builder()
                        .withTimeout(2 * Patience.SECONDS, TimeUnit.SECONDS)
                        .build(test),
                description);
    }

    @Override
    protected void before() throws IOException {
        folder.create();
        start();
    }

    @Override
    protected void after() {
        die();
        Breakpoints.reset();
        TestContext.forgetEnds();
        LocalCredentials.clear();
        folder.delete();
    }

    /** The process dies in the midst of whatever it does; the next one has its folder and nothing else. */
    public void restart() {
        die();
        start();
    }

    private void start() {
        LocalJenkins.start(folder.getRoot());
    }

    /** From now on every user may do what is among these permissions at each moment, and nothing else. */
    public void grantOnly(Set<Permission> granted) {
        LocalJenkins.start(folder.getRoot(), new ACL() {
            @Override
            public boolean hasPermission2(Authentication who, Permission permission) {
                return granted.contains(permission);
            }
        });
    }

    private static void die() {
        process++;
        OperationPool.end();
        HeadNodes.close();
        PendingOperations.forget();
        LocalJenkins.stop();
    }

    /** Counts the processes: what belongs to a former one is not heard any more. */
    public static int process() {
        return process;
    }

    public LocalJob job(String name) {
        LocalJob known = Jenkins.get().getItemByFullName(name, LocalJob.class);
        return known == null ? new LocalJob(name) : known;
    }

    /** JENKINS_HOME. */
    public Path home() {
        return folder.getRoot().toPath();
    }

    /** The ids of the operations that have begun and are not over. */
    public List<String> unfinished() {
        String[] ids = new File(folder.getRoot(), "hummingbird/unfinished").list();
        return ids == null ? List.of() : List.of(ids);
    }

    /** The operation as it was last saved; null when it was not. */
    public static TestOperation saved(Path folder) throws IOException {
        StateFile file = new StateFile(folder);
        return file.exists() ? (TestOperation) file.read() : null;
    }
}
