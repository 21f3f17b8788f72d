package dev.recsys.internal.check;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The wording of every refusal: name, rule, value, place, in one sentence. Each method returns the checked value or
 * throws {@link IllegalArgumentException}. Thread-safe: no state.
 */
public final class Checks {
    private Checks() {}

    /**
     * Refuses a false condition.
     *
     * @param condition what must hold
     * @param sentence the refusal, a {@link String#format} pattern
     * @param values the pattern's values
     * @throws IllegalArgumentException if {@code condition} is false
     */
    public static void that(boolean condition, String sentence, @Nullable Object... values) {
        if (!condition) {
            throw new IllegalArgumentException(String.format(java.util.Locale.ROOT, sentence, values));
        }
    }

    /**
     * Refuses null.
     *
     * @param <T> the value's type
     * @param value the value
     * @param name what to call it in the refusal
     * @return the value
     * @throws IllegalArgumentException if {@code value} is null
     */
    public static <T> T notNull(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must not be null");
        }
        return value;
    }

    /**
     * Copies a list, refusing nulls.
     *
     * @param <T> the elements' type
     * @param values the list
     * @param name what to call it in the refusal
     * @return an immutable copy
     * @throws IllegalArgumentException if {@code values} is null or holds null
     */
    public static <T> List<T> copyOf(@Nullable Collection<? extends T> values, String name) {
        return List.copyOf(noNulls(values, name));
    }

    /**
     * Refuses null and a collection that holds it.
     *
     * @param <C> the collection's type
     * @param values the collection
     * @param name what to call it in the refusal
     * @return the collection
     * @throws IllegalArgumentException if {@code values} is null or holds null
     */
    public static <C extends Collection<?>> C noNulls(@Nullable C values, String name) {
        C given = notNull(values, name);
        given.forEach(value -> that(value != null, "%s must not hold null", name));
        return given;
    }

    /**
     * Refuses null and a map that holds it.
     *
     * @param <M> the map's type
     * @param values the map
     * @param name what to call it in the refusal
     * @return the map
     * @throws IllegalArgumentException if {@code values} is null or has a null key or value
     */
    public static <M extends Map<?, ?>> M noNulls(@Nullable M values, String name) {
        M given = notNull(values, name);
        given.forEach((key, value) -> that(key != null && value != null, "%s must not hold null", name));
        return given;
    }

    /**
     * Refuses a blank string.
     *
     * @param value the string
     * @param name what to call it in the refusal
     * @return the string
     * @throws IllegalArgumentException if {@code value} is null or blank
     */
    public static String notBlank(@Nullable String value, String name) {
        String given = notNull(value, name);
        that(!given.isBlank(), "%s must not be blank", name);
        return given;
    }

    /**
     * Refuses a number below a bound.
     *
     * @param value the number
     * @param least the least allowed value
     * @param name what to call it in the refusal
     * @return the number
     * @throws IllegalArgumentException if {@code value < least}
     */
    public static int atLeast(int value, int least, String name) {
        if (value < least) {
            that(false, "%s must be at least %d, but was %d", name, least, value);
        }
        return value;
    }

    /**
     * Refuses a number outside a closed range.
     *
     * @param value the number
     * @param least the least allowed value
     * @param most the greatest allowed value
     * @param name what to call it in the refusal
     * @return the number
     * @throws IllegalArgumentException if {@code value} is outside {@code least..most}
     */
    public static int inRange(int value, int least, int most, String name) {
        if (value < least || value > most) {
            that(false, "%s must be in %d..%d, but was %d", name, least, most, value);
        }
        return value;
    }

    /**
     * Refuses a real number outside a closed range, NaN included.
     *
     * @param value the number
     * @param least the least allowed value
     * @param most the greatest allowed value
     * @param name what to call it in the refusal
     * @return the number
     * @throws IllegalArgumentException if {@code value} is NaN or outside {@code least..most}
     */
    public static double inRange(double value, double least, double most, String name) {
        that(value >= least && value <= most, "%s must be in %s..%s, but was %s", name, least, most, value);
        return value;
    }

    /**
     * Refuses a real number that is not finite and positive.
     *
     * @param value the number
     * @param name what to call it in the refusal
     * @return the number
     * @throws IllegalArgumentException if {@code value} is not finite or not above zero
     */
    public static double positive(double value, String name) {
        that(value > 0 && Double.isFinite(value), "%s must be finite and above 0, but was %s", name, value);
        return value;
    }

    /**
     * Refuses a real number that is not finite or below zero.
     *
     * @param value the number
     * @param name what to call it in the refusal
     * @return the number
     * @throws IllegalArgumentException if {@code value} is not finite or below zero
     */
    public static double notNegative(double value, String name) {
        that(value >= 0 && Double.isFinite(value), "%s must be finite and at least 0, but was %s", name, value);
        return value;
    }

    /**
     * Refuses an index outside {@code 0..size-1}.
     *
     * @param index the index
     * @param size how many there are
     * @param name what to call it in the refusal
     * @return the index
     * @throws IllegalArgumentException if {@code index} is outside the range
     */
    public static int index(int index, int size, String name) {
        // Accessors call this in loops: the arguments of a refusal are made for a refusal only.
        if (index < 0 || index >= size) {
            that(false, "%s must be in 0..%d, but was %d", name, size - 1, index);
        }
        return index;
    }

    /**
     * Refuses a date with which periods can't be counted.
     *
     * @param date the date
     * @param name what to call it in the refusal
     * @return the date
     * @throws IllegalArgumentException if {@code date} is null or outside the years −9999 to 9999
     */
    public static LocalDate ordinary(@Nullable LocalDate date, String name) {
        LocalDate given = notNull(date, name);
        int most = 9999;
        that(
                Math.abs(given.getYear()) <= most,
                "%s must lie in the years -%d to %d, but was %s",
                name,
                most,
                most,
                given);
        return given;
    }
}
