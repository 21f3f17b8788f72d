/**
 * Multi-label product classification: for each product the probability that a customer adds it next.
 * {@link dev.recsys.mlc.MlcTrainer} with an {@link dev.recsys.mlc.MlcConfig} makes an {@link dev.recsys.mlc.MlcModel}.
 * Inside, {@code FeatureBinner} turns a customer into small ints, {@code ProductSample} picks the rows to learn a product
 * from, and a {@code BinaryBooster} turns them into a {@code TreeEnsemble}; the booster is the only one that knows which
 * library grows the trees.
 */
@NullMarked
package dev.recsys.mlc;

import org.jspecify.annotations.NullMarked;
