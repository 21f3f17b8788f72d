package dev.recsys.decision.contact;

import dev.recsys.internal.check.Checks;
import java.time.Instant;
import java.util.List;

/**
 * One contact with a customer: an offer made, or what the customer answered. A contact is known by its customer and its id;
 * writing it again changes nothing. An answer has an id of its own, not that of the offer.
 *
 * <p>Ids and names have at most 256 characters, without U+0000 and without halves of surrogate pairs. Nothing here makes
 * pseudonyms: whoever wants them in a memory gives pseudonyms as ids.
 *
 * @param id the contact's id, unique for the customer, not blank
 * @param customerId the customer, not blank
 * @param itemId the item; empty for an objection and its withdrawal, which concern marketing as a whole
 * @param group the item's group when the contact was made, such as {@code loans}; empty for none
 * @param channel where it was made, such as {@code email}; empty for none or unknown
 * @param kind what happened
 * @param time when, in the years 1 to 9999; kept to the microsecond, what is finer is cut off
 */
public record Contact(
        String id, String customerId, String itemId, String group, String channel, Kind kind, Instant time) {
    /** What happened. */
    public enum Kind {
        /** The item was offered. */
        OFFER,
        /** The customer said yes, which need not be a purchase yet. */
        ACCEPTED,
        /** The customer said no. */
        REFUSED,
        /** The customer bought the item, whether it was offered or not. */
        PURCHASE,
        /** The customer objects to marketing: nothing is offered until this is withdrawn, however long ago it was. */
        OBJECTION,
        /** The customer takes the objection back. */
        OBJECTION_WITHDRAWN;

        /**
         * A kind by its name.
         *
         * @param kind its name, such as {@code OFFER}
         * @return the kind
         * @throws IllegalArgumentException if it is null, or no kind has the name; the message lists those there are
         */
        public static Kind of(String kind) {
            Checks.notNull(kind, "kind");
            for (Kind each : values()) {
                if (each.name().equals(kind)) {
                    return each;
                }
            }
            throw new IllegalArgumentException("\"kind\" must be one of " + List.of(values()));
        }

        /** Whether it concerns marketing as a whole; such contacts are never too old to count. */
        boolean isOfMarketing() {
            return this == OBJECTION || this == OBJECTION_WITHDRAWN;
        }
    }

    /**
     * Checks the parts.
     *
     * @param id not blank
     * @param customerId not blank
     * @param itemId empty for an objection and its withdrawal, otherwise not blank
     * @param group empty or not blank
     * @param channel empty or not blank
     * @param kind what happened
     * @param time in the years 1 to 9999
     * @throws IllegalArgumentException if a part is null or out of its range
     */
    public Contact {
        id = Texts.named(id, "id");
        customerId = Texts.named(customerId, "customerId");
        Checks.notNull(kind, "kind");
        if (kind.isOfMarketing()) {
            Checks.that(
                    Checks.notNull(itemId, "itemId").isEmpty(), "itemId must be empty for %s, which has no item", kind);
            Checks.that(
                    Checks.notNull(group, "group").isEmpty(), "group must be empty for %s, which has no item", kind);
        } else {
            itemId = Texts.named(itemId, "itemId");
            group = Texts.namedOrNone(group, "group");
        }
        channel = Texts.namedOrNone(channel, "channel");
        time = Times.checked(time, "time");
    }

    /** Refuses a contact that has this one's customer and id, and yet is another than this one written again. */
    void requireSame(Contact other) {
        Checks.that(
                kind == other.kind && itemId.equals(other.itemId),
                "id must name one contact, but %s of customer %s is recorded already with another kind or item",
                id,
                customerId);
    }
}
