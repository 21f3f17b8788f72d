package dev.recsys.mlc.options;

import java.util.List;

/**
 * What is known of a customer when trees are grown, beside features and holdings.
 *
 * @param maxBins the most bins a numeric feature is cut into, by quantiles
 * @param historyPeriods how many periods before each step are looked at for when a product was taken or dropped
 * @param changingFeatures features whose change since the period before is a column
 */
public record Columns(int maxBins, int historyPeriods, List<String> changingFeatures) {}
