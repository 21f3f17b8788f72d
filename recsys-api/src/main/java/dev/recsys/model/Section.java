package dev.recsys.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One array of a model file and how its elements look as bytes, little-endian; and whether anyone has asked for it, under
 * whatever prefix.
 */
record Section(Section.Type type, Object data, AtomicBoolean isRead) {
    Section(Type type, Object data) {
        this(type, data, new AtomicBoolean());
    }

    /** What a section holds. */
    enum Type {
        BYTES(0, 1),
        NOTE(1, 1),
        INTS(2, 4),
        FLOATS(3, 4),
        DOUBLES(4, 8);

        /** What stands for the type in the file; never changes. */
        final int code;

        /** Bytes an element. */
        final int width;

        Type(int code, int width) {
            this.code = code;
            this.width = width;
        }

        static @Nullable Type of(int code) {
            for (Type type : values()) {
                if (type.code == code) {
                    return type;
                }
            }
            return null;
        }
    }

    int count() {
        return switch (type) {
            case INTS -> ((int[]) data).length;
            case FLOATS -> ((float[]) data).length;
            case DOUBLES -> ((double[]) data).length;
            default -> ((byte[]) data).length;
        };
    }

    /** Elements {@code from..from+count-1} as bytes. */
    byte[] encode(int from, int count) {
        byte[] bytes = new byte[count * type.width];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case INTS -> buffer.asIntBuffer().put((int[]) data, from, count);
            case FLOATS -> buffer.asFloatBuffer().put((float[]) data, from, count);
            case DOUBLES -> buffer.asDoubleBuffer().put((double[]) data, from, count);
            default -> buffer.put((byte[]) data, from, count);
        }
        return bytes;
    }

    /** A section of {@code count} elements, zero until {@link #decode} fills it. */
    static Section allocate(Type type, int count) {
        return new Section(
                type,
                switch (type) {
                    case INTS -> new int[count];
                    case FLOATS -> new float[count];
                    case DOUBLES -> new double[count];
                    default -> new byte[count];
                });
    }

    /** Fills elements from {@code from} on with the buffer's bytes. */
    void decode(int from, ByteBuffer bytes) {
        ByteBuffer source = bytes.order(ByteOrder.LITTLE_ENDIAN);
        int count = source.remaining() / type.width;
        switch (type) {
            case INTS -> source.asIntBuffer().get((int[]) data, from, count);
            case FLOATS -> source.asFloatBuffer().get((float[]) data, from, count);
            case DOUBLES -> source.asDoubleBuffer().get((double[]) data, from, count);
            default -> source.get((byte[]) data, from, count);
        }
    }
}
