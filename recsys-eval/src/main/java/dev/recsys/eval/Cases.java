package dev.recsys.eval;

/** The test cases of a split, made on demand. Thread-safe. */
interface Cases {
    int count();

    /** How many of them have a truth. */
    int adderCount();

    /** Users of the truth of whom training knows nothing. */
    int unknownUserCount();

    /** Whether they tell of later holdings and re-activations. */
    boolean ofPanel();

    TestCase get(int index);
}
