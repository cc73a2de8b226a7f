package hudson.util;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypted with a key of the JVM, where Jenkins keeps one in its folder. */
public final class Secret implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SecretKeySpec KEY = new SecretKeySpec(random(16), "AES");
    private static final int NONCE = 12;

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret fromString(String data) {
        Secret decrypted = decrypt(data);
        return decrypted == null ? new Secret(data == null ? "" : data) : decrypted;
    }

    public String getPlainText() {
        return value;
    }

    public String getEncryptedValue() {
        byte[] nonce = random(NONCE);
        try {
            byte[] text = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(value.getBytes(StandardCharsets.UTF_8));
            byte[] all = new byte[NONCE + text.length];
            System.arraycopy(nonce, 0, all, 0, NONCE);
            System.arraycopy(text, 0, all, NONCE, text.length);
            return "{" + Base64.getEncoder().encodeToString(all) + "}";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return null for what was not encrypted, or with another key */
    public static Secret decrypt(String data) {
        if (data == null || !data.startsWith("{") || !data.endsWith("}")) {
            return null;
        }
        try {
            byte[] all = Base64.getDecoder().decode(data.substring(1, data.length() - 1));
            byte[] nonce = Arrays.copyOf(all, NONCE);
            byte[] text = cipher(Cipher.DECRYPT_MODE, nonce).doFinal(all, NONCE, all.length - NONCE);
            return new Secret(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, KEY, new GCMParameterSpec(128, nonce));
        return cipher;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
