package dev.recsys.eval;

import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.MemoryNeeds;

/** The test cases of a split, made on demand. Thread-safe. */
interface Cases {
    int count();

    /** How many of them have a truth. */
    int adderCount();

    /** Users of the truth of whom training knows nothing. */
    int unknownUserCount();

    /** Whether they have later holdings and re-activations. */
    boolean ofPanel();

    TestCase get(int index);

    /** What is known of the test users on the day of the split; O(rows), not kept. */
    CustomerMemory memory(MemoryNeeds needs);
}
