package dev.recsys.als;

/** Factors of both sides in the making. One training at a time. */
interface Sweeps {
    /**
     * Solves for all users, then for all items.
     *
     * @throws IllegalStateException if a system can't be solved or a factor is not finite; the message names the sweep
     */
    void sweep(int number);

    /** The objective that {@link AlsConfig} tells, after a sweep. */
    double objective();

    /** The rank in use. */
    int rank();

    /** The item factors as a model keeps them; the sweeps are over then. */
    AlsFactors factors();

    /** What the model's notes say of how it was solved. */
    String regime();
}
