package dev.recsys.service.doc;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Who is to get an offer.
 *
 * @param customer what is known of the customer; what is not said is taken from what the model remembers of the id
 * @param allow the only items that may be offered
 * @param deny items that must not be offered
 * @param date the day of the offer
 * @param limit how many offers at most
 * @param includeOwned whether items the customer owns may be offered
 * @param strict whether a name the model does not know is refused, not ignored
 * @param id the decision's id; the same id is decided and recorded once
 * @param channel where the offer is made
 * @param time when the decision is made
 * @param weights context weights by item, at least 0
 * @param contacts contacts with the customer, in place of those remembered
 * @param preview whether nothing is recorded as a contact
 */
@Schema(name = "DecisionRequest")
public record DecisionRequestDoc(
        CustomerDoc customer,
        List<String> allow,
        List<String> deny,
        LocalDate date,
        @Schema(minimum = "1", defaultValue = "7") int limit,
        boolean includeOwned,
        boolean strict,
        @Schema(maxLength = 100) String id,
        String channel,
        Instant time,
        Map<String, Double> weights,
        List<ContactDoc> contacts,
        boolean preview) {
    /**
     * A customer.
     *
     * @param id the customer's id
     * @param holdings the items owned: a list, or an object of weights by item
     * @param features attributes by name: a number, a text, or null where it is known to be missing
     * @param earlier what was known in earlier periods, the latest first; empty for a customer who has just joined
     */
    @Schema(name = "Customer")
    public record CustomerDoc(
            String id,
            @Schema(oneOf = {List.class, Map.class}) Object holdings,

            @Schema(example = "{\"age\": 35, \"segment\": \"02\"}")
            Map<String, Object> features,

            List<FactsDoc> earlier) {}

    /**
     * What was known in a period.
     *
     * @param holdings the items owned: a list, or an object of weights by item
     * @param features attributes by name
     */
    @Schema(name = "Facts")
    public record FactsDoc(
            @Schema(oneOf = {List.class, Map.class}) Object holdings, Map<String, Object> features) {}

    /**
     * A contact with the customer.
     *
     * @param id the contact's id, unique for the customer
     * @param item the item; none for an objection
     * @param group the item's group
     * @param channel where it was made
     * @param kind what happened
     * @param time when
     */
    @Schema(name = "Contact")
    public record ContactDoc(
            String id,
            String item,
            String group,
            String channel,

            @Schema(allowableValues = {"OFFER", "ACCEPTED", "REFUSED", "PURCHASE", "OBJECTION", "OBJECTION_WITHDRAWN"})
            String kind,

            Instant time) {}
}
