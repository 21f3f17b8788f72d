package dev.recsys.mlc.uplift;

import dev.recsys.internal.check.Checks;
import java.util.List;

/**
 * How well a ranking by predicted uplift finds those who are moved, each figure with its interval. Let R₁(k), N₁(k) be the weight of the
 * treated rows with the outcome and of all treated rows among the first k of n by predicted uplift, greatest first, and R₀(k), N₀(k) those
 * of the control; a row weighs 1 ÷ its chance to be in its arm, so that with random treatment these are counts. Then
 *
 * <ul>
 *   <li>the Qini curve is Q(k) = (R₁(k) − R₀(k) · N₁(k) ÷ N₀(k)) ÷ N₁(n) (Radcliffe, "Using control groups to target on predicted lift",
 *       2007), the outcomes gained a treated row;
 *   <li>the uplift curve is G(k) = k ÷ n · (R₁(k) ÷ N₁(k) − R₀(k) ÷ N₀(k)) (Devriendt et al., "A survey and benchmarking study of
 *       multitreatment uplift modeling", 2020), the outcomes gained a row if the first k are treated.
 * </ul>
 *
 * <p>The term of an arm without rows is 0. Rows of one score come in together, and between them and the next the curves are straight. Of
 * one population both curves are the same, E[effect; among the first k].
 *
 * @param rows how many there were
 * @param treated how many were treated
 * @param effect of treating all: G(n)
 * @param qini the Qini coefficient: the area between the Qini curve and the straight line to its end, with the shares of rows from 0 to 1.
 *     0 for a random order. Not divided by the area of a perfect model, which real data do not tell
 * @param auuc the area under the uplift curve; half the effect for a random order
 * @param policies what treating the first rows gains, by share
 * @param curve both curves at 0, 5, …, 100 % of the rows
 */
public record UpliftFigures(
        int rows,
        int treated,
        Estimate effect,
        Estimate qini,
        Estimate auuc,
        List<Policy> policies,
        List<Point> curve) {
    /**
     * A figure and its interval.
     *
     * @param value as measured
     * @param low the interval's lower end
     * @param high the interval's upper end
     */
    public record Estimate(double value, double low, double high) {
        /**
         * Checks the values.
         *
         * @param value finite
         * @param low at most {@code value}
         * @param high at least {@code value}
         * @throws IllegalArgumentException if a number is not finite or the value not within the interval
         */
        public Estimate {
            boolean isFinite = Double.isFinite(value) && Double.isFinite(low) && Double.isFinite(high);
            Checks.that(
                    isFinite && low <= value && value <= high,
                    "value must lie between low and high and all be finite, but value, low and high were %s, %s and %s",
                    value,
                    low,
                    high);
        }
    }

    /**
     * What it gains to treat the share of customers with the greatest predicted uplift, by self-normalised inverse propensities. At a
     * share that parts rows of one score, these are treated by lot.
     *
     * @param share of the customers treated, in 0..1
     * @param rate of the outcome among all customers
     * @param overNone outcomes gained a customer over treating none
     * @param overAll outcomes gained a customer over treating all
     */
    public record Policy(double share, Estimate rate, Estimate overNone, Estimate overAll) {
        /**
         * Checks the values.
         *
         * @param share in 0..1
         * @param rate not null
         * @param overNone not null
         * @param overAll not null
         * @throws IllegalArgumentException if the share is out of range or an argument is null
         */
        public Policy {
            Checks.inRange(share, 0, 1, "share");
            Checks.notNull(rate, "rate");
            Checks.notNull(overNone, "overNone");
            Checks.notNull(overAll, "overAll");
        }
    }

    /**
     * A point of both curves.
     *
     * @param share of the rows, in 0..1
     * @param qini the Qini curve
     * @param gain the uplift curve
     */
    public record Point(double share, double qini, double gain) {
        /**
         * Checks the values.
         *
         * @param share in 0..1
         * @param qini finite
         * @param gain finite
         * @throws IllegalArgumentException if the share is out of range or a number is not finite
         */
        public Point {
            Checks.inRange(share, 0, 1, "share");
            Checks.that(Double.isFinite(qini), "qini must be finite, but was %s", qini);
            Checks.that(Double.isFinite(gain), "gain must be finite, but was %s", gain);
        }
    }

    /**
     * Checks and copies the values.
     *
     * @param rows at least 1
     * @param treated in 1..rows
     * @param effect not null
     * @param qini not null
     * @param auuc not null
     * @param policies copied
     * @param curve copied
     * @throws IllegalArgumentException if a number is out of range, or an argument is or holds null
     */
    public UpliftFigures {
        Checks.atLeast(rows, 1, "rows");
        Checks.that(
                treated >= 1 && treated <= rows,
                "treated must be in 1..rows, but was %d where rows was %d",
                treated,
                rows);
        Checks.notNull(effect, "effect");
        Checks.notNull(qini, "qini");
        Checks.notNull(auuc, "auuc");
        policies = Checks.copyOf(policies, "policies");
        curve = Checks.copyOf(curve, "curve");
    }
}
