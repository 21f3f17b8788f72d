package dev.recsys.io;

import java.util.Arrays;

/**
 * Remembers the codes of slices of characters, open addressing, without a String; not thread-safe. A row's category is
 * most often one seen before. A slice that collides with many others is not kept, so crafted categories cost their
 * owner a look into the dictionary and no more.
 */
final class SliceCodes {
    static final int UNKNOWN = -2;

    private static final int MOST_PROBES = 32;
    private static final int NO_SLOT = -1;

    private final int[] single = new int[128]; // slices of one ASCII character
    private char[][] keys = new char[64][];
    private int[] codes = new int[64];
    private int size;

    SliceCodes() {
        Arrays.fill(single, UNKNOWN);
    }

    /** The code of a slice, or {@link #UNKNOWN}, also for some slices that were put. */
    int get(char[] buf, int from, int to) {
        if (to - from == 1 && buf[from] < 128) {
            return single[buf[from]];
        }
        int slot = slot(buf, from, to);
        return slot == NO_SLOT || keys[slot] == null ? UNKNOWN : codes[slot];
    }

    void put(char[] key, int code) {
        if (key.length == 1 && key[0] < 128) {
            single[key[0]] = code;
            return;
        }
        int slot = slot(key, 0, key.length);
        if (slot == NO_SLOT) {
            return;
        }
        if (keys[slot] == null) {
            keys[slot] = key;
            size++;
        }
        codes[slot] = code;
        if (size * 2L > keys.length) {
            grow();
        }
    }

    private int slot(char[] buf, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + buf[i];
        }
        hash *= 0x85ebca6b;
        int mask = keys.length - 1;
        int slot = (hash ^ (hash >>> 15)) & mask;
        for (int probe = 0; probe < MOST_PROBES; probe++) {
            if (keys[slot] == null || Arrays.equals(keys[slot], 0, keys[slot].length, buf, from, to)) {
                return slot;
            }
            slot = (slot + 1) & mask;
        }
        return NO_SLOT;
    }

    private void grow() {
        char[][] oldKeys = keys;
        int[] oldCodes = codes;
        int capacity = Math.multiplyExact(oldKeys.length, 2);
        keys = new char[capacity][];
        codes = new int[capacity];
        for (int i = 0; i < oldKeys.length; i++) {
            char[] key = oldKeys[i];
            if (key != null) {
                int slot = slot(key, 0, key.length);
                if (slot == NO_SLOT) {
                    size--;
                    continue;
                }
                keys[slot] = key;
                codes[slot] = oldCodes[i];
            }
        }
    }
}
