package io.jenkins.plugins.hummingbird.image.phases;

import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakeFiles;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks the parameters and copies the script into the operation's folder: no later move needs the node. */
public final class ReadInputs implements BakeHandler {
    private static final long LARGEST = 1L << 20;

    @Override
    public PhaseResult<BakePhase> move(BakeState bake, BakeContext context) throws IOException, OperationException {
        BakeRequest request = bake.request();
        BakeCheck.check(request);
        context.log("bake " + bake.id());
        Path script = BakeFiles.script(context.folder());
        if (request.scriptFile.isEmpty()) {
            Files.writeString(script, request.script.isBlank() ? "" : request.script);
        } else {
            context.copyFromWorkspace(request.scriptFile, script, LARGEST);
        }
        bake.hasScript = Files.size(script) > 0;
        return PhaseResult.done();
    }
}
