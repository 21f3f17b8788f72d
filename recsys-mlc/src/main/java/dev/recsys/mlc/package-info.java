/**
 * Multi-label product classification: for each product the probability that a customer adds it next.
 * {@link dev.recsys.mlc.MlcTrainer} with an {@link dev.recsys.mlc.MlcConfig} makes an {@link dev.recsys.mlc.MlcModel}.
 *
 * <p>Inside, {@code internal.columns} turns customers into rows of small ints, {@code internal.boost} grows trees from them,
 * and {@code internal.score} makes probabilities and reasons of the trees.
 */
@NullMarked
package dev.recsys.mlc;

import org.jspecify.annotations.NullMarked;
