package dev.recsys.decision.contact;

import dev.recsys.internal.check.Checks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the contacts with one customer, ready to be asked about many items: made once a request, then checked
 * by {@link ContactPolicy#check} for each of them. Immutable and thread-safe.
 */
public final class ContactHistory {
    /** No such contact. */
    static final long NEVER = Long.MIN_VALUE;
    /** Whatever the item, group or channel. */
    static final int ANY = -1;
    /** The code of what no contact has. */
    static final int UNSEEN = -2;

    private static final Comparator<Contact> OLDEST_FIRST =
            Comparator.comparing(Contact::time).thenComparing(Contact::id);

    private final String customerId;
    private final List<Contact> contacts;
    // One entry a contact, oldest first; items, groups and channels as codes.
    private final long[] times;
    private final Contact.Kind[] kinds;
    private final int[] items;
    private final int[] groups;
    private final int[] channels;
    private final Map<String, Integer> codes;
    private final long objection; // the last one
    private final long withdrawal; // the first one after it

    private ContactHistory(String customerId, List<Contact> sorted) {
        this.customerId = customerId;
        contacts = List.copyOf(sorted);
        int size = contacts.size();
        times = new long[size];
        kinds = new Contact.Kind[size];
        items = new int[size];
        groups = new int[size];
        channels = new int[size];
        codes = new HashMap<>();
        long objected = NEVER;
        long withdrawn = Long.MAX_VALUE;
        for (int i = 0; i < size; i++) {
            Contact contact = contacts.get(i);
            times[i] = Times.micros(contact.time());
            kinds[i] = contact.kind();
            items[i] = codes.computeIfAbsent(contact.itemId(), text -> codes.size());
            groups[i] = codes.computeIfAbsent(contact.group(), text -> codes.size());
            channels[i] = codes.computeIfAbsent(contact.channel(), text -> codes.size());
            if (kinds[i] == Contact.Kind.OBJECTION) {
                objected = times[i];
                withdrawn = Long.MAX_VALUE;
            } else if (kinds[i] == Contact.Kind.OBJECTION_WITHDRAWN && times[i] > objected) {
                withdrawn = Math.min(withdrawn, times[i]);
            }
        }
        objection = objected;
        withdrawal = withdrawn;
    }

    /**
     * A history of some contacts.
     *
     * @param customerId the customer, not blank
     * @param contacts the customer's contacts in any order; one given twice counts once
     * @return the history; O(n log n)
     * @throws IllegalArgumentException if an argument is null or holds null, a contact is of another customer, or two
     *     different contacts have one id
     */
    public static ContactHistory of(String customerId, Collection<Contact> contacts) {
        String customer = Texts.named(customerId, "customerId");
        Map<String, Contact> byId = new HashMap<>();
        for (Contact contact : Checks.copyOf(contacts, "contacts")) {
            requireOwn(customer, contact);
            requireEqual(byId.putIfAbsent(contact.id(), contact), contact);
        }
        List<Contact> sorted = new ArrayList<>(byId.values());
        sorted.sort(OLDEST_FIRST);
        return new ContactHistory(customer, sorted);
    }

    /**
     * The customer.
     *
     * @return the id
     */
    public String customerId() {
        return customerId;
    }

    /**
     * The contacts.
     *
     * @return oldest first, those of the same time by id; immutable
     */
    public List<Contact> contacts() {
        return contacts;
    }

    /**
     * Whether an objection to marketing stands: one that no later withdrawal has ended by {@code now}. Of an objection and
     * a withdrawal of the same time, the objection stands. An objection dated after {@code now}, by the clock of another
     * instance, stands already; such a withdrawal does not end it yet.
     *
     * @param now the time, in the years 1 to 9999
     * @return whether nothing may be offered
     * @throws IllegalArgumentException if {@code now} is null or out of range
     */
    public boolean objectsToMarketing(Instant now) {
        return objectsAt(Times.micros(Times.checked(now, "now")));
    }

    /**
     * The history with one contact more, such as an offer just chosen, which counts for the next one.
     *
     * @param contact the contact
     * @return a new history, or this one if it has the contact already; O(n)
     * @throws IllegalArgumentException if {@code contact} is null, of another customer, or different from one of the same id
     */
    public ContactHistory with(Contact contact) {
        Checks.notNull(contact, "contact");
        requireOwn(customerId, contact);
        Contact same = find(contact.id());
        if (same != null) {
            requireEqual(same, contact);
            return this;
        }
        List<Contact> all = new ArrayList<>(contacts);
        all.add(-1 - Collections.binarySearch(all, contact, OLDEST_FIRST), contact);
        return new ContactHistory(customerId, all);
    }

    /** Contacts at or after a time, and all that concern marketing as a whole. */
    ContactHistory since(Instant time) {
        List<Contact> kept = contacts.stream()
                .filter(contact ->
                        contact.kind().isOfMarketing() || !contact.time().isBefore(time))
                .toList();
        return kept.size() == contacts.size() ? this : new ContactHistory(customerId, kept);
    }

    @Nullable
    Contact find(String id) {
        for (Contact contact : contacts) {
            if (contact.id().equals(id)) {
                return contact;
            }
        }
        return null;
    }

    boolean objectsAt(long now) {
        return objection != NEVER && now < withdrawal;
    }

    /** What stands for an item, group or channel here. */
    int code(String text) {
        return codes.getOrDefault(text, UNSEEN);
    }

    /**
     * The time of the n-th newest contact of a kind, an item, a group and a channel, if it is after a time; otherwise
     * {@link #NEVER}.
     */
    long newest(int n, Contact.Kind kind, int item, int group, int channel, long after) {
        int left = n;
        for (int i = times.length - 1; i >= 0 && times[i] > after; i--) {
            if (kinds[i] == kind
                    && (item == ANY || item == items[i])
                    && (group == ANY || group == groups[i])
                    && (channel == ANY || channel == channels[i])
                    && --left == 0) {
                return times[i];
            }
        }
        return NEVER;
    }

    private static void requireOwn(String customerId, Contact contact) {
        if (!contact.customerId().equals(customerId)) {
            Checks.that(false, "contacts must be of the customerId %s, but %s is of another", customerId, contact.id());
        }
    }

    private static void requireEqual(@Nullable Contact same, Contact contact) {
        if (same != null && !same.equals(contact)) {
            Checks.that(false, "contacts must have ids of their own, but two are called %s", contact.id());
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContactHistory that
                && customerId.equals(that.customerId)
                && contacts.equals(that.contacts);
    }

    @Override
    public int hashCode() {
        return 31 * customerId.hashCode() + contacts.hashCode();
    }

    /** The customer and how many contacts there are: no personal data beyond the id. */
    @Override
    public String toString() {
        return "ContactHistory[customer " + customerId + ", " + contacts.size() + " contacts]";
    }
}
