package jenkins.local;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.Launcher;
import hudson.model.Result;
import hudson.model.Run;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What a step in a Pipeline has around it. Saved is the name of the build, as in Jenkins. */
public abstract class LocalContext extends StepContext {
    private static final long serialVersionUID = 1L;

    /** The name of the build when it was saved; its job may be renamed later. */
    private String name;

    private final boolean node;
    private transient LocalBuild build;

    /** @param node whether the step is within a node */
    protected LocalContext(LocalBuild build, boolean node) {
        this.build = build;
        this.node = node;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        name = build().getExternalizableId();
        out.defaultWriteObject();
    }

    /** The build, found by its name after a restart. */
    protected final synchronized LocalBuild build() {
        if (build == null) {
            build = (LocalBuild) Run.fromExternalizableId(name);
        }
        return build;
    }

    /** @return null for what the step does not have, such as a workspace outside of a node */
    @Override
    public <T> T get(Class<T> key) throws IOException {
        LocalBuild present = build();
        Stream<Object> around =
                Stream.of(present, present.getParent(), present.listener(), present.getEnvironment(present.listener()));
        Stream<Object> within = node
                ? Stream.of(present.getWorkspace(), new Launcher.LocalLauncher(present.listener()))
                : Stream.empty();
        return Stream.concat(around, within)
                .filter(key::isInstance)
                .map(key::cast)
                .findFirst()
                .orElse(null);
    }

    /** @param end the step's result, which may be null, or the Throwable that it failed with */
    protected abstract void ended(Object end);

    @Override
    public final void onSuccess(Object result) {
        ended(result);
    }

    @Override
    public final void onFailure(Throwable cause) {
        ended(cause);
    }

    @Override
    public final boolean isReady() {
        return true;
    }

    @Override
    public final ListenableFuture<Void> saveState() {
        return Futures.immediateFuture(null);
    }

    @Override
    public final void setResult(Result result) {
        build().setResult(result);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof LocalContext context && context.build().equals(build());
    }

    @Override
    public final int hashCode() {
        return build().hashCode();
    }
}
