/**
 * Solving for factors. In the order to read: {@link dev.recsys.als.internal.solve.AlsLoss}, {@code NormalEquations} for one row
 * as plainly as can be and {@code ReferenceSweeps} for all, then the fast ways: {@code DualBasis} and
 * {@code SmallCatalogueSweeps} for a bank's few products, {@code RowSolver} with
 * {@code PrimalSolver}, {@code DualSolver} and {@code ConjugateGradient} and {@code TunedSweeps} for large catalogues.
 * {@link dev.recsys.als.internal.solve.SweepChoice} chooses, {@link dev.recsys.als.internal.solve.FoldIn} solves for users once
 * the items are done. Not for users of the library.
 */
@NullMarked
package dev.recsys.als.internal.solve;

import org.jspecify.annotations.NullMarked;
