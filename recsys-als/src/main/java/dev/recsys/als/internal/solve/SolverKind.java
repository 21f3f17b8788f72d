package dev.recsys.als.internal.solve;

/** How the normal equations are solved. */
public enum SolverKind {
    /** By the fastest way, conjugate gradients included. */
    TUNED,
    /** By the fastest exact way. */
    EXACT,
    /** By conjugate gradients always. */
    ITERATIVE,
    /** In double precision, as plainly as can be. */
    REFERENCE
}
