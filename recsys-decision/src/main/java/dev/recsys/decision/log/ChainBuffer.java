package dev.recsys.decision.log;

import dev.recsys.internal.check.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/** Lines that are chained and not yet written. For one thread. */
final class ChainBuffer {
    private final MessageDigest digest = Sha256.digest();
    private final byte[] raw = new byte[LineFormat.HASH_DIGITS / 2];
    private final byte[] hash;
    private final byte[] digits = new byte[20];
    private byte[] lines = new byte[1 << 16];
    private int size;
    private long number;

    /**
     * A chain that goes on.
     *
     * @param number of the last record
     * @param hash of the last line
     */
    ChainBuffer(long number, String hash) {
        this.number = number;
        this.hash = LineFormat.bytes(hash);
    }

    /** How long the next record's line is, with its line feed. */
    int lineLength(int bodyLength, byte[] time) {
        return LineFormat.NUMBER.length
                + printNumber(number + 1)
                + LineFormat.TIME.length
                + time.length
                + LineFormat.PREVIOUS.length
                + LineFormat.HASH_DIGITS
                + LineFormat.BODY.length
                + bodyLength
                + LineFormat.TAIL
                + 1;
    }

    /** Adds a record. */
    void add(byte[] body, byte[] time) {
        int length = lineLength(body.length, time);
        if (lines.length - size < length) {
            lines = Arrays.copyOf(lines, Math.max(2 * lines.length, size + length));
        }
        int from = size;
        put(LineFormat.NUMBER);
        int count = printNumber(++number);
        System.arraycopy(digits, digits.length - count, lines, size, count);
        size += count;
        put(LineFormat.TIME);
        put(time);
        put(LineFormat.PREVIOUS);
        put(hash);
        put(LineFormat.BODY);
        put(body);
        digest.update(lines, from, size - from);
        try {
            digest.digest(raw, 0, raw.length);
        } catch (java.security.DigestException e) {
            throw new IllegalStateException("SHA-256 has another length", e);
        }
        LineFormat.hex(raw, hash);
        put(LineFormat.HASH);
        put(hash);
        put(LineFormat.END);
        lines[size++] = '\n';
    }

    private void put(byte[] part) {
        System.arraycopy(part, 0, lines, size, part.length);
        size += part.length;
    }

    /** Prints a number at the end of {@link #digits}; how many digits it has. */
    private int printNumber(long value) {
        int at = digits.length;
        long rest = value;
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        return digits.length - at;
    }

    /** The next record follows a header with this hash. */
    void follow(String headerHash) {
        byte[] given = LineFormat.bytes(headerHash);
        System.arraycopy(given, 0, hash, 0, given.length);
    }

    /** The number of the last record. */
    long number() {
        return number;
    }

    /** The hash of the last line. */
    String hash() {
        return LineFormat.text(hash, 0, hash.length);
    }

    int size() {
        return size;
    }

    /** The lines, to be written before another is added. */
    ByteBuffer take() {
        ByteBuffer all = ByteBuffer.wrap(lines, 0, size);
        size = 0;
        return all;
    }
}
