package dev.recsys.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.internal.check.Sha256;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A SHA-256 fed with numbers and strings through one small buffer. */
final class ContentDigest {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final MessageDigest digest = Sha256.digest();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 15).order(ByteOrder.LITTLE_ENDIAN);

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
        flush();
        byte[] bytes = buffer.array();
        int most = bytes.length / Float.BYTES;
        for (int from = 0; from < values.length; from += most) {
            int count = Math.min(most, values.length - from);
            for (int i = 0; i < count; i++) {
                INTS.set(bytes, i * Float.BYTES, Float.floatToIntBits(values[from + i]));
            }
            digest.update(bytes, 0, count * Float.BYTES);
        }
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
