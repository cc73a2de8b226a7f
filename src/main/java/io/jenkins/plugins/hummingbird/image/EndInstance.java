package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Duration;

/** Terminates the instance and removes its group. */
final class EndInstance implements BakePart {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Override
    public Next move(Bake bake, BakeSurroundings around) throws IOException, OperationException {
        AwsClients aws = around.aws(bake.request().aws);
        if (!new BakeInstance(bake, around).end(around.now()) || !BakeGroup.delete(bake, aws, around.now())) {
            return Next.in(PAUSE);
        }
        return bake.goOn();
    }
}
