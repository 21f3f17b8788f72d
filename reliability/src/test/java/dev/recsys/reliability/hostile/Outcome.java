package dev.recsys.reliability.hostile;

/** What came of a call. */
record Outcome(Kind kind, String detail) {
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
