package dev.recsys.internal.resolve;

/** Held items and their weights as one sortable number each. */
final class HeldItems {
    private HeldItems() {}

    /** Item above, weight below: sorting brings items into order. */
    static long key(int item, float weight) {
        return ((long) item << 32) | Float.floatToRawIntBits(weight);
    }

    static int[] items(long[] keys, int count) {
        int[] items = new int[count];
        for (int i = 0; i < count; i++) {
            items[i] = (int) (keys[i] >>> 32);
        }
        return items;
    }

    static float[] weights(long[] keys, int count) {
        float[] weights = new float[count];
        for (int i = 0; i < count; i++) {
            weights[i] = Float.intBitsToFloat((int) keys[i]);
        }
        return weights;
    }
}
