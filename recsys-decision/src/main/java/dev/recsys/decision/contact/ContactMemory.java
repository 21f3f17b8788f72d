package dev.recsys.decision.contact;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Remembers the contacts with customers: {@link InMemoryContacts} in this JVM, {@link JdbcContacts} in a database that
 * several instances share, {@link RequestContacts} only what a request brought along.
 *
 * <p>Writing is idempotent: a contact has an id, unique for its customer, and a contact written again under the same id
 * changes nothing, whatever time, group and channel it says now. So whoever does not know whether a call went through makes
 * it again. Thread-safe.
 */
public interface ContactMemory {
    /** The greatest number of offers of one call of {@link #offer}. */
    int MOST_OFFERS = 100;

    /**
     * The contacts of a customer at or after a time, those dated later than now included, and every objection to marketing
     * and its withdrawal, however old.
     *
     * @param customerId the customer, not blank
     * @param since the earliest time, such as now less {@link ContactPolicy#longestWindow()}
     * @return the contacts; none for a customer never heard of
     * @throws IllegalArgumentException if an argument is null or {@code customerId} is blank or no storable id
     * @throws ContactMemoryException if the memory cannot be read
     */
    ContactHistory history(String customerId, Instant since);

    /**
     * Records what happened: an answer, a purchase, an objection, or an offer made elsewhere. Nothing is asked of a policy.
     *
     * @param contact the contact
     * @return whether it is new
     * @throws IllegalArgumentException if {@code contact} is null, or its id is that of a contact of the same customer with
     *     another kind or item
     * @throws IllegalStateException if this memory cannot be written to
     * @throws ContactMemoryException if the memory cannot be written; repeat the call then
     */
    boolean record(Contact contact);

    /**
     * Records those offers that a policy still permits, each checked at its own time after those before it in the list,
     * all in one step: whatever other threads and instances offer at the same time, no cap is exceeded and no cool-down cut
     * short by a call of this method. An offer recorded before, under the same id, counts as recorded and is not checked
     * again.
     *
     * @param offers offers to one customer, the most wanted first; at most {@link #MOST_OFFERS}, possibly none
     * @param policy what is permitted
     * @return the ids of the offers recorded by this call or before, in the order of the list; immutable
     * @throws IllegalArgumentException if an argument is null or holds null, a contact is no offer, the offers are to several
     *     customers or too many, or an id is that of a contact of the same customer with another kind or item; nothing is
     *     recorded then
     * @throws ContactMemoryException if the memory cannot be written; repeat the call then
     */
    Set<String> offer(List<Contact> offers, ContactPolicy policy);

    /**
     * Erases all that is remembered of a customer, objections to marketing too: whoever must remember those records one anew.
     *
     * @param customerId the customer, not blank
     * @return how many contacts were erased
     * @throws IllegalArgumentException if {@code customerId} is null, blank or no storable id
     * @throws IllegalStateException if this memory cannot be written to
     * @throws ContactMemoryException if the memory cannot be written; repeat the call then
     */
    int forget(String customerId);
}
