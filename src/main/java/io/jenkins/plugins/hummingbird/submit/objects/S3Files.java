package io.jenkins.plugins.hummingbird.submit.objects;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.request.S3Request;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files by which tasks fetch images from S3 and copy results there, besides the programs that do so. */
public final class S3Files {
    private static final String SETTINGS = "s3";
    static final String URLS = "urls";

    private S3Files() {}

    /**
     * Writes all of them into the folder of a submission, or of its tasks that merge tables.
     *
     * @param regions of buckets, by their names; a program finds out those that are missing
     * @param urls where the results of each group, or of each set of tables, go; empty for no copies
     */
    public static void write(Path folder, S3Request request, Map<String, String> regions, List<String> urls)
            throws IOException, OperationException {
        List<String> settings =
                new ArrayList<>(List.of("access\t" + request.access().setting()));
        regions.forEach((bucket, region) -> settings.add("region\t" + bucket + "\t" + region));
        Files.write(folder.resolve(SETTINGS), settings);
        if (!urls.isEmpty()) {
            Files.write(folder.resolve(URLS), urls);
        }
        for (Map.Entry<String, String> program : RemoteScripts.objects().entrySet()) {
            Files.writeString(folder.resolve(program.getKey()), program.getValue());
        }
    }

    /** @return those that are in the folder, and the programs */
    public static List<Path> in(Path folder) {
        return Stream.concat(
                        Stream.of(SETTINGS, URLS, ObjectFiles.OBJECTS, ObjectFiles.INDEX),
                        RemoteScripts.objects().keySet().stream())
                .map(folder::resolve)
                .filter(Files::exists)
                .toList();
    }
}
