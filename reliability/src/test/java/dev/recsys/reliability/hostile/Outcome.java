package dev.recsys.reliability.hostile;

/**
 * What came of a call.
 *
 * @param detail what was said of it
 * @param ofArgument whether that was said of an argument, by an {@link IllegalArgumentException}
 */
record Outcome(Kind kind, String detail, boolean ofArgument) {
    Outcome(Kind kind, String detail) {
        this(kind, detail, false);
    }

    enum Kind {
        ANSWERED("answered"),
        REFUSED("refused"),
        INPUT_OUTPUT("I/O refused"),
        PASSED_ON("callback's exception passed on"),
        OUT_OF_BOUNDS("documented out of bounds"),
        FAILED("failed");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    static Outcome failed(String detail) {
        return new Outcome(Kind.FAILED, detail);
    }
}
