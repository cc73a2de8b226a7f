package io.jenkins.plugins.hummingbird.submit.objects;

import io.jenkins.plugins.hummingbird.emulator.S3Bucket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Results of a group, which upload.py copies to a bucket. */
final class UploadedResults {
    static final String MANIFEST = "out/g 1/hummingbird-manifest.tsv";
    static final String EARLIER = "out/g 1/hummingbird-manifest.earlier.tsv";

    private final ObjectPrograms programs;
    private final S3Bucket bucket;

    /** Their folder. */
    final Path folder;

    /** The local manifest. */
    final Path manifest;

    UploadedResults(ObjectPrograms programs, S3Bucket bucket) throws IOException {
        this.programs = programs;
        this.bucket = bucket;
        folder = programs.root().resolve("results");
        manifest = programs.root().resolve("results.manifest");
        write("Image.csv", "1,2\n");
        write("sub ü/b+%41.db", "db");
        write("empty.properties", "");
    }

    void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    void delete(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }

    private String[] words() {
        return new String[] {"s3", folder.toString(), bucket.url("out/g 1"), manifest.toString(), "d1g"};
    }

    /** @return the exit code */
    int upload() throws Exception {
        return programs.run("upload.py", words());
    }

    Process start() throws IOException {
        return programs.start("upload.py", words());
    }

    /** @return the exit code */
    int restore() throws Exception {
        return programs.run("restore.py", "s3", manifest.toString(), programs.root() + "/back");
    }

    static byte[] digest(String algorithm, byte[] content) throws GeneralSecurityException {
        return MessageDigest.getInstance(algorithm).digest(content);
    }

    /** The line of a file in the manifest. */
    static String line(String name, byte[] content) throws GeneralSecurityException {
        String sha256 = HexFormat.of().formatHex(digest("SHA-256", content));
        return "out/g 1/" + name + "\t" + content.length + "\t" + sha256 + "\n";
    }

    private static String line(String name, String content) throws GeneralSecurityException {
        return line(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** The manifest in S3 of what there is at first. */
    static String remote() throws GeneralSecurityException {
        return "key\tbytes\tsha256\n" + line("Image.csv", "1,2\n") + line("empty.properties", "")
                + line("sub ü/b+%41.db", "db");
    }
}
