package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.state.DirectoryId;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.services.directory.model.DirectoryDescription;
import software.amazon.awssdk.services.directory.model.EntityDoesNotExistException;

/** Looks up a directory of AWS Directory Service by its id. */
public final class DirectoryLookup {
    private final AwsClients aws;

    public DirectoryLookup(AwsClients aws) {
        this.aws = aws;
    }

    /**
     * @param id such as {@code d-0123456789}
     * @throws OperationException when there is no such directory
     */
    public Directory get(String id) throws IOException, OperationException {
        DirectoryId.check(id);
        List<DirectoryDescription> found = aws.directory("looking for the directory " + id, directory -> {
            try {
                return directory.describeDirectories(r -> r.directoryIds(id)).directoryDescriptions();
            } catch (EntityDoesNotExistException e) {
                return List.of();
            }
        });
        if (found.isEmpty()) {
            throw new OperationException("directoryId: there is no directory " + id + " in " + aws.region()
                    + ". Check the id (AWS Directory Service, Directories), the region and the account.");
        }
        DirectoryDescription one = found.get(0);
        String shortName = one.shortName() == null ? one.name().split("\\.")[0] : one.shortName();
        return new Directory(
                id, one.name(), shortName, String.valueOf(one.stageAsString()), List.copyOf(one.dnsIpAddrs()));
    }
}
