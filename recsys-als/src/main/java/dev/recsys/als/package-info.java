/**
 * Implicit-feedback alternating least squares. {@link dev.recsys.als.AlsTrainer} with an {@link dev.recsys.als.AlsConfig}
 * makes an {@link dev.recsys.als.AlsModel}; {@code NormalEquations} solves for one row, {@code ReferenceSweeps} for all.
 */
@NullMarked
package dev.recsys.als;

import org.jspecify.annotations.NullMarked;
