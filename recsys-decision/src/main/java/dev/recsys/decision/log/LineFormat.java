package dev.recsys.decision.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;

/**
 * The bytes of a line: {@code {"n":1,"t":"…","prev":"…","body":{…},"hash":"…"}} for a record. The hash is the SHA-256 of all bytes
 * of the line before {@code ,"hash":}.
 */
final class LineFormat {
    /** The longest body. */
    static final int MAX_BODY = 1 << 20;
    /** The longest line without its line feed. */
    static final int MAX_LINE = MAX_BODY + 1024;

    static final int HASH_DIGITS = 64;

    static final byte[] NUMBER = bytes("{\"n\":");
    static final byte[] TIME = bytes(",\"t\":\"");
    static final byte[] PREVIOUS = bytes("\",\"prev\":\"");
    static final byte[] BODY = bytes("\",\"body\":");
    static final byte[] HASH = bytes(",\"hash\":\"");
    static final byte[] END = bytes("\"}");
    static final byte[] HEADER = bytes("{\"log\":");

    /** Bytes of {@code ,"hash":"…"}}. */
    static final int TAIL = HASH.length + HASH_DIGITS + END.length;

    /** Microseconds always, so that times have one width. */
    private static final DateTimeFormatter INSTANT =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter(java.util.Locale.ROOT);

    private static final byte[] DIGITS = bytes("0123456789abcdef");

    private LineFormat() {}

    static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] time(Instant time) {
        return bytes(INSTANT.format(time));
    }

    static void hex(byte[] raw, byte[] digits) {
        for (int i = 0; i < raw.length; i++) {
            digits[2 * i] = DIGITS[raw[i] >> 4 & 15];
            digits[2 * i + 1] = DIGITS[raw[i] & 15];
        }
    }

    static String hex(byte[] raw) {
        byte[] digits = new byte[2 * raw.length];
        hex(raw, digits);
        return text(digits, 0, digits.length);
    }

    static String text(byte[] line, int from, int to) {
        return new String(line, from, to - from, StandardCharsets.UTF_8);
    }

    static boolean startsWith(byte[] line, int from, int to, byte[] word) {
        return from >= 0
                && from + word.length <= to
                && Arrays.equals(line, from, from + word.length, word, 0, word.length);
    }

    /** Whether a line ends in the hash of the bytes before; the digest is left ready for another. */
    static boolean hasRightHash(byte[] line, int from, int to, MessageDigest digest) {
        int hashed = to - TAIL;
        if (hashed <= from || !startsWith(line, hashed, to, HASH) || !startsWith(line, to - END.length, to, END)) {
            return false;
        }
        digest.update(line, from, hashed - from);
        byte[] digits = new byte[HASH_DIGITS];
        hex(digest.digest(), digits);
        return startsWith(line, hashed + HASH.length, to, digits);
    }

    /** The hash at the end of a line that has one. */
    static String hashOf(byte[] line, int to) {
        return text(line, to - END.length - HASH_DIGITS, to - END.length);
    }

    /** The number at the beginning of a record's line, whatever the rest is; −1 if there is none. */
    static long numberOf(byte[] line, int from, int to) {
        if (!startsWith(line, from, to, NUMBER)) {
            return -1;
        }
        long number = 0;
        int at = from + NUMBER.length;
        for (; at < to && line[at] >= '0' && line[at] <= '9'; at++) {
            if (number > (Long.MAX_VALUE - 9) / 10) {
                return -1;
            }
            number = 10 * number + line[at] - '0';
        }
        return at > from + NUMBER.length && at < to && line[at] == ',' ? number : -1;
    }
}
