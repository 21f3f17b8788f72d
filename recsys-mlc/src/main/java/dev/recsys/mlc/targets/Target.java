package dev.recsys.mlc.targets;

import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.ExpLog;

/**
 * What is to be foretold of a customer: a column of the table that is known in training and not yet at the time of asking.
 *
 * <pre>{@code
 * Target left = Target.binary("left", "yes");
 * Target spend = Target.tweedie("spend", 1.5);
 * }</pre>
 *
 * @param column the column
 * @param loss what training lowers, and with it what a prediction is
 * @param positive of {@link Loss#LOGISTIC} the value that counts as having happened; empty where the two values say so themselves:
 *     0 and 1, no and yes, n and y, no and si, false and true, in any case. Empty for numbers
 * @param power of {@link Loss#TWEEDIE} how the variance grows with the mean, above 1 and below 2; 0 for other losses
 * @param missing what becomes of rows without a value
 */
public record Target(String column, Loss loss, String positive, double power, Missing missing) {
    /** What training lowers. */
    public enum Loss {
        /** Log-loss of a column of two values; a prediction is a probability, its raw score the log-odds. */
        LOGISTIC,
        /** Squared difference; a prediction is a mean, and its own raw score. */
        SQUARED,
        /** Absolute difference; a prediction is a median, and its own raw score. */
        ABSOLUTE,
        /** Poisson deviance of counts; a prediction is a mean, its raw score the logarithm of it. */
        POISSON,
        /** Tweedie deviance of amounts that are often 0; a prediction is a mean, its raw score the logarithm of it. */
        TWEEDIE
    }

    /** What becomes of rows without a value. */
    public enum Missing {
        /** Training refuses the table. */
        REFUSED,
        /** They count for nothing for this target, and for others by what they know of those. */
        LEFT_OUT
    }

    /**
     * Checks the values.
     *
     * @param column not blank
     * @param loss not null
     * @param positive not null; empty for numbers
     * @param power above 1 and below 2 for {@link Loss#TWEEDIE}, else 0
     * @param missing not null
     * @throws IllegalArgumentException if a value is null or contradicts the loss
     */
    public Target {
        Checks.notBlank(column, "column");
        Checks.notNull(loss, "loss");
        Checks.notNull(positive, "positive");
        Checks.notNull(missing, "missing");
        Checks.that(
                positive.isEmpty() || loss == Loss.LOGISTIC,
                "positive is for LOGISTIC alone, but loss was %s of column \"%s\"",
                loss,
                column);
        if (loss == Loss.TWEEDIE) {
            Checks.that(power > 1 && power < 2, "power must be above 1 and below 2, but was %s", power);
        } else {
            Checks.that(power == 0, "power is for TWEEDIE alone and else 0, but was %s", power);
        }
    }

    /**
     * Whether something happens, where the two values say so themselves.
     *
     * @param column a column of two values
     * @return the target
     * @throws IllegalArgumentException if the column is blank
     */
    public static Target binary(String column) {
        return new Target(column, Loss.LOGISTIC, "", 0, Missing.REFUSED);
    }

    /**
     * Whether something happens.
     *
     * @param column a column of two values
     * @param positive the one that says it did
     * @return the target
     * @throws IllegalArgumentException if the column or the value is blank
     */
    public static Target binary(String column, String positive) {
        return new Target(column, Loss.LOGISTIC, Checks.notBlank(positive, "positive"), 0, Missing.REFUSED);
    }

    /**
     * A number.
     *
     * @param column a column of numbers
     * @param loss any but {@link Loss#LOGISTIC} and {@link Loss#TWEEDIE}
     * @return the target
     * @throws IllegalArgumentException if the column is blank or the loss is null or not of a number, or needs a power
     */
    public static Target number(String column, Loss loss) {
        Checks.that(
                Checks.notNull(loss, "loss") != Loss.LOGISTIC,
                "loss must be one of a number, but was %s",
                Loss.LOGISTIC);
        Checks.that(loss != Loss.TWEEDIE, "loss %s needs a power: Target.tweedie takes one", loss);
        return new Target(column, loss, "", 0, Missing.REFUSED);
    }

    /**
     * An amount that is often 0.
     *
     * @param column a column of numbers of at least 0
     * @param power above 1, as for counts, and below 2, as for amounts that are never 0; 1.5 is usual
     * @return the target
     * @throws IllegalArgumentException if the column is blank or the power is out of range
     */
    public static Target tweedie(String column, double power) {
        return new Target(column, Loss.TWEEDIE, "", power, Missing.REFUSED);
    }

    /**
     * The same with another {@link #missing}.
     *
     * @param missing not null
     * @return the target
     * @throws IllegalArgumentException if it is null
     */
    public Target withMissing(Missing missing) {
        return new Target(column, loss, positive, power, missing);
    }

    /** A prediction as its raw score says it. */
    double value(double rawScore) {
        return switch (loss) {
            case LOGISTIC -> ExpLog.sigmoid(rawScore);
            case SQUARED, ABSOLUTE -> rawScore;
            case POISSON, TWEEDIE -> ExpLog.exp(Math.min(700, rawScore));
        };
    }
}
