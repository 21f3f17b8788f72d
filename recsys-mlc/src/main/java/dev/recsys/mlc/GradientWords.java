package dev.recsys.mlc;

import dev.recsys.spi.Workers;
import java.util.Arrays;

/**
 * Gradients and Hessians as whole numbers of a fixed fine unit, two 64-bit words a cell: the gradient, and the Hessian
 * with a 1 below it that counts the row. Sums of them are exact, so neither the order of adding nor the number of threads
 * changes a bit, a histogram less its part is the histogram of the rest, and the count of rows comes for nothing.
 *
 * <p>The unit is the power of two that lets the sum over all rows just fit: for a million rows a Hessian keeps 19 bits
 * below the greatest one, a gradient 42.
 */
final class GradientWords {
    /** The most rows whose count fits below a Hessian. */
    static final int MOST_ROWS = (1 << 24) - 1;

    static final int COUNT_BITS = 24;
    private static final int ROWS = 4096; // a range of rows
    static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

    private final long[] words;
    private final int outputs;
    private final double gradientUnit;
    private final double hessianUnit;

    private GradientWords(long[] words, int outputs, double gradientUnit, double hessianUnit) {
        this.words = words;
        this.outputs = outputs;
        this.gradientUnit = gradientUnit;
        this.hessianUnit = hessianUnit;
    }

    /**
     * Packs some outputs of some rows; the words of other rows are 0.
     *
     * @param gradients rows × stride, finite. Not modified.
     * @param hessians rows × stride, finite and at least 0. Not modified.
     * @param rows the rows to pack. Not modified.
     * @param stride cells a row
     * @param first the first output to pack
     * @param outputs how many outputs to pack
     * @param workers who packs
     * @return the words, all rows × 2 · outputs
     */
    static GradientWords pack(
            double[] gradients, double[] hessians, int[] rows, int stride, int first, int outputs, Workers workers) {
        int ranges = (rows.length + ROWS - 1) / ROWS;
        double[] mostGradients = new double[ranges];
        double[] mostHessians = new double[ranges];
        workers.forRanges(rows.length, ROWS, (range, from, to) -> {
            double mostGradient = 0;
            double mostHessian = 0;
            for (int i = from; i < to; i++) {
                for (int k = rows[i] * stride + first; k < rows[i] * stride + first + outputs; k++) {
                    mostGradient = Math.max(mostGradient, Math.abs(gradients[k]));
                    mostHessian = Math.max(mostHessian, hessians[k]);
                }
            }
            mostGradients[range] = mostGradient;
            mostHessians[range] = mostHessian;
        });
        int gradientShift = shift(Arrays.stream(mostGradients).max().orElse(0), rows.length, 62);
        int hessianShift = shift(Arrays.stream(mostHessians).max().orElse(0), rows.length, 63 - COUNT_BITS);
        double gradientScale = Math.scalb(1.0, gradientShift);
        double hessianScale = Math.scalb(1.0, hessianShift);
        long[] words = new long[Math.multiplyExact(2 * outputs, gradients.length / stride)];
        workers.forRanges(rows.length, ROWS, (range, from, to) -> {
            for (int i = from; i < to; i++) {
                int next = rows[i] * 2 * outputs;
                for (int k = rows[i] * stride + first; k < rows[i] * stride + first + outputs; k++) {
                    words[next++] = (long) Math.rint(gradients[k] * gradientScale);
                    words[next++] = ((long) Math.rint(hessians[k] * hessianScale) << COUNT_BITS) + 1;
                }
            }
        });
        return new GradientWords(words, outputs, Math.scalb(1.0, -gradientShift), Math.scalb(1.0, -hessianShift));
    }

    /** The power of two by which {@code rowCount} values up to {@code most} sum to less than 2^bits, rounding included. */
    private static int shift(double most, int rowCount, int bits) {
        if (!(most > 0)) {
            return 0;
        }
        int rowBits = 32 - Integer.numberOfLeadingZeros(Math.max(1, rowCount));
        // One bit for the mantissa, one for rounding up; the bound keeps scale and unit finite, at which values below
        // 1e-260
        // count as 0.
        return Math.min(900, bits - 2 - rowBits - Math.getExponent(most));
    }

    /** Rows × 2 · outputs: gradient, Hessian and count, of one output after the other. Not to be modified. */
    long[] words() {
        return words;
    }

    int outputs() {
        return outputs;
    }

    double gradient(long word) {
        return word * gradientUnit;
    }

    double hessian(long word) {
        return (word >>> COUNT_BITS) * hessianUnit;
    }

    static int count(long word) {
        return (int) (word & COUNT_MASK);
    }
}
