package dev.recsys.als.internal.solve;

/** The ways to solve a row. */
enum Way {
    /** {@link PrimalSolver}. */
    PRIMAL,
    /** {@link DualSolver}. */
    DUAL,
    /** {@link ConjugateGradient}. */
    ITERATIVE
}
