package dev.recsys.mlc.internal.boost;

import java.util.Arrays;

/**
 * The absolute difference of a number and its margin, whose best constant is the median. Immutable and thread-safe.
 *
 * <p>Its second derivative is 0 nearly everywhere, so that Newton's method has no step. Differences below a small width δ are
 * squared instead (Huber 1964): r²/2δ + δ/2; and in place of the second derivative stands the curvature of the parabola that
 * touches the loss at the margin and lies above it everywhere else, 1 ÷ max(|r|, δ). A Newton step on such parabolas never
 * raises the loss, and repeated it comes to the median (Weiszfeld 1937), so leaves need no other values than those of any
 * loss, and bounds and explanations hold as for any. A smaller δ is nearer to the median but makes shorter steps.
 */
public final class AbsoluteLoss extends NumberLoss {
    private final double width;

    /**
     * A loss of numbers.
     *
     * @param values one a row, finite. Not modified, kept.
     * @param weights one a row, finite and above 0. Not modified, kept.
     * @param width δ, above 0: differences below it count less than absolutely
     */
    public AbsoluteLoss(double[] values, float[] weights, double width) {
        super(values, weights);
        this.width = width;
    }

    /** The weighted median. */
    @Override
    public double[] intercepts(int[] rows) {
        Integer[] order = Arrays.stream(rows).boxed().toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> Double.compare(value(a), value(b)));
        double total = 0;
        for (int row : rows) {
            total += weight(row);
        }
        double below = 0;
        for (int row : order) {
            below += weight(row);
            if (2 * below >= total) {
                return new double[] {value(row)};
            }
        }
        return new double[1];
    }

    @Override
    double loss(double value, double margin) {
        double difference = Math.abs(margin - value);
        return difference < width ? difference * difference / (2 * width) + width / 2 : difference;
    }

    @Override
    double gradient(double value, double margin) {
        return (margin - value) / Math.max(width, Math.abs(margin - value));
    }

    @Override
    double hessian(double value, double margin) {
        return 1 / Math.max(width, Math.abs(margin - value));
    }
}
