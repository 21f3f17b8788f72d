package dev.recsys.mlc.options;

/**
 * How trees split categories.
 *
 * @param smoothing added to a category's Hessian before categories are ordered
 * @param l2 added to the L2 penalty of {@link Trees} when categories are split
 * @param minRows rows a category needs in a node; those with fewer stay together
 */
public record CategorySplits(double smoothing, double l2, int minRows) {}
