package dev.recsys.decision.log;

import dev.recsys.internal.check.Checks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes records' bytes, and refuses what would not stay one line. */
final class Body {
    private static final long SPACES = 0x2020_2020_2020_2020L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final String RULE = "json must be a JSON object in one line";

    private Body() {}

    /** The bytes of a line. */
    static byte[] from(String json) {
        Checks.notNull(json, "json");
        Checks.that(json.length() <= LineFormat.MAX_BODY, "json must have at most %d bytes", LineFormat.MAX_BODY);
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        requireLine(body);
        requirePairs(json); // for half of which the encoder writes a question mark
        return body;
    }

    /** A copy of the bytes of a line. */
    static byte[] from(byte[] json, int from, int to) {
        Checks.notNull(json, "json");
        Checks.inRange(from, 0, json.length, "from");
        Checks.inRange(to, from, json.length, "to");
        byte[] body = Arrays.copyOfRange(json, from, to);
        if (!requireLine(body)) {
            requireUtf8(body);
        }
        return body;
    }

    /** Refuses what is no line; says whether all of it is ASCII. */
    private static boolean requireLine(byte[] body) {
        int last = body.length - 1;
        Checks.that(body.length <= LineFormat.MAX_BODY, "json must have at most %d bytes", LineFormat.MAX_BODY);
        Checks.that(last > 0 && body[0] == '{' && body[last] == '}', "%s, from { to }", RULE);
        if (isPrintableAscii(body)) {
            return true;
        }
        boolean isAscii = true;
        for (byte one : body) {
            if (one < ' ' && one >= 0) {
                Checks.that(false, "%s, without control characters", RULE);
            }
            isAscii &= one >= 0;
        }
        return isAscii;
    }

    /**
     * Whether all bytes are in 32..127; eight at a time, since a deciding thread waits for it. A buffer is as fast as a handle
     * once it is compiled, and much faster before.
     */
    static boolean isPrintableAscii(byte[] body) {
        ByteBuffer bytes = ByteBuffer.wrap(body).order(ByteOrder.nativeOrder());
        int i = 0;
        long found = 0;
        for (; i + Long.BYTES <= body.length; i += Long.BYTES) {
            long eight = bytes.getLong(i);
            // The high bit of a byte above 127, and of one below 32.
            found |= eight | ((eight - SPACES) & ~eight);
        }
        for (; i < body.length; i++) {
            found |= body[i] < ' ' ? HIGH_BITS : 0;
        }
        return (found & HIGH_BITS) == 0;
    }

    private static void requirePairs(String json) {
        for (int i = 0; i < json.length(); i++) {
            char unit = json.charAt(i);
            if (Character.isSurrogate(unit)) {
                boolean isPair = Character.isHighSurrogate(unit)
                        && i + 1 < json.length()
                        && Character.isLowSurrogate(json.charAt(i + 1));
                Checks.that(isPair, "%s, without half surrogate pairs", RULE);
                i++;
            }
        }
    }

    private static void requireUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(RULE + ", in UTF-8", e);
        }
    }
}
