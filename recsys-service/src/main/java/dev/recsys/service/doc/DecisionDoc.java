package dev.recsys.service.doc;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What a customer is offered.
 *
 * @param id the decision's id
 * @param time when it was made
 * @param user the customer's id
 * @param channel where the offers are made
 * @param model which model scored
 * @param policy name, version and hash of the policy
 * @param level what was known of the customer
 * @param dataDate date of the newest data that the answer rests on
 * @param periodsBehind how many periods the data are behind
 * @param offers the offers, best first
 * @param excluded what was taken out, and why
 * @param skipped components of the hybrid that took no part
 * @param ignored what the request said that the model does not know
 * @param predictions what the models of customers said that the policy names; absent where it names none
 */
@Schema(name = "Decision")
public record DecisionDoc(
        String id,
        Instant time,
        String user,
        String channel,
        String model,
        String policy,
        String level,
        LocalDate dataDate,
        int periodsBehind,
        List<OfferDoc> offers,
        List<ExclusionDoc> excluded,
        List<SkippedDoc> skipped,
        List<IgnoredDoc> ignored,
        List<PredictionDoc> predictions) {
    /**
     * An offer.
     *
     * @param item the item
     * @param score the model's score; a probability where the model gives one
     * @param worth the score times context weight and value: what offers are ranked by
     * @param value what the offer is worth if it is accepted, less its cost
     * @param placement why it has its place
     * @param propensity the probability that it is offered at this place
     * @param reason why it suits the customer
     * @param models the models of the policy that weighed it; absent where none did
     */
    @Schema(name = "Offer")
    public record OfferDoc(
            String item,
            double score,
            double worth,
            double value,
            String placement,
            double propensity,
            ReasonDoc reason,
            List<String> models) {}

    /**
     * A reason, to be worded by the caller.
     *
     * @param code which reason
     * @param arguments what it speaks of
     */
    @Schema(name = "Reason")
    public record ReasonDoc(String code, Map<String, String> arguments) {}

    /**
     * What a model of customers said.
     *
     * @param model its name in the policy
     * @param target what it predicts
     * @param hash the hash of the model
     * @param value the prediction; null where the model failed
     */
    @Schema(name = "Prediction")
    public record PredictionDoc(String model, String target, String hash, Double value) {}

    /**
     * An item taken out.
     *
     * @param item the item
     * @param stage the stage that took it out
     * @param code the reason's code
     * @param rule the rule's name
     */
    @Schema(name = "Exclusion")
    public record ExclusionDoc(String item, String stage, String code, String rule) {}

    /**
     * A component that took no part.
     *
     * @param component the component
     * @param cause why
     */
    @Schema(name = "SkippedComponent")
    public record SkippedDoc(String component, String cause) {}

    /**
     * A part of the request that the model does not know.
     *
     * @param part what it is
     * @param name its name
     */
    @Schema(name = "Ignored")
    public record IgnoredDoc(String part, String name) {}
}
