package dev.recsys.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * A keyed hash of bytes. Ids come from outside, and whoever does not know the key can't choose ids that collide.
 *
 * <p>Source: SipHash-1-3 (Aumasson and Bernstein, 2012).
 */
record HashKey(long first, long second) {
    /** Drawn at random in each process; nothing but the order of slots in memory depends on it. */
    static final HashKey OF_PROCESS = random();

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static HashKey random() {
        SecureRandom random = new SecureRandom();
        return new HashKey(random.nextLong(), random.nextLong());
    }

    /** The hash of {@code bytes[from..to)}. Not modified. */
    int hash(byte[] bytes, int from, int to) {
        long v0 = first ^ 0x736f6d6570736575L;
        long v1 = second ^ 0x646f72616e646f6dL;
        long v2 = first ^ 0x6c7967656e657261L;
        long v3 = second ^ 0x7465646279746573L;
        int at = from;
        boolean last = false;
        int finals = 0;
        while (finals < 3) {
            long word = 0;
            if (!last) {
                if (to - at >= Long.BYTES) {
                    word = (long) LONGS.get(bytes, at);
                    at += Long.BYTES;
                } else {
                    last = true;
                    word = (long) (to - from) << 56;
                    for (int i = 0; at + i < to; i++) {
                        word |= (bytes[at + i] & 0xffL) << (8 * i);
                    }
                }
            } else {
                v2 ^= finals == 0 ? 0xff : 0;
                finals++;
            }
            v3 ^= word;
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= word;
        }
        long hash = v0 ^ v1 ^ v2 ^ v3;
        return (int) (hash ^ (hash >>> 32));
    }
}
