package dev.recsys.decision;

import dev.recsys.internal.check.Checks;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The decisions of a log as another policy sees them: what an estimate of that policy's worth is made of.
 *
 * @param choices the decisions that can be compared, in the order of the log
 * @param leftOut how many can't, by the first reason; only reasons that there are
 * @param firstFailure what kept the first {@link LeftOut#NOT_REPLAYABLE} decision from being replayed; empty where there is none
 * @param isModelled whether the other engine's scores are probabilities, so that choices have modelled rewards
 */
public record OffPolicyDecisions(
        List<Choice> choices, Map<LeftOut, Long> leftOut, String firstFailure, boolean isModelled) {
    /**
     * Why a decision can't be compared. No reason follows from what the customer answered, and none but another instance's offer
     * from what chance drew.
     */
    public enum LeftOut {
        /** It was a preview: nothing was offered. */
        PREVIEW("previews, which offered nothing"),
        /** Answers of a customer without an id can't be known. */
        ANONYMOUS("of anonymous customers, whose answers can't be known"),
        /** The record has only a hash of what was known of the customer. */
        NO_FACTS("with no more than a hash of what was known of the customer"),
        /** The memory of contacts failed, or another instance made an offer meanwhile. */
        CONTACTS_FAILED("made without the memory of contacts, or while another instance offered"),
        /** The record may lack contacts that the other policy counts. */
        CONTACTS_UNKNOWN("whose records may lack contacts that the policy counts"),
        /** The other engine refuses the record, or a part of it fails. */
        NOT_REPLAYABLE("that the policy's engine refuses or fails on"),
        /** The other policy could offer what the policy that decided could not. */
        OUT_OF_REACH("in which the policy could offer what the log's could not");

        private final String text;

        LeftOut(String text) {
            this.text = text;
        }

        /**
         * The reason in words.
         *
         * @return how a sentence goes on that begins with how many decisions they are
         */
        public String text() {
            return text;
        }
    }

    /**
     * A decision that can be compared.
     *
     * @param decisionId the decision
     * @param customerId whom it was for
     * @param reward how many of its offers were taken: accepted or bought
     * @param propensity how likely the policy that decided was to make these offers
     * @param targetProbability how likely the other policy was to make them
     * @param modelledReward how many of them are taken by the other engine's scores; 0 unless they are probabilities
     * @param modelledValue how many of the other policy's offers are taken by these scores; 0 unless they are probabilities
     */
    public record Choice(
            String decisionId,
            String customerId,
            double reward,
            double propensity,
            double targetProbability,
            double modelledReward,
            double modelledValue) {
        /**
         * Checks the values.
         *
         * @param decisionId not null
         * @param customerId not null
         * @param reward at least 0
         * @param propensity in (0, 1]
         * @param targetProbability in 0..1
         * @param modelledReward finite
         * @param modelledValue finite
         * @throws IllegalArgumentException if a number is out of its range or an id null
         */
        public Choice {
            Checks.notNull(decisionId, "decisionId");
            Checks.notNull(customerId, "customerId");
            Checks.notNegative(reward, "reward");
            Checks.that(propensity > 0 && propensity <= 1, "propensity must be in (0, 1], but was %s", propensity);
            Checks.inRange(targetProbability, 0, 1, "targetProbability");
            Checks.that(Double.isFinite(modelledReward), "modelledReward must be finite, but was %s", modelledReward);
            Checks.that(Double.isFinite(modelledValue), "modelledValue must be finite, but was %s", modelledValue);
        }
    }

    /**
     * Checks and copies.
     *
     * @param choices copied
     * @param leftOut copied
     * @param firstFailure not null
     * @param isModelled either
     * @throws IllegalArgumentException if a value is or holds null
     */
    public OffPolicyDecisions {
        choices = Checks.copyOf(choices, "choices");
        Map<LeftOut, Long> counts = new EnumMap<>(LeftOut.class);
        counts.putAll(Checks.noNulls(leftOut, "leftOut"));
        leftOut = Collections.unmodifiableMap(counts);
        Checks.notNull(firstFailure, "firstFailure");
    }

    /**
     * How many decisions the log has.
     *
     * @return those compared and those left out
     */
    public long decisions() {
        return choices.size()
                + leftOut.values().stream().mapToLong(count -> count).sum();
    }
}
