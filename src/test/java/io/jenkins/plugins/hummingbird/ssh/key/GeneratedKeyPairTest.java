package io.jenkins.plugins.hummingbird.ssh.key;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class GeneratedKeyPairTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void theHalvesBelongTogetherAndPairsDiffer() throws Exception {
        GeneratedKeyPair key = GeneratedKeyPair.generate();
        KeyPair pair =
                PrivateKeys.parse("test", List.of(key.privateText()), null).get(0);
        assertThat(GeneratedKeyPair.publicLine(pair), is(key.publicLine()));
        assertThat(key.publicLine(), startsWith("ssh-ed25519 AAAA"));
        assertThat(GeneratedKeyPair.generate().publicLine(), not(key.publicLine()));
    }

    @Test
    public void opensshReadsThePrivateHalf() throws Exception {
        GeneratedKeyPair key = GeneratedKeyPair.generate();
        Path file = folder.getRoot().toPath().resolve("key");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, key.privateText());
        Process keygen = new ProcessBuilder("ssh-keygen", "-y", "-f", file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output, startsWith(key.publicLine()));
        assertThat(keygen.waitFor(), is(0));
    }
}
