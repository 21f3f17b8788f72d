package dev.recsys.eval;

import java.util.Arrays;

/**
 * How often each user is in each of a block of samples: Poisson weights of mean 1, drawn from a seed. Four weights stand in a
 * word, 16 bits each, so that one addition counts a user in four samples. Not thread-safe.
 */
final class SampleWeights {
    private static final int LANE = 16;
    private static final int IN_WORD = Long.SIZE / LANE;
    private static final long LANE_MASK = (1L << LANE) - 1;
    private static final byte MOST = 12;
    private static final int FULL = (int) (LANE_MASK / MOST); // users whose weights a lane adds up without overflow
    private static final byte[] POISSON = poisson();
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private final long[] drawn; // of the user at hand
    private final long[][] running; // by audience: sums of up to FULL users
    private final int[] pending; // by audience: how many these are
    private final double[][] sums; // by audience and sample

    /** Of a number of samples that is a multiple of four. */
    SampleWeights(int samples, int audiences) {
        drawn = new long[samples / IN_WORD];
        running = new long[audiences][drawn.length];
        pending = new int[audiences];
        sums = new double[audiences][samples];
    }

    /** The weights of mean 1 for the upper ends of equal steps of a uniform number. */
    private static byte[] poisson() {
        byte[] weights = new byte[1 << LANE];
        double probability = StrictMath.exp(-1);
        double below = probability;
        byte weight = 0;
        for (int i = 0; i < weights.length; i++) {
            while ((i + 0.5) / weights.length > below && weight < MOST) {
                probability /= ++weight;
                below += probability;
            }
            weights[i] = weight;
        }
        return weights;
    }

    /** Draws a user's weights from a state of the generator and gives the state after. */
    long draw(long seed) {
        long state = seed;
        for (int word = 0; word < drawn.length; word++) {
            long bits = mix(state += STEP);
            drawn[word] = POISSON[(int) bits & 0xffff]
                    | ((long) POISSON[(int) (bits >>> LANE) & 0xffff] << LANE)
                    | ((long) POISSON[(int) (bits >>> (2 * LANE)) & 0xffff] << (2 * LANE))
                    | ((long) POISSON[(int) (bits >>> (3 * LANE))] << (3 * LANE));
        }
        return state;
    }

    /** Counts the user drawn in an audience. */
    void count(int audience) {
        long[] sum = running[audience];
        for (int word = 0; word < sum.length; word++) {
            sum[word] += drawn[word];
        }
        if (++pending[audience] == FULL) {
            flush(audience);
        }
    }

    private void flush(int audience) {
        long[] from = running[audience];
        double[] into = sums[audience];
        for (int sample = 0; sample < into.length; sample++) {
            into[sample] += (from[sample / IN_WORD] >>> (LANE * (sample % IN_WORD))) & LANE_MASK;
        }
        Arrays.fill(from, 0);
        pending[audience] = 0;
    }

    /**
     * Writes the weights of the user drawn.
     *
     * @param weights one a sample. Modified.
     */
    void unpack(double[] weights) {
        for (int word = 0; word < drawn.length; word++) {
            long bits = drawn[word];
            int first = IN_WORD * word;
            weights[first] = (int) (bits & LANE_MASK);
            weights[first + 1] = (int) ((bits >>> LANE) & LANE_MASK);
            weights[first + 2] = (int) ((bits >>> (2 * LANE)) & LANE_MASK);
            weights[first + 3] = (int) (bits >>> (3 * LANE));
        }
    }

    /** By sample, the sum of the weights of all users counted in an audience: whole numbers, exact in any order. */
    double[] sums(int audience) {
        flush(audience);
        return sums[audience];
    }

    static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }
}
