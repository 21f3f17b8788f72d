package dev.recsys.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.internal.check.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A SHA-256 fed with numbers and strings through one small buffer. */
final class ContentDigest {
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
        add(bytes.length);
        flush();
        digest.update(bytes);
        return this;
    }

    ContentDigest add(IdIndex ids) {
        add(ids.size());
        for (String id : ids.ids()) {
            add(id);
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
