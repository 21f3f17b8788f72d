/**
 * Probabilities of all products for one customer. {@code ScorerTrainer} makes a {@code ProductScorer}: the trees of each
 * {@code ProductGroup} are a {@code Forest} of flat arrays that {@code ForestScorer} evaluates, corrected by a
 * {@code Calibration}. {@code Protection} divides the products into groups, {@code TreeShap} explains to an auditor,
 * {@code CustomerReasons} to a customer.
 */
@NullMarked
package dev.recsys.mlc.internal.score;

import org.jspecify.annotations.NullMarked;
