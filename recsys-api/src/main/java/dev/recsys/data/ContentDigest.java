package dev.recsys.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.internal.check.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A SHA-256 fed with numbers, lowest byte first, and strings through one small buffer. */
final class ContentDigest {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final MessageDigest digest = Sha256.digest();
    private final byte[] buffer = new byte[1 << 15]; // a ByteBuffer's methods take long to compile
    private int filled;

    ContentDigest add(int value) {
        int at = room(Integer.BYTES);
        buffer[at] = (byte) value;
        buffer[at + 1] = (byte) (value >> 8);
        buffer[at + 2] = (byte) (value >> 16);
        buffer[at + 3] = (byte) (value >> 24);
        filled = at + Integer.BYTES;
        return this;
    }

    ContentDigest add(long value) {
        return add((int) value).add((int) (value >> 32));
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
        flush();
        int most = buffer.length / Float.BYTES;
        for (int from = 0; from < values.length; from += most) {
            int count = Math.min(most, values.length - from);
            for (int i = 0; i < count; i++) {
                INTS.set(buffer, i * Float.BYTES, Float.floatToIntBits(values[from + i]));
            }
            digest.update(buffer, 0, count * Float.BYTES);
        }
        return this;
    }

    /** Adds UTF-8 bytes as {@link #add(String)} would add their string. The bytes are not modified. */
    ContentDigest add(byte[] bytes, int from, int length) {
        add(length);
        if (length <= buffer.length) {
            System.arraycopy(bytes, from, buffer, room(length), length);
            filled += length;
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

    /** Where so many bytes may be put, at most the length of the buffer. */
    private int room(int bytes) {
        if (buffer.length - filled < bytes) {
            flush();
        }
        return filled;
    }

    private void flush() {
        digest.update(buffer, 0, filled);
        filled = 0;
    }
}
