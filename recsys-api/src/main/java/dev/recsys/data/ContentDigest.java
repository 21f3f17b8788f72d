package dev.recsys.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.internal.check.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A SHA-256 fed with numbers and strings through one small buffer. */
final class ContentDigest {
    /** What {@link #add(int[], int)} takes at a time. */
    static final int INTS_A_PASS = 1 << 13;

    private final MessageDigest digest = Sha256.digest();
    private final ByteBuffer buffer =
            ByteBuffer.allocate(INTS_A_PASS * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    ContentDigest add(int value) {
        room(4).putInt(value);
        return this;
    }

    ContentDigest add(long value) {
        room(8).putLong(value);
        return this;
    }

    ContentDigest add(float value) {
        return add(Float.floatToIntBits(value));
    }

    ContentDigest add(String value) {
        byte[] bytes = value.getBytes(UTF_8);
        return add(bytes, 0, bytes.length);
    }

    ContentDigest add(IdIndex ids) {
        add(ids.size());
        ids.forEachUtf8(this::add);
        return this;
    }

    /** Adds numbers as {@link #add(float)} would, many at a time. The numbers are not modified. */
    ContentDigest add(float[] values) {
        int[] bits = new int[Math.min(values.length, INTS_A_PASS)];
        for (int from = 0; from < values.length; from += bits.length) {
            int count = Math.min(bits.length, values.length - from);
            for (int i = 0; i < count; i++) {
                bits[i] = Float.floatToIntBits(values[from + i]);
            }
            add(bits, count);
        }
        return this;
    }

    /** Adds the first so many numbers as {@link #add(int)} would, up to {@link #INTS_A_PASS}. They are not modified. */
    ContentDigest add(int[] values, int count) {
        flush();
        buffer.asIntBuffer().put(values, 0, count);
        digest.update(buffer.array(), 0, count * Integer.BYTES);
        return this;
    }

    /** Adds UTF-8 bytes as {@link #add(String)} would add their string. The bytes are not modified. */
    ContentDigest add(byte[] bytes, int from, int length) {
        add(length);
        if (length <= buffer.capacity()) {
            room(length).put(bytes, from, length);
        } else {
            flush();
            digest.update(bytes, from, length);
        }
        return this;
    }

    String hex() {
        flush();
        return HexFormat.of().formatHex(digest.digest());
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    private void flush() {
        digest.update(buffer.flip());
        buffer.clear();
    }
}
