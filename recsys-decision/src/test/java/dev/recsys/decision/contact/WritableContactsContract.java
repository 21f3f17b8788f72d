package dev.recsys.decision.contact;

import static dev.recsys.decision.contact.Contacts.CUSTOMER;
import static dev.recsys.decision.contact.Contacts.NOW;
import static dev.recsys.decision.contact.Contacts.ago;
import static dev.recsys.decision.contact.Contacts.objection;
import static dev.recsys.decision.contact.Contacts.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.decision.contact.Contact.Kind;
import dev.recsys.decision.contact.ContactPolicy.Cap;
import dev.recsys.decision.contact.ContactPolicy.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every memory of contacts does that can be written to. */
abstract class WritableContactsContract extends ContactMemoryContract {
    /** A new memory without contacts. */
    abstract ContactMemory empty();

    @Override
    final ContactMemory memory(Contact... known) {
        ContactMemory memory = empty();
        for (Contact contact : known) {
            assertThat(memory.record(contact)).isTrue();
        }
        return memory;
    }

    @Test
    void record_ofTheSameContact_isNewOnce() {
        ContactMemory memory = empty();
        Contact refusal = Contacts.of(Kind.REFUSED, "r", "card", ago(1));

        assertThat(memory.record(refusal)).isTrue();
        assertThat(memory.record(refusal)).isFalse();
        assertThat(memory.record(Contacts.of(Kind.REFUSED, "r", "card", NOW))).isFalse();
        assertThat(memory.history(CUSTOMER, Instant.MIN).contacts()).containsExactly(refusal);
    }

    @Test
    void record_underTheIdOfAnotherContact_isRefused() {
        ContactMemory memory = memory(offer("d1", "card", ago(80)));

        assertThatThrownBy(() -> memory.record(Contacts.of(Kind.REFUSED, "d1", "card", NOW)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "id must name one contact, but d1 of customer c17 is recorded already with another kind or item");
        assertThatThrownBy(() -> memory.record(offer("d1", "loan", NOW))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ids_ofTwoCustomers_areTheirOwn() {
        ContactMemory memory = memory(offer("d1", "card", ago(1)));

        assertThat(memory.record(new Contact("d1", "c18", "loan", "", "", Kind.PURCHASE, NOW)))
                .isTrue();
        assertThat(memory.history(CUSTOMER, Instant.MIN).contacts()).hasSize(1);
        assertThat(memory.history("c18", Instant.MIN).contacts()).hasSize(1);
        assertThat(memory.history("c19", Instant.MIN).contacts()).isEmpty();
    }

    @Test
    void offer_twice_recordsOnceAndAnswersTheSame() {
        ContactMemory memory = empty();
        List<Contact> offers = List.of(offer("d1", "card", NOW), offer("d2", "loan", NOW), offer("d3", "fund", NOW));

        Set<String> first = memory.offer(offers, TWO_A_MONTH);

        assertThat(first).containsExactly("d1", "d2");
        assertThat(memory.offer(offers, TWO_A_MONTH)).isEqualTo(first);
        assertThat(memory.history(CUSTOMER, Instant.MIN).contacts()).containsExactly(offers.get(0), offers.get(1));
    }

    @Test
    void offer_ofOneIdTwiceInAList_recordsItOnce() {
        ContactMemory memory = empty();

        assertThat(memory.offer(List.of(offer("d1", "card", NOW), offer("d1", "card", NOW)), TWO_A_MONTH))
                .containsExactly("d1");
        assertThat(memory.history(CUSTOMER, Instant.MIN).contacts()).hasSize(1);
        assertThatThrownBy(() ->
                        memory.offer(List.of(offer("d2", "card", NOW), offer("d2", "loan", NOW)), ContactPolicy.none()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(memory.history(CUSTOMER, Instant.MIN).contacts()).hasSize(1);
    }

    @Test
    void offer_afterTheWindow_isPermittedAgain() {
        ContactMemory memory = empty();
        memory.offer(List.of(offer("d1", "card", ago(30)), offer("d2", "loan", ago(29))), TWO_A_MONTH);

        assertThat(memory.offer(List.of(offer("d3", "fund", NOW.minusNanos(1_000))), TWO_A_MONTH))
                .isEmpty();
        assertThat(memory.offer(List.of(offer("d3", "fund", NOW)), TWO_A_MONTH)).containsExactly("d3");
    }

    @Test
    void forget_aCustomer_erasesAllOfOneAndNothingOfOthers() {
        ContactMemory memory = memory(offer("d1", "card", ago(1)), objection("o", ago(40)));
        memory.record(new Contact("d1", "c18", "loan", "", "", Kind.OFFER, NOW));

        assertThat(memory.forget(CUSTOMER)).isEqualTo(2);
        assertThat(memory.forget(CUSTOMER)).isZero();
        assertThat(memory.history(CUSTOMER, Instant.MIN).contacts()).isEmpty();
        assertThat(memory.history("c18", Instant.MIN).contacts()).hasSize(1);
        assertThat(memory.record(offer("d1", "fund", NOW))).isTrue();
    }

    /** Threads that offer at the same moment, item by item; each item has a cap of one, all together a cap as well. */
    @Test
    void offers_ofSeveralThreadsAtOnce_exceedNoCap() throws Exception {
        int threads = 4;
        int items = 25;
        ContactPolicy policy = ContactPolicy.builder("v")
                .cap(Cap.of(Scope.ITEM, 1, Duration.ofDays(30)))
                .cap(Cap.of(Scope.ALL, 20, Duration.ofDays(30)))
                .build();
        ContactMemory memory = empty();
        CyclicBarrier barrier = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> made = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                String name = "t" + thread;
                Callable<Integer> work = () -> {
                    int count = 0;
                    for (int item = 0; item < items; item++) {
                        barrier.await(60, TimeUnit.SECONDS);
                        Contact offer = offer(name + "-" + item, "item" + item, NOW);
                        count += memory.offer(List.of(offer), policy).size();
                        memory.record(Contacts.of(Kind.REFUSED, "r" + item, "item" + item, NOW));
                    }
                    return count;
                };
                made.add(pool.submit(work));
            }
            int sum = 0;
            for (Future<Integer> count : made) {
                sum += count.get(120, TimeUnit.SECONDS);
            }
            assertThat(sum).isEqualTo(20);
        } finally {
            pool.shutdownNow();
        }
        List<Contact> contacts = memory.history(CUSTOMER, Instant.MIN).contacts();
        assertThat(contacts.stream().filter(c -> c.kind() == Kind.OFFER).map(Contact::itemId))
                .hasSize(20)
                .doesNotHaveDuplicates();
        assertThat(contacts.stream().filter(c -> c.kind() == Kind.REFUSED)).hasSize(items);
    }
}
