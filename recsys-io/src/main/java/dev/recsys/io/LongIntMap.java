package dev.recsys.io;

/** From longs to ints of 0 and up, open addressing; not thread-safe. */
final class LongIntMap {
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
        long mixed = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & mask;
        while (values[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
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
