package dev.recsys.decision.contact;

import dev.recsys.internal.check.Checks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Offers that a policy is asked about one after the other: what is common to all memories. Immutable. */
final class Offers {
    private final List<Contact> offers;

    private Offers(List<Contact> offers) {
        this.offers = offers;
    }

    /** Offers to one customer, or none. */
    static Offers of(@Nullable List<Contact> offers, @Nullable ContactPolicy policy) {
        List<Contact> all = Checks.copyOf(offers, "offers");
        Checks.notNull(policy, "policy");
        Checks.that(
                all.size() <= ContactMemory.MOST_OFFERS,
                "offers must be at most %d, but are %d",
                ContactMemory.MOST_OFFERS,
                all.size());
        for (Contact offer : all) {
            Checks.that(
                    offer.kind() == Contact.Kind.OFFER,
                    "offers must be of kind OFFER, but %s is %s",
                    offer.id(),
                    offer.kind());
            Checks.that(
                    offer.customerId().equals(all.get(0).customerId()),
                    "offers must be to one customer, but %s is to another than %s",
                    offer.id(),
                    all.get(0).id());
        }
        return new Offers(all);
    }

    List<Contact> all() {
        return offers;
    }

    boolean isEmpty() {
        return offers.isEmpty();
    }

    String customerId() {
        return offers.get(0).customerId();
    }

    /** How far back a history must reach to check them. */
    Instant since(ContactPolicy policy) {
        Instant earliest =
                offers.stream().map(Contact::time).min(Instant::compareTo).orElseThrow();
        return Times.limited(earliest.minus(policy.longestWindow()));
    }

    /** Asks the policy about each, given a history that reaches back far enough and holds what is recorded under their ids. */
    Permitted permitted(ContactHistory history, ContactPolicy policy) {
        ContactHistory now = history;
        List<Contact> added = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        for (Contact offer : offers) {
            Contact before = now.find(offer.id());
            if (before != null) {
                before.requireSame(offer);
            } else if (policy.check(now, offer.itemId(), offer.group(), offer.channel(), offer.time()) == null) {
                now = now.with(offer);
                added.add(offer);
            } else {
                continue;
            }
            ids.add(offer.id());
        }
        return new Permitted(Collections.unmodifiableSet(ids), List.copyOf(added), now);
    }

    /**
     * What a policy permits.
     *
     * @param ids the offers recorded before or to be recorded now, in their order
     * @param added those to be recorded now
     * @param history the history with them
     */
    record Permitted(Set<String> ids, List<Contact> added, ContactHistory history) {}
}
