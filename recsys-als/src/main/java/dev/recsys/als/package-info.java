/**
 * Implicit-feedback alternating least squares. In the order to read: {@link dev.recsys.als.AlsConfig},
 * {@link dev.recsys.als.AlsTrainer}, {@link dev.recsys.als.AlsModel}, which answers one request or, by a
 * {@link dev.recsys.als.BatchRequest}, many. Everything else is internal: {@code internal.kernel} has the inner loops,
 * {@code internal.solve} the sweeps built on them, {@code internal.serve} the factors as a model serves them.
 */
@NullMarked
package dev.recsys.als;

import org.jspecify.annotations.NullMarked;
