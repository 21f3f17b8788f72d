/**
 * Implicit-feedback alternating least squares. {@link dev.recsys.als.AlsTrainer} with an {@link dev.recsys.als.AlsConfig}
 * makes an {@link dev.recsys.als.AlsModel}, which answers one request or, by a {@link dev.recsys.als.BatchRequest}, many;
 * {@code NormalEquations} solves for one row, {@code ReferenceSweeps} for all.
 */
@NullMarked
package dev.recsys.als;

import org.jspecify.annotations.NullMarked;
