package dev.recsys.mlc;

import dev.recsys.spi.Workers;

/**
 * Gradients and Hessians of a round as whole numbers of a fine unit, one 64-bit word an output: the gradient in the upper
 * half, the Hessian in the lower. A row ends with a word of 1, which counts it. Sums of words are exact in both halves, so
 * neither the order of adding nor the number of threads changes a bit, and a histogram less its part is the histogram of
 * the rest.
 *
 * <p>Each output has units of its own, the powers of two by which the sum over all rows just fits its half: where few rows
 * have gradients worth speaking of, they are the finer. A sum of rounded gradients is off by less than the 2^30th of the sum
 * of all gradients' sizes for each row in it. Filled anew each round.
 */
final class GradientWords {
    /** The most rows whose rounding can't make a half overflow. */
    static final int MOST_ROWS = (1 << 24) - 1;

    private static final int ROWS = 4096; // a range of rows
    private static final int HALF = 32; // bits
    private static final long LOW = 0xffff_ffffL;
    // With it scale and unit stay finite; values below 1e-260 then count as 0.
    private static final int MOST_SHIFT = 900;

    private final int outputs;
    private final long[] words;
    private final double[] gradientUnits;
    private final double[] hessianUnits;

    /**
     * Words that are all 0.
     *
     * @param rowCount at most {@link #MOST_ROWS}
     * @param outputs gradients a row
     */
    GradientWords(int rowCount, int outputs) {
        this.outputs = outputs;
        this.words = new long[Math.multiplyExact(rowCount, outputs + 1)];
        this.gradientUnits = new double[outputs];
        this.hessianUnits = new double[outputs];
    }

    /**
     * Packs some rows; the words of other rows are left as they were.
     *
     * @param gradients rows × outputs, finite. Not modified.
     * @param hessians rows × outputs, finite and at least 0. Not modified.
     * @param sums at least the summed sizes of each output's gradients, then its Hessians, of the rows to pack: 2 · outputs.
     *     Not modified.
     * @param rows the rows to pack. Not modified.
     * @param workers who packs
     * @return the rows' summed words
     */
    long[] pack(float[] gradients, float[] hessians, double[] sums, int[] rows, Workers workers) {
        double[] gradientScales = new double[outputs];
        double[] hessianScales = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            int gradientShift = shift(sums[2 * k], HALF - 2); // one bit for the sign, one for rounding up
            int hessianShift = shift(sums[2 * k + 1], HALF - 1);
            gradientScales[k] = Math.scalb(1.0, gradientShift);
            hessianScales[k] = Math.scalb(1.0, hessianShift);
            gradientUnits[k] = Math.scalb(1.0, -gradientShift);
            hessianUnits[k] = Math.scalb(1.0, -hessianShift);
        }
        int stride = stride();
        long[][] totals = new long[ranges(rows.length)][];
        workers.forRanges(rows.length, ROWS, (range, from, to) -> {
            long[] total = new long[stride];
            for (int i = from; i < to; i++) {
                int cell = rows[i] * outputs;
                int word = rows[i] * stride;
                for (int k = 0; k < outputs; k++) {
                    long gradient = (long) Math.rint(gradients[cell + k] * gradientScales[k]);
                    long packed = (gradient << HALF) + (long) Math.rint(hessians[cell + k] * hessianScales[k]);
                    words[word + k] = packed;
                    total[k] += packed;
                }
                words[word + outputs] = 1;
                total[outputs]++;
            }
            totals[range] = total;
        });
        long[] all = new long[stride];
        for (long[] total : totals) {
            for (int k = 0; k < stride; k++) {
                all[k] += total[k];
            }
        }
        return all;
    }

    private static int ranges(int rows) {
        return (rows + ROWS - 1) / ROWS;
    }

    /** The power of two by which a sum becomes less than 2^bits. */
    private static int shift(double sum, int bits) {
        return sum > 0 ? Math.min(MOST_SHIFT, bits - 1 - Math.getExponent(sum)) : 0;
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
        return gradientUnits[output];
    }

    double hessianUnit(int output) {
        return hessianUnits[output];
    }

    double gradient(long word, int output) {
        return gradient(word) * gradientUnits[output];
    }

    double hessian(long word, int output) {
        return hessian(word) * hessianUnits[output];
    }
}
