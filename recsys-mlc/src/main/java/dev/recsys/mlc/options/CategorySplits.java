package dev.recsys.mlc.options;

import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;

/**
 * How trees split categories.
 *
 * @param smoothing added to a category's Hessian before categories are ordered
 * @param l2 added to the L2 penalty when categories are split
 * @param minRows rows a category needs in a node; those with fewer stay together
 */
public record CategorySplits(
        @Option(value = "10", min = 0, max = 1e9, what = "Added to a category's Hessian before categories are ordered.")
        double smoothing,

        @Option(value = "10", min = 0, max = 1e9, what = "Added to the L2 penalty when categories are split.")
        double l2,

        @Option(
                value = "100",
                min = 1,
                max = 16000000,
                what = "Rows a category needs in a node; those with fewer stay together.")
        int minRows) {
    /**
     * Checks the options.
     *
     * @param smoothing in 0..1000000000
     * @param l2 in 0..1000000000
     * @param minRows in 1..16000000
     * @throws IllegalArgumentException if an option is out of its range
     */
    public CategorySplits {
        Options.check(CategorySplits.class, smoothing, l2, minRows);
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static CategorySplits defaults() {
        return Options.defaults(CategorySplits.class);
    }

    /**
     * The same with another {@link #smoothing}.
     *
     * @param smoothing in 0..1000000000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public CategorySplits withSmoothing(double smoothing) {
        return new CategorySplits(smoothing, l2, minRows);
    }

    /**
     * The same with another {@link #l2}.
     *
     * @param l2 in 0..1000000000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public CategorySplits withL2(double l2) {
        return new CategorySplits(smoothing, l2, minRows);
    }

    /**
     * The same with another {@link #minRows}.
     *
     * @param minRows in 1..16000000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public CategorySplits withMinRows(int minRows) {
        return new CategorySplits(smoothing, l2, minRows);
    }
}
