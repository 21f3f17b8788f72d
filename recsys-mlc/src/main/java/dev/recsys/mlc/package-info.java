/**
 * Multi-label product classification: for each product the probability that a customer adds it next.
 * {@link dev.recsys.mlc.MlcTrainer} with an {@link dev.recsys.mlc.MlcConfig} makes an {@link dev.recsys.mlc.MlcModel}.
 *
 * <p>Inside, {@code FeatureBinner} turns a customer into small ints and {@code TrainingRows} picks the customers to learn
 * from, binned once into a {@code BinMatrix}. A {@code Booster} lowers a {@code Loss} by rounds of trees: {@code TreeGrower}
 * grows each from the {@code Histogram}s of its nodes, in which {@code SplitFinder} looks for the best question.
 * {@code CrossFit} trains several such models, each without one part of the customers; their mean becomes a {@code Forest}
 * of flat arrays, corrected by a {@code Calibration}, and {@code ProductScorer} serves it. {@code Protection} parts the
 * products into {@code ProductGroup}s, each with trees of its own; {@code TreeShap} explains what they say to an auditor,
 * {@code CustomerReasons} to a customer.
 */
@NullMarked
package dev.recsys.mlc;

import org.jspecify.annotations.NullMarked;
