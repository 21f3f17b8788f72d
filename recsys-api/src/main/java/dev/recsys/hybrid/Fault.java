package dev.recsys.hybrid;

/**
 * Why a component does not take part in an answer.
 *
 * @param kind for counters and the breaker
 * @param cause in a sentence that names no customer
 */
record Fault(Kind kind, String cause) {
    /** What went wrong; the first ones are failures of the component. */
    enum Kind {
        THREW,
        LATE,
        NOT_FINITE,
        WRONG_LENGTH,
        RESTS,
        BUSY,
        NOT_BEGUN;

        boolean isFailure() {
            return compareTo(RESTS) < 0;
        }
    }

    static Fault threw(Throwable thrown) {
        return new Fault(Kind.THREW, "failed with " + thrown.getClass().getSimpleName());
    }
}
