package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the temporary security group, unless groups are given. */
final class MakeGroup implements BakePart {
    @Override
    public Next move(Bake bake, BakeContext context) throws IOException, OperationException {
        if (!BakeCheck.groups(bake.request()).isEmpty()) {
            return bake.goOn();
        }
        AwsClients aws = context.aws(bake.request().aws);
        boolean before = bake.groupIntended;
        if (!before) {
            bake.groupIntended = true;
            bake.groupMillis = context.now().toEpochMilli();
            context.save();
        }
        if (bake.groupId == null && before) {
            bake.groupId = BakeGroup.find(bake, aws);
        }
        if (bake.groupId == null) {
            bake.groupId = BakeGroup.create(bake, aws, context);
            context.save();
        }
        BakeGroup.open(bake, aws, context.now());
        context.log("temporary security group: " + bake.groupId + ", SSH from "
                + Stream.concat(bake.cidrs.stream(), bake.sourceGroups.stream()).collect(Collectors.joining(", ")));
        return bake.goOn();
    }
}
