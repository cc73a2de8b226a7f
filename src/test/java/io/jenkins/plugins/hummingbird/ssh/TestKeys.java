package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Generates keys with ssh-keygen. */
public final class TestKeys {
    private TestKeys() {}

    /** @return the path of a new private key; the name of the public key ends in .pub */
    public static Path generate(Path folder, String name, String... options) throws IOException, InterruptedException {
        Path file = folder.resolve(name);
        List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-C", "", "-f", file.toString()));
        command.addAll(List.of(options));
        if (!command.contains("-N")) {
            command.addAll(List.of("-N", ""));
        }
        run(command.toArray(new String[0]));
        return file;
    }

    /**
     * Combines the public half of one key with the private half of another. The format is OpenSSH's: a magic string,
     * then length-prefixed texts: cipher, key derivation, its options; the number of keys; the public half, the private
     * half.
     */
    public static String splice(Path publicOf, Path privateOf) throws IOException {
        String begin = "-----BEGIN OPENSSH PRIVATE KEY-----\n";
        String end = "-----END OPENSSH PRIVATE KEY-----\n";
        List<byte[]> halves = new ArrayList<>();
        for (Path file : List.of(publicOf, privateOf)) {
            String text = Files.readString(file);
            halves.add(Base64.getMimeDecoder().decode(text.substring(begin.length(), text.indexOf(end))));
        }
        ByteArrayOutputStream spliced = new ByteArrayOutputStream();
        int ends = publicEnd(halves.get(0));
        spliced.write(halves.get(0), 0, ends);
        int begins = publicEnd(halves.get(1));
        spliced.write(halves.get(1), begins, halves.get(1).length - begins);
        return begin + Base64.getMimeEncoder().encodeToString(spliced.toByteArray()) + "\n" + end;
    }

    private static int publicEnd(byte[] key) {
        ByteBuffer buffer = ByteBuffer.wrap(key).position("openssh-key-v1\0".length());
        for (int i = 0; i < 3; i++) {
            buffer.position(buffer.position() + 4 + buffer.getInt(buffer.position()));
        }
        buffer.getInt();
        return buffer.position() + 4 + buffer.getInt(buffer.position());
    }

    /** Runs a command, which must succeed, and returns its output. */
    public static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(Patience.SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError(String.join(" ", command) + " failed: " + output);
        }
        return output;
    }
}
