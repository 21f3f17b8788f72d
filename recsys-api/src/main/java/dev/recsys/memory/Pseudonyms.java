package dev.recsys.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.internal.check.Checks;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Pseudonyms of ids by a keyed hash: the first 16 bytes of HMAC-SHA-256, in hexadecimal. Immutable and thread-safe. */
final class Pseudonyms {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 16;
    private static final Pattern MARK = Pattern.compile("[0-9a-f]{" + 2 * BYTES + "}");
    private static final int LEAST_KEY_BYTES = 16;

    private final SecretKeySpec key;

    Pseudonyms(byte[] key) {
        Checks.atLeast(key.length, LEAST_KEY_BYTES, "the number of bytes of the key");
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    String of(String id) {
        return hash("id\n" + id);
    }

    /** Whether some text can be the mark of a key. */
    static boolean isMark(String text) {
        return MARK.matcher(text).matches();
    }

    /** A mark that recognises the key without revealing it. */
    String mark() {
        return hash("mark\n");
    }

    private String hash(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(text.getBytes(UTF_8)), BYTES));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
