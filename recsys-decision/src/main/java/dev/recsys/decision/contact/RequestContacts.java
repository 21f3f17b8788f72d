package dev.recsys.decision.contact;

import dev.recsys.internal.check.Checks;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The contacts that a request brought along, where the caller keeps them and nothing is remembered here. {@link #offer}
 * only says which offers the policy permits, and the caller records those made; since nobody else sees them before, two
 * requests at the same time may exceed a cap. {@link #record} and {@link #forget} refuse. Immutable and thread-safe.
 */
public final class RequestContacts implements ContactMemory {
    private final ContactHistory history;

    private RequestContacts(ContactHistory history) {
        this.history = history;
    }

    /**
     * A memory of one request.
     *
     * @param customerId the customer of the request, not blank
     * @param contacts the customer's contacts in any order, reaching back as far as the policy looks, and every objection
     * @return the memory
     * @throws IllegalArgumentException as {@link ContactHistory#of}
     */
    public static RequestContacts of(String customerId, Collection<Contact> contacts) {
        return new RequestContacts(ContactHistory.of(customerId, contacts));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException also if the customer is not that of the request, of whom alone something is known
     */
    @Override
    public ContactHistory history(String customerId, Instant since) {
        requireOwn(Texts.named(customerId, "customerId"));
        return history.since(Times.limited(Checks.notNull(since, "since")));
    }

    /** Refuses: a request cannot be written to. */
    @Override
    public boolean record(Contact contact) {
        Checks.notNull(contact, "contact");
        throw new IllegalStateException("contacts given with a request cannot be added to: record " + contact.id()
                + " where the request's contacts come from");
    }

    /**
     * {@inheritDoc}
     *
     * <p>Here nothing is recorded: the answer is what may be offered, and the same again when asked again.
     *
     * @throws IllegalArgumentException also if the customer is not that of the request
     */
    @Override
    public Set<String> offer(List<Contact> offers, ContactPolicy policy) {
        Offers given = Offers.of(offers, policy);
        if (given.isEmpty()) {
            return Set.of();
        }
        requireOwn(given.customerId());
        return given.permitted(history, policy).ids();
    }

    /** Refuses: a request cannot be written to. */
    @Override
    public int forget(String customerId) {
        Texts.named(customerId, "customerId");
        throw new IllegalStateException("contacts given with a request cannot be erased: erase those of customer "
                + customerId + " where the request's contacts come from");
    }

    private void requireOwn(String customerId) {
        Checks.that(
                customerId.equals(history.customerId()),
                "customerId must be that of the request, %s, but was %s",
                history.customerId(),
                customerId);
    }
}
