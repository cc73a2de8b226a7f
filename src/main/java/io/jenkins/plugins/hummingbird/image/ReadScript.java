package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at the parameters and copies the script into the operation's folder: no later move needs the node. */
final class ReadScript implements BakePart {
    private static final String SCRIPT = "script.sh";
    private static final long LARGEST = 1L << 20;

    @Override
    public Next move(Bake bake, BakeContext context) throws IOException, OperationException {
        BakeRequest request = bake.request();
        BakeCheck.check(request);
        context.log("bake " + bake.id());
        Path script = context.folder().resolve(SCRIPT);
        if (request.scriptFile.isEmpty()) {
            Files.writeString(script, request.script.isBlank() ? "" : request.script);
        } else {
            context.copyFromWorkspace(request.scriptFile, script, LARGEST);
        }
        return bake.goOn();
    }

    /** The script; empty where there is none. */
    static byte[] script(BakeContext context) throws IOException {
        return Files.readAllBytes(context.folder().resolve(SCRIPT));
    }
}
