package dev.recsys.decision;

import dev.recsys.FallbackLevel;
import dev.recsys.Ignored;
import dev.recsys.Recommendations.Freshness;
import dev.recsys.Recommendations.SkippedComponent;
import dev.recsys.internal.check.Checks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a customer is offered, and why nothing else is. JSON by {@link #toJson}.
 *
 * @param id the decision's id
 * @param time when it was made
 * @param customerId whom it is for, or null for an anonymous customer
 * @param channel where the offers are made, or an empty string
 * @param offers best first, at most as many as asked for; empty means "no offer"
 * @param excluded every item that a step took out, in the order of the catalogue, with the first reason. Items in neither list
 *     were good enough, but not among the best.
 * @param model the hash of the model that scored
 * @param policy name, version and hash of the policy, separated by blanks
 * @param level what the scores were built on
 * @param freshness how old the model's data is for the date of the request
 * @param skipped components of a hybrid that did not take part, and why
 * @param ignored what the request says that neither model nor policy know
 */
public record Decision(
        String id,
        Instant time,
        @Nullable String customerId,
        String channel,
        List<Offer> offers,
        List<Exclusion> excluded,
        String model,
        String policy,
        FallbackLevel level,
        Freshness freshness,
        List<SkippedComponent> skipped,
        List<Ignored> ignored) {
    /**
     * Checks and copies the values.
     *
     * @param id not blank
     * @param time not null
     * @param customerId possibly null
     * @param channel not null
     * @param offers copied
     * @param excluded copied
     * @param model not blank
     * @param policy not blank
     * @param level not null
     * @param freshness not null
     * @param skipped copied
     * @param ignored copied
     * @throws IllegalArgumentException if a text is blank or a value null that must not be
     */
    public Decision {
        Checks.notBlank(id, "id");
        Checks.notNull(time, "time");
        Checks.notNull(channel, "channel");
        offers = Checks.copyOf(offers, "offers");
        excluded = Checks.copyOf(excluded, "excluded");
        Checks.notBlank(model, "model");
        Checks.notBlank(policy, "policy");
        Checks.notNull(level, "level");
        Checks.notNull(freshness, "freshness");
        skipped = Checks.copyOf(skipped, "skipped");
        ignored = Checks.copyOf(ignored, "ignored");
    }

    /**
     * Whom it is for.
     *
     * @return the id, or empty for an anonymous customer
     */
    public Optional<String> customer() {
        return Optional.ofNullable(customerId);
    }

    /**
     * The ids of the offers.
     *
     * @return item ids, best first
     */
    public List<String> itemIds() {
        return offers.stream().map(Offer::itemId).toList();
    }

    /**
     * Why an item was taken out.
     *
     * @param itemId the item
     * @return the reason, or empty if no step took it out
     */
    public Optional<Exclusion> exclusion(String itemId) {
        Checks.notNull(itemId, "itemId");
        return excluded.stream()
                .filter(exclusion -> exclusion.itemId().equals(itemId))
                .findFirst();
    }

    /**
     * The decision as JSON: what an application answers; the log has more.
     *
     * @return one line
     */
    public String toJson() {
        return DecisionJson.write(this);
    }

    /** Whom it is for and what is offered: no personal data beyond the id. */
    @Override
    public String toString() {
        return "Decision[" + id + ", " + (customerId == null ? "anonymous" : customerId) + ", " + itemIds() + "]";
    }
}
