package dev.recsys.decision.contact;

import dev.recsys.internal.check.Checks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Contacts in the memory of this JVM, for tests, simulations and services of one instance: other instances see nothing of
 * them, and a restart loses them, objections to marketing too. Thread-safe: writes of one customer wait for one another,
 * reads wait for nothing.
 *
 * <p><b>Bounds.</b> Contacts older than the retention are dropped, those of a customer at the customer's next write, those of
 * all with a write once a sixteenth of the retention has passed. Objections and their withdrawals stay. Choose a retention
 * longer than the policy's longest window by as long as an offer may be late, such as a day: an offer whose window reaches
 * back beyond the retention is refused, since nobody could tell whether it is permitted.
 *
 * <p><b>Cost.</b> A write copies the customer's history, O(n).
 */
public final class InMemoryContacts implements ContactMemory {
    private static final int SWEEPS = 16; // in the time of a retention

    private final ConcurrentHashMap<String, ContactHistory> customers = new ConcurrentHashMap<>();
    private final Duration retention;
    private final InstantSource clock;
    private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Times.EARLIEST);

    private InMemoryContacts(Duration retention, InstantSource clock) {
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * An empty memory by the clock of the system.
     *
     * @param retention how long contacts are kept: whole seconds, at least one, at most 36,525 days
     * @return the memory
     * @throws IllegalArgumentException if {@code retention} is null or out of its range
     */
    public static InMemoryContacts of(Duration retention) {
        return of(retention, InstantSource.system());
    }

    /**
     * An empty memory by a clock of one's own, such as that of a simulation.
     *
     * @param retention how long contacts are kept: whole seconds, at least one, at most 36,525 days
     * @param clock the time now, by which contacts grow old
     * @return the memory
     * @throws IllegalArgumentException if an argument is null or {@code retention} is out of its range
     */
    public static InMemoryContacts of(Duration retention, InstantSource clock) {
        return new InMemoryContacts(Times.length(retention, "retention"), Checks.notNull(clock, "clock"));
    }

    @Override
    public ContactHistory history(String customerId, Instant since) {
        String customer = Texts.named(customerId, "customerId");
        Instant earliest = Times.limited(Checks.notNull(since, "since"));
        return customers.getOrDefault(customer, none(customer)).since(earliest);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A contact older than the retention is not kept, and not new.
     */
    @Override
    public boolean record(Contact contact) {
        Checks.notNull(contact, "contact");
        Instant oldest = oldest();
        AtomicInteger added = new AtomicInteger();
        customers.compute(contact.customerId(), (customer, known) -> {
            ContactHistory before = known == null ? none(customer) : known;
            Contact same = before.find(contact.id());
            if (same != null) {
                same.requireSame(contact);
                return before;
            }
            ContactHistory after = before.with(contact).since(oldest);
            added.set(after.find(contact.id()) == null ? 0 : 1);
            return keptOrNull(after);
        });
        sweep(oldest);
        return added.get() > 0;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException also if an offer's time less the policy's longest window is before the retention
     */
    @Override
    public Set<String> offer(List<Contact> offers, ContactPolicy policy) {
        Offers given = Offers.of(offers, policy);
        if (given.isEmpty()) {
            return Set.of();
        }
        Instant oldest = oldest();
        Checks.that(
                !given.since(policy).isBefore(oldest),
                "offers must be checked back to %s, but contacts are kept since %s: keep them longer than %s, or offer sooner",
                given.since(policy),
                oldest,
                retention);
        Set<String> ids = new LinkedHashSet<>();
        customers.compute(given.customerId(), (customer, known) -> {
            Offers.Permitted permitted = given.permitted(known == null ? none(customer) : known, policy);
            ids.addAll(permitted.ids());
            return keptOrNull(permitted.history().since(oldest));
        });
        sweep(oldest);
        return Collections.unmodifiableSet(ids);
    }

    @Override
    public int forget(String customerId) {
        ContactHistory erased = customers.remove(Texts.named(customerId, "customerId"));
        return erased == null ? 0 : erased.contacts().size();
    }

    /** How many customers are remembered. */
    int customerCount() {
        return customers.size();
    }

    private Instant oldest() {
        return Times.limited(Times.checked(clock.instant(), "the clock's time").minus(retention));
    }

    /** Drops what is too old of all customers, once in a while. */
    private void sweep(Instant oldest) {
        Instant due = nextSweep.get();
        if (oldest.isBefore(due) || !nextSweep.compareAndSet(due, oldest.plus(retention.dividedBy(SWEEPS)))) {
            return;
        }
        for (String customer : customers.keySet()) {
            customers.computeIfPresent(customer, (id, known) -> keptOrNull(known.since(oldest)));
        }
    }

    private static ContactHistory none(String customerId) {
        return ContactHistory.of(customerId, List.of());
    }

    /** For the map, to which null says that there is nothing to keep. */
    @SuppressWarnings("NullAway") // the map's functions may answer null, which their declaration does not say
    private static ContactHistory keptOrNull(ContactHistory history) {
        return history.contacts().isEmpty() ? null : history;
    }
}
