/**
 * Alternating least squares on implicit feedback. {@link dev.recsys.als.AlsTrainer} learns an
 * {@link dev.recsys.als.AlsModel} with the options of {@link dev.recsys.als.AlsConfig}. Inside, {@code internal.solve} finds
 * factors, {@code internal.serve} folds customers in and ranks, and {@code internal.kernel} has the inner loops.
 */
@NullMarked
package dev.recsys.als;

import org.jspecify.annotations.NullMarked;
