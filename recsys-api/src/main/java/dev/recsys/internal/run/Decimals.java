package dev.recsys.internal.run;

import com.fasterxml.jackson.core.io.NumberOutput;

/** Numbers as text. Thread-safe: no state. */
public final class Decimals {
    private Decimals() {}

    /**
     * The shortest decimal that reads back as the same number: the same on every Java, where {@link Double#toString} differs before
     * 19, and in about 50 ns instead of 1 µs there (Giulietti 2020, by Jackson).
     *
     * @param value any number
     * @return its text, in the form of {@link Double#toString}
     */
    public static String shortest(double value) {
        return NumberOutput.toString(value, true);
    }

    /**
     * The same of a number of single precision: up to nine digits.
     *
     * @param value any number
     * @return its text, in the form of {@link Float#toString}
     */
    public static String shortest(float value) {
        return NumberOutput.toString(value, true);
    }
}
