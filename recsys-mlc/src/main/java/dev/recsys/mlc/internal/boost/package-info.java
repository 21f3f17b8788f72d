/**
 * Gradient boosting of several outputs at once. A {@code Booster} lowers a {@code Loss} by rounds of trees: {@code TreeGrower}
 * grows each from the {@code Histogram}s of its nodes, in which {@code SplitFinder} looks for the best split.
 * {@code CrossFit} trains several such models, each without one part of the customers.
 */
@NullMarked
package dev.recsys.mlc.internal.boost;

import org.jspecify.annotations.NullMarked;
