package dev.recsys.io;

/** What a numeric column may hold: numbers in a closed range, one of which may stand for missing, or dates. */
record NumberRule(double least, double most, double missing, Form form) {
    /** How the cell is written. */
    enum Form {
        NUMBER,
        DATE
    }

    static NumberRule any() {
        return range(-Float.MAX_VALUE, Float.MAX_VALUE);
    }

    static NumberRule range(double least, double most) {
        return new NumberRule(least, most, Double.NaN, Form.NUMBER);
    }

    static NumberRule date() {
        return new NumberRule(-Float.MAX_VALUE, Float.MAX_VALUE, Double.NaN, Form.DATE);
    }

    NumberRule missingAt(double sentinel) {
        return new NumberRule(least, most, sentinel, form);
    }

    /** The range as a refusal names it. */
    String range() {
        return words(least) + ".." + words(most);
    }

    private static String words(double bound) {
        return Math.abs(bound) < 1e15 && bound == Math.rint(bound)
                ? Long.toString((long) bound)
                : Double.toString(bound);
    }
}
