package dev.recsys.mlc.scorecard;

import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.Option;
import dev.recsys.internal.options.Options;
import dev.recsys.internal.run.ExpLog;

/**
 * How a probability becomes points: offset + factor · ln(odds of good), where more points are safer. The factor is
 * {@code pointsToDouble ÷ ln 2}, the offset {@code basePoints − factor · ln(baseOdds)}. By default 600 points stand for odds of 50
 * good to 1 bad, 20 more points for odds twice as high, and points lie in 300..850.
 *
 * <p>Source: Siddiqi, Credit Risk Scorecards, 2006, chapter 6.
 *
 * @param basePoints the points of the base odds
 * @param baseOdds good to one bad
 * @param pointsToDouble how many more points stand for odds twice as high
 * @param least the fewest points given; whatever lies below gets as many
 * @param most the most points given; whatever lies above gets as many
 * @param bad which of a target's two values is the bad one, such as "left" or "did not pay back"
 */
public record PointsScale(
        @Option(value = "600", min = -1e6, max = 1e6, what = "The points of the base odds.")
        double basePoints,

        @Option(value = "50", min = 1e-6, max = 1e6, what = "Good to one bad at the base points.")
        double baseOdds,

        @Option(value = "20", min = 1e-3, max = 1e4, what = "Points that double the odds.")
        double pointsToDouble,

        @Option(value = "300", min = -1_000_000, max = 999_999, what = "The fewest points given.")
        int least,

        @Option(value = "850", min = -999_999, max = 1_000_000, what = "The most points given.")
        int most,

        @Option(value = "POSITIVE", what = "Which of a target's two values is the bad one.")
        Bad bad) {
    /** Which of a target's two values is the bad one. */
    public enum Bad {
        /** What the target asks for, such as "did not pay back": the more probable, the fewer points. */
        POSITIVE,
        /** The other value, where the target asks for something good, such as "paid back" or "answered". */
        NEGATIVE
    }

    /**
     * Checks the options.
     *
     * @param basePoints in -1000000..1000000
     * @param baseOdds in 0.000001..1000000
     * @param pointsToDouble in 0.001..10000
     * @param least in -1000000..999999, below {@code most}
     * @param most in -999999..1000000
     * @param bad not null
     * @throws IllegalArgumentException if an option is out of its range
     */
    public PointsScale {
        Options.check(PointsScale.class, basePoints, baseOdds, pointsToDouble, least, most, bad);
        Checks.that(least < most, "least must be below most, but was %d, and most %d", least, most);
    }

    /**
     * The defaults.
     *
     * @return the options
     */
    public static PointsScale defaults() {
        return Options.defaults(PointsScale.class);
    }

    /**
     * The same with another {@link #basePoints} and {@link #baseOdds}.
     *
     * @param basePoints in -1000000..1000000
     * @param baseOdds in 0.000001..1000000
     * @return the options
     * @throws IllegalArgumentException if one is out of range
     */
    public PointsScale withBase(double basePoints, double baseOdds) {
        return new PointsScale(basePoints, baseOdds, pointsToDouble, least, most, bad);
    }

    /**
     * The same with another {@link #pointsToDouble}.
     *
     * @param pointsToDouble in 0.001..10000
     * @return the options
     * @throws IllegalArgumentException if it is out of range
     */
    public PointsScale withPointsToDouble(double pointsToDouble) {
        return new PointsScale(basePoints, baseOdds, pointsToDouble, least, most, bad);
    }

    /**
     * The same with another {@link #least} and {@link #most}.
     *
     * @param least in -1000000..999999
     * @param most in -999999..1000000, above {@code least}
     * @return the options
     * @throws IllegalArgumentException if one is out of range
     */
    public PointsScale withRange(int least, int most) {
        return new PointsScale(basePoints, baseOdds, pointsToDouble, least, most, bad);
    }

    /**
     * The same with another {@link #bad}.
     *
     * @param bad not null
     * @return the options
     * @throws IllegalArgumentException if it is null
     */
    public PointsScale withBad(Bad bad) {
        return new PointsScale(basePoints, baseOdds, pointsToDouble, least, most, bad);
    }

    /**
     * Points per unit of log-odds.
     *
     * @return above 0
     */
    public double factor() {
        return pointsToDouble / ExpLog.log(2);
    }

    /**
     * The points of even odds.
     *
     * @return finite
     */
    public double offset() {
        return basePoints - factor() * ExpLog.log(baseOdds);
    }

    /**
     * The points of log-odds, neither rounded nor limited.
     *
     * @param logOddsOfPositive the raw score of a binary target
     * @return offset + factor · ln(odds of good)
     * @throws IllegalArgumentException if the log-odds are not finite
     */
    public double exactPoints(double logOddsOfPositive) {
        Checks.that(
                Double.isFinite(logOddsOfPositive), "logOddsOfPositive must be finite, but was %s", logOddsOfPositive);
        return offset() + factor() * sign() * logOddsOfPositive;
    }

    /**
     * The points given: rounded, halves up, and limited to {@link #least} and {@link #most}.
     *
     * @param exactPoints points
     * @return in {@code least..most}
     * @throws IllegalArgumentException if the points are not a number
     */
    public int points(double exactPoints) {
        Checks.that(!Double.isNaN(exactPoints), "exactPoints must be a number, but was NaN");
        return (int) Math.max(least, Math.min(most, Math.floor(exactPoints + 0.5)));
    }

    /** What log-odds of a target's positive value are multiplied by to be those of good. */
    int sign() {
        return bad == Bad.POSITIVE ? -1 : 1;
    }
}
