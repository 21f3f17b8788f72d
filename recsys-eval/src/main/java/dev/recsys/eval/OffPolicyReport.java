package dev.recsys.eval;

import dev.recsys.internal.check.Checks;
import java.util.List;

/**
 * What a policy would have brought a decision, estimated from decisions of another one (counterfactual or off-policy
 * evaluation). With w = target probability ÷ propensity, r the reward, q the model's reward and v the model's value:
 *
 * <ul>
 *   <li>inverse propensity: mean of w · r. Without bias where propensities are right and the policy that decided could choose
 *       whatever the other one chooses; a few great weights make it unsure.
 *   <li>self-normalised: Σ w · r ÷ Σ w. A bias that vanishes with the number of decisions, and mostly a smaller error.
 *   <li>doubly robust: mean of v + w · (r − q). Right if either the propensities or the model are (Dudík et al., 2011).
 * </ul>
 *
 * @param decisions how many there are
 * @param effectiveDecisions (Σ w)² ÷ Σ w²: how many decisions of the policy itself would be as sure; 0 where it would have
 *     chosen none of the offers
 * @param greatestWeight the greatest w
 * @param inversePropensity the first estimate
 * @param selfNormalised the second estimate; NaN where all weights are 0
 * @param doublyRobust the third estimate
 */
public record OffPolicyReport(
        int decisions,
        double effectiveDecisions,
        double greatestWeight,
        Value inversePropensity,
        Value selfNormalised,
        Value doublyRobust) {
    private static final double WIDTH = 1.959963984540054;

    /**
     * An estimate and how sure it is.
     *
     * @param mean reward a decision
     * @param standardError of the mean; NaN for one decision
     */
    public record Value(double mean, double standardError) {
        /**
         * The lower end of the 95 % interval, by the normal distribution.
         *
         * @return mean − 1.96 standard errors
         */
        public double low() {
            return mean - WIDTH * standardError;
        }

        /**
         * The upper end of the 95 % interval, by the normal distribution.
         *
         * @return mean + 1.96 standard errors
         */
        public double high() {
            return mean + WIDTH * standardError;
        }
    }

    /**
     * Checks.
     *
     * @param decisions at least 1
     * @param effectiveDecisions in 0..decisions, but for rounding
     * @param greatestWeight at least 0
     * @param inversePropensity not null
     * @param selfNormalised not null
     * @param doublyRobust not null
     * @throws IllegalArgumentException if a number is out of its range or an estimate is null
     */
    public OffPolicyReport {
        Checks.atLeast(decisions, 1, "decisions");
        Checks.notNegative(effectiveDecisions, "effectiveDecisions");
        Checks.notNegative(greatestWeight, "greatestWeight");
        Checks.notNull(inversePropensity, "inversePropensity");
        Checks.notNull(selfNormalised, "selfNormalised");
        Checks.notNull(doublyRobust, "doublyRobust");
    }

    /**
     * Judges a policy.
     *
     * @param log the decisions, independent of each other, at least one. Not modified.
     * @return the estimates; O(decisions)
     * @throws IllegalArgumentException if {@code log} is or holds null, or is empty
     */
    public static OffPolicyReport of(List<LoggedDecision> log) {
        List<LoggedDecision> decisions = Checks.copyOf(log, "log");
        Checks.that(!decisions.isEmpty(), "log must not be empty: an estimate needs at least one decision");
        int count = decisions.size();
        double[] inverse = new double[count];
        double[] robust = new double[count];
        double weights = 0;
        double squares = 0;
        double greatest = 0;
        double weighed = 0;
        for (int i = 0; i < count; i++) {
            LoggedDecision decision = decisions.get(i);
            double weight = decision.targetProbability() / decision.propensity();
            inverse[i] = weight * decision.reward();
            robust[i] = decision.modelledValue() + weight * (decision.reward() - decision.modelledReward());
            weights += weight;
            squares += weight * weight;
            weighed += inverse[i];
            greatest = Math.max(greatest, weight);
        }
        double normalised = weighed / weights;
        double residuals = 0;
        for (LoggedDecision decision : decisions) {
            double residual = decision.targetProbability() / decision.propensity() * (decision.reward() - normalised);
            residuals += residual * residual;
        }
        double error = count < 2 ? Double.NaN : Math.sqrt(residuals) / weights;
        return new OffPolicyReport(
                count,
                weights == 0 ? 0 : weights * weights / squares,
                greatest,
                mean(inverse),
                new Value(normalised, error),
                mean(robust));
    }

    private static Value mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        int count = values.length;
        return new Value(mean, count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1) / count));
    }
}
