/**
 * Factors as a model serves them. In the order to read: {@link dev.recsys.als.internal.serve.AlsFactors} and
 * {@link dev.recsys.als.internal.serve.FoldedUser}, {@code SmallFactors} with {@code DualUser} in item space,
 * {@code LargeFactors} with {@code FloatUser}, {@code ItemPanels} and {@code LargeBlockRanker} in floats;
 * {@link dev.recsys.pipeline.TopItems} ranks by a {@link dev.recsys.als.internal.serve.ScoreRule},
 * {@link dev.recsys.als.internal.serve.CellWeighting} is learned beside the factors, and after them, of a single snapshot, a
 * {@link dev.recsys.als.internal.serve.Readout} by {@link dev.recsys.als.internal.serve.LeaveOneOut}. Not for users of the library.
 */
@NullMarked
package dev.recsys.als.internal.serve;

import org.jspecify.annotations.NullMarked;
