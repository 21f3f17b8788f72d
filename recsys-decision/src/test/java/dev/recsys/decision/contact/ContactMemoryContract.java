package dev.recsys.decision.contact;

import static dev.recsys.decision.contact.Contacts.CUSTOMER;
import static dev.recsys.decision.contact.Contacts.NOW;
import static dev.recsys.decision.contact.Contacts.ago;
import static dev.recsys.decision.contact.Contacts.objection;
import static dev.recsys.decision.contact.Contacts.offer;
import static dev.recsys.decision.contact.Contacts.withdrawal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.decision.contact.Contact.Kind;
import dev.recsys.decision.contact.ContactPolicy.Cap;
import dev.recsys.decision.contact.ContactPolicy.CoolDown;
import dev.recsys.decision.contact.ContactPolicy.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every memory of contacts does, whether it can be written to or not. */
abstract class ContactMemoryContract {
    static final ContactPolicy TWO_A_MONTH = ContactPolicy.builder("two a month")
            .cap(Cap.of(Scope.ALL, 2, Duration.ofDays(30)))
            .build();

    /** A new memory that knows these contacts of {@link Contacts#CUSTOMER} and no others. */
    abstract ContactMemory memory(Contact... known);

    @Test
    void history_sinceATime_reachesBackToItAndToEveryObjection() {
        Contact objection = objection("o", ago(80));
        Contact withdrawal = withdrawal("w", ago(70));
        Contact boundary = new Contact("d2", CUSTOMER, "card", "cards", "email", Kind.OFFER, ago(10));
        Contact future = offer("d3", "loan", NOW.plusSeconds(60));
        ContactMemory memory =
                memory(future, offer("d1", "card", ago(10).minusNanos(1_000)), boundary, withdrawal, objection);

        ContactHistory history = memory.history(CUSTOMER, ago(10));

        assertThat(history.customerId()).isEqualTo(CUSTOMER);
        assertThat(history.contacts()).containsExactly(objection, withdrawal, boundary, future);
    }

    @Test
    void history_sinceEver_hasEveryKindAndTextUnchanged() {
        List<Contact> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            String item = kind.isOfMarketing() ? "" : "карта 'O''Neil' \"x\" %_\\ \ud83d\udcb3 ";
            String group = kind.isOfMarketing() ? "" : " Karten;--";
            all.add(new Contact(
                    "id " + kind, CUSTOMER, item, group, "e-mail\n", kind, ago(5).plusNanos(1_000L * all.size())));
        }

        assertThat(memory(all.toArray(Contact[]::new))
                        .history(CUSTOMER, Instant.MIN)
                        .contacts())
                .isEqualTo(all);
    }

    @Test
    void history_sinceTheEndOfTime_hasObjectionsOnly() {
        Contact objection = objection("o", ago(80));

        assertThat(memory(objection, offer("d1", "card", ago(1)))
                        .history(CUSTOMER, Instant.MAX)
                        .contacts())
                .containsExactly(objection);
    }

    @Test
    void offer_ofSeveral_recordsThoseThePolicyPermitsInTheirOrder() {
        ContactMemory memory = memory(offer("old", "card", ago(3)));

        assertThat(memory.offer(
                        List.of(offer("d1", "loan", NOW), offer("d2", "fund", NOW), offer("d3", "card", NOW)),
                        TWO_A_MONTH))
                .containsExactly("d1");
    }

    @Test
    void offer_checksEachAfterThoseBeforeIt() {
        ContactPolicy oneOfAGroup = ContactPolicy.builder("v")
                .coolDown(CoolDown.of(Kind.OFFER, Scope.GROUP, Duration.ofDays(1)))
                .build();
        List<Contact> offers = List.of(
                new Contact("d1", CUSTOMER, "car loan", "loans", "", Kind.OFFER, NOW),
                new Contact("d2", CUSTOMER, "home loan", "loans", "", Kind.OFFER, NOW),
                new Contact("d3", CUSTOMER, "fund", "funds", "", Kind.OFFER, NOW));

        assertThat(memory().offer(offers, oneOfAGroup)).containsExactly("d1", "d3");
    }

    @Test
    void offer_recordedBefore_countsAsRecordedThoughTheCapIsReached() {
        ContactMemory memory = memory(offer("d1", "card", ago(2)), offer("d2", "loan", ago(1)));

        assertThat(memory.offer(
                        List.of(offer("new", "fund", NOW), offer("d2", "loan", NOW), offer("d1", "card", NOW)),
                        TWO_A_MONTH))
                .containsExactly("d2", "d1");
    }

    @Test
    void offer_recordedBeforeTheWindow_countsAsRecorded() {
        ContactMemory memory = memory(offer("d1", "card", ago(80)));

        assertThat(memory.offer(List.of(offer("d1", "card", NOW)), TWO_A_MONTH)).containsExactly("d1");
        assertThatThrownBy(() -> memory.offer(List.of(offer("d1", "loan", NOW)), TWO_A_MONTH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void offer_toWhomObjects_recordsNothing() {
        ContactMemory memory = memory(objection("o", ago(3000)));

        assertThat(memory.offer(List.of(offer("d1", "card", NOW)), ContactPolicy.none()))
                .isEmpty();
        assertThat(memory.history(CUSTOMER, Instant.MIN).objectsToMarketing(NOW))
                .isTrue();
    }

    @Test
    void offer_datedBeforeOthers_countsTheLaterOnesToo() {
        ContactMemory memory = memory(offer("d1", "card", NOW), offer("d2", "loan", NOW.plusSeconds(2)));

        assertThat(memory.offer(List.of(offer("d3", "fund", NOW.minusSeconds(9))), TWO_A_MONTH))
                .isEmpty();
    }

    @Test
    void offer_ofNone_recordsNothing() {
        assertThat(memory().offer(List.of(), TWO_A_MONTH)).isEmpty();
    }

    @Test
    void offer_ofWrongOnes_isRefused() {
        ContactMemory memory = memory(Contacts.of(Kind.REFUSED, "r", "card", ago(1)));
        Contact other = new Contact("d2", "c18", "card", "", "", Kind.OFFER, NOW);

        assertThatThrownBy(() -> memory.offer(List.of(offer("d1", "card", NOW), other), TWO_A_MONTH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("offers must be to one customer, but d2 is to another than d1");
        assertThatThrownBy(() -> memory.offer(List.of(objection("o", NOW)), TWO_A_MONTH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("offers must be of kind OFFER, but o is OBJECTION");
        assertThatThrownBy(() -> memory.offer(List.of(offer("d1", "loan", NOW), offer("r", "card", NOW)), TWO_A_MONTH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "id must name one contact, but r of customer c17 is recorded already with another kind or item");
        List<Contact> many = IntStream.rangeClosed(0, ContactMemory.MOST_OFFERS)
                .mapToObj(i -> offer("d" + i, "card", NOW))
                .toList();
        assertThatThrownBy(() -> memory.offer(many, TWO_A_MONTH)).hasMessage("offers must be at most 100, but are 101");
        assertThat(memory.history(CUSTOMER, Instant.MIN).contacts()).hasSize(1);
    }

    @Test
    void offers_asManyAsPossible_areAllRecorded() {
        List<Contact> most = IntStream.range(0, ContactMemory.MOST_OFFERS)
                .mapToObj(i -> offer("d" + i, "card", NOW))
                .toList();

        assertThat(memory().offer(most, ContactPolicy.none())).hasSize(ContactMemory.MOST_OFFERS);
    }
}
