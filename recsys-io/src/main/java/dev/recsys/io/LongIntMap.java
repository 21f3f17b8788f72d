package dev.recsys.io;

import java.security.SecureRandom;

/**
 * From longs to ints of 0 and up, open addressing; not thread-safe. Keys come from outside, so they are mixed with a
 * number drawn in each process: whoever does not know it can't choose keys that collide.
 */
final class LongIntMap {
    private static final long SEED = new SecureRandom().nextLong();

    private long[] keys = new long[1024];
    private int[] values = new int[1024]; // value + 1, 0 = free
    private int size;

    /** The value of a key, or -1. */
    int get(long key) {
        return values[slot(key)] - 1;
    }

    void put(long key, int value) {
        int slot = slot(key);
        if (values[slot] == 0) {
            keys[slot] = key;
            if (++size * 2L > keys.length) {
                values[slot] = value + 1;
                grow();
                return;
            }
        }
        values[slot] = value + 1;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = home(key);
        while (values[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Where the search for a key begins: the finisher of MurmurHash3 over the seeded key. */
    private int home(long key) {
        long mixed = key ^ SEED;
        mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return (int) (mixed ^ (mixed >>> 33)) & (keys.length - 1);
    }

    /** How many slots {@link #get} looks at. */
    int probes(long key) {
        return ((slot(key) - home(key)) & (keys.length - 1)) + 1;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        int capacity = Math.multiplyExact(oldKeys.length, 2);
        keys = new long[capacity];
        values = new int[capacity];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
