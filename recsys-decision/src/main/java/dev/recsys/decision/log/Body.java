package dev.recsys.decision.log;

import dev.recsys.internal.check.Checks;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes records' bytes, and refuses what would not stay one line. */
final class Body {
    private static final String RULE = "json must be a JSON object in one line";

    private Body() {}

    /** The bytes of a line. */
    static byte[] from(String json) {
        Checks.notNull(json, "json");
        Checks.that(json.length() <= LineFormat.MAX_BODY, "json must have at most %d bytes", LineFormat.MAX_BODY);
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        requireLine(body);
        if (!isAsciiWithoutQuestionMark(body)) {
            // The encoder writes a question mark for half a pair.
            requirePairs(json);
        }
        return body;
    }

    /** A copy of the bytes of a line. */
    static byte[] from(byte[] json, int from, int to) {
        Checks.notNull(json, "json");
        Checks.inRange(from, 0, json.length, "from");
        Checks.inRange(to, from, json.length, "to");
        byte[] body = Arrays.copyOfRange(json, from, to);
        requireLine(body);
        if (!isAsciiWithoutQuestionMark(body)) {
            requireUtf8(body);
        }
        return body;
    }

    private static void requireLine(byte[] body) {
        int last = body.length - 1;
        Checks.that(body.length <= LineFormat.MAX_BODY, "json must have at most %d bytes", LineFormat.MAX_BODY);
        Checks.that(last > 0 && body[0] == '{' && body[last] == '}', "%s, from { to }", RULE);
        for (byte one : body) {
            if (one < ' ' && one >= 0) {
                Checks.that(false, "%s, without control characters", RULE);
            }
        }
    }

    private static boolean isAsciiWithoutQuestionMark(byte[] body) {
        for (byte one : body) {
            if (one < 0 || one == '?') {
                return false;
            }
        }
        return true;
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
