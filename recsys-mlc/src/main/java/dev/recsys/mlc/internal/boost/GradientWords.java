package dev.recsys.mlc.internal.boost;

import java.util.Arrays;

/**
 * Gradients and Hessians of a round as whole numbers of a fine unit, one 64-bit word an output: the gradient in the upper
 * half, the Hessian in the lower. A row ends with a word of 1, which counts it. Sums of words are exact in both halves, so
 * neither the order of adding nor the number of threads changes a bit, and a histogram less its part is the histogram of
 * the rest.
 *
 * <p>Each output has units of its own, powers of two by which the sum over all rows about fits its half: where few rows have
 * gradients worth speaking of, they are the finer. A sum of rounded gradients is off by less than the 2^26th of the sum of
 * all gradients' sizes for each row in it, most often by much less. Filled anew each round, in the units of the round before as long as they
 * suit.
 */
final class GradientWords {
    private static final int SLACK = 5; // bits a sum may be coarser than it need be
    private static final int HALF = 32; // bits
    private static final long LOW = 0xffff_ffffL;
    // With it scale and unit stay finite; values below 1e-260 then count as 0.
    private static final int MOST_SHIFT = 900;

    private final int outputs;
    private final long[] words;
    private final double[] gradientScales;
    private final double[] hessianScales;

    /**
     * Words that are all 0, in units of 1.
     *
     * @param rowCount at most {@code BinMatrix.MOST_ROWS}
     * @param outputs gradients a row
     */
    GradientWords(int rowCount, int outputs) {
        this.outputs = outputs;
        this.words = new long[Math.multiplyExact(rowCount, outputs + 1)];
        this.gradientScales = new double[outputs];
        this.hessianScales = new double[outputs];
        forget();
    }

    /** Goes back to units of 1, so that what comes does not depend on what was. */
    void forget() {
        Arrays.fill(gradientScales, 1);
        Arrays.fill(hessianScales, 1);
    }

    /** What some rows came to. For one thread. */
    static final class Sums {
        private final double[] gradients; // their sizes
        private final double[] hessians;
        private final long[] words;

        Sums(int outputs) {
            gradients = new double[outputs];
            hessians = new double[outputs];
            words = new long[outputs + 1];
        }

        void add(Sums other) {
            for (int k = 0; k < gradients.length; k++) {
                gradients[k] += other.gradients[k];
                hessians[k] += other.hessians[k];
            }
            for (int k = 0; k < words.length; k++) {
                words[k] += other.words[k];
            }
        }

        /** The summed words of the rows. Not to be modified. */
        long[] words() {
            return words;
        }
    }

    /**
     * Packs some rows.
     *
     * @param gradients of the rows one after the other, finite. Not modified.
     * @param hessians of the rows, finite and at least 0. Not modified.
     * @param rows the rows. Not modified.
     * @param from the first place in {@code rows}
     * @param to the place after the last
     * @param sums what the rows come to is added to. Modified.
     */
    void pack(double[] gradients, double[] hessians, int[] rows, int from, int to, Sums sums) {
        for (int i = from; i < to; i++) {
            int word = rows[i] * stride();
            int cell = (i - from) * outputs;
            for (int k = 0; k < outputs; k++) {
                double gradient = gradients[cell + k];
                double hessian = hessians[cell + k];
                sums.gradients[k] += Math.abs(gradient);
                sums.hessians[k] += hessian;
                long packed = ((long) Math.rint(gradient * gradientScales[k]) << HALF)
                        + (long) Math.rint(hessian * hessianScales[k]);
                words[word + k] = packed;
                sums.words[k] += packed;
            }
            words[word + outputs] = 1;
            sums.words[outputs]++;
        }
    }

    /**
     * Whether the units suit what the rows came to: no sum can overflow, and none is kept much coarser than need be.
     * Otherwise they are set anew, by those sums, so that they suit when all rows are packed again.
     */
    boolean fits(Sums sums) {
        boolean fits = true;
        for (int k = 0; k < outputs; k++) {
            fits &= fits(sums.gradients[k] * gradientScales[k], HALF - 2); // one bit for the sign, one for rounding up
            fits &= fits(sums.hessians[k] * hessianScales[k], HALF - 1);
        }
        for (int k = 0; k < outputs && !fits; k++) {
            gradientScales[k] =
                    scale(sums.gradients[k], HALF - 3); // one bit more, as sums may grow from round to round
            hessianScales[k] = scale(sums.hessians[k], HALF - 2);
        }
        return fits;
    }

    private static boolean fits(double sum, int bits) {
        return sum == 0 || (sum < Math.scalb(1.0, bits) && sum >= Math.scalb(1.0, bits - SLACK));
    }

    /** The power of two by which a sum comes to less than 2^bits. */
    private static double scale(double sum, int bits) {
        return sum > 0 ? Math.scalb(1.0, Math.min(MOST_SHIFT, bits - 1 - Math.getExponent(sum))) : 1;
    }

    /** Rows × {@link #stride}: the outputs, then 1. Not to be modified. */
    long[] words() {
        return words;
    }

    int outputs() {
        return outputs;
    }

    /** Words a row: one more than the outputs. */
    int stride() {
        return outputs + 1;
    }

    /** The gradient of a word or of a sum of words, in units. */
    static long gradient(long word) {
        return word >> HALF;
    }

    /** The Hessian of a word or of a sum of words, in units. */
    static long hessian(long word) {
        return word & LOW;
    }

    double gradientUnit(int output) {
        return 1 / gradientScales[output]; // exact, as a power of two
    }

    double hessianUnit(int output) {
        return 1 / hessianScales[output];
    }

    double gradient(long word, int output) {
        return gradient(word) * gradientUnit(output);
    }

    double hessian(long word, int output) {
        return hessian(word) * hessianUnit(output);
    }
}
