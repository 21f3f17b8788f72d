package dev.recsys.decision.contact;

import static dev.recsys.decision.contact.Contacts.CUSTOMER;
import static dev.recsys.decision.contact.Contacts.NOW;
import static dev.recsys.decision.contact.Contacts.ago;
import static dev.recsys.decision.contact.Contacts.objection;
import static dev.recsys.decision.contact.Contacts.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.decision.contact.Contact.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class InMemoryContactsTest extends WritableContactsContract {
    @Override
    ContactMemory empty() {
        return InMemoryContacts.of(Times.LONGEST, InstantSource.fixed(NOW));
    }

    @Test
    void contacts_olderThanTheRetention_areDroppedWithTheCustomersNextWrite() {
        AtomicReference<Instant> now = new AtomicReference<>(ago(30));
        ContactMemory memory = InMemoryContacts.of(Duration.ofDays(30), now::get);
        Contact objection = objection("o", ago(30).minusSeconds(1));
        memory.record(objection);
        memory.record(offer("d1", "card", ago(30).minusSeconds(1)));
        Contact boundary = offer("d2", "card", ago(30));
        memory.record(boundary);

        now.set(NOW);
        Contact recent = offer("d3", "card", NOW);
        memory.record(recent);

        assertThat(memory.history(CUSTOMER, Instant.MIN).contacts()).containsExactly(objection, boundary, recent);
    }

    @Test
    void contact_olderThanTheRetention_isNotKeptButAnObjectionIs() {
        InMemoryContacts memory = InMemoryContacts.of(Duration.ofDays(30), InstantSource.fixed(NOW));

        assertThat(memory.record(offer("d1", "card", ago(31)))).isFalse();
        assertThat(memory.customerCount()).isZero();
        assertThat(memory.record(objection("o", ago(31)))).isTrue();
        assertThat(memory.customerCount()).isOne();
    }

    @Test
    void customers_whoAreNeverWrittenAgain_areDroppedByWritesOfOthers() {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        InMemoryContacts memory = InMemoryContacts.of(Duration.ofDays(16), now::get);
        for (int i = 0; i < 1000; i++) {
            memory.record(new Contact("d", "c" + i, "card", "", "", Kind.OFFER, NOW));
        }
        memory.record(new Contact("o", "objector", "", "", "", Kind.OBJECTION, NOW));
        assertThat(memory.customerCount()).isEqualTo(1001);

        now.set(NOW.plus(Duration.ofDays(17)));
        memory.record(new Contact("d", "new", "card", "", "", Kind.OFFER, now.get()));

        assertThat(memory.customerCount()).isEqualTo(2);
        assertThat(memory.history("objector", Instant.MAX).objectsToMarketing(now.get()))
                .isTrue();
    }

    /** Many customers, each offered two items by two threads that meet just before: slower meetings let them pass by turns. */
    @Test
    void offers_ofTwoThreadsThatMeet_exceedNoCap() throws Exception {
        int customers = 5_000;
        ContactPolicy one = ContactPolicy.builder("v")
                .cap(ContactPolicy.Cap.of(ContactPolicy.Scope.ALL, 1, Duration.ofDays(30)))
                .build();
        ContactMemory memory = empty();
        AtomicInteger arrived = new AtomicInteger();
        AtomicInteger made = new AtomicInteger();
        Runnable offering = () -> {
            String name = Thread.currentThread().getName();
            for (int customer = 0; customer < customers; customer++) {
                List<Contact> offers = List.of(new Contact(name, "c" + customer, "card", "", "", Kind.OFFER, NOW));
                arrived.incrementAndGet();
                for (int spins = 0; arrived.get() < 2 * (customer + 1); spins++) {
                    if (spins > 10_000) {
                        LockSupport.parkNanos(1_000);
                    }
                }
                made.addAndGet(memory.offer(offers, one).size());
            }
        };
        List<Thread> threads = List.of(new Thread(offering, "one"), new Thread(offering, "two"));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(made).hasValue(customers);
    }

    @Test
    void offer_whoseWindowReachesBeyondTheRetention_isRefused() {
        ContactMemory memory = InMemoryContacts.of(Duration.ofDays(31), InstantSource.fixed(NOW));

        assertThat(memory.offer(List.of(offer("d1", "card", ago(1))), TWO_A_MONTH))
                .containsExactly("d1");
        assertThatThrownBy(() -> memory.offer(List.of(offer("d2", "card", ago(1).minusNanos(1_000))), TWO_A_MONTH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("offers must be checked back to ");
    }
}
