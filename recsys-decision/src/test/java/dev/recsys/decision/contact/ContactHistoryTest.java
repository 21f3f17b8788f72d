package dev.recsys.decision.contact;

import static dev.recsys.decision.contact.Contacts.CUSTOMER;
import static dev.recsys.decision.contact.Contacts.NOW;
import static dev.recsys.decision.contact.Contacts.ago;
import static dev.recsys.decision.contact.Contacts.objection;
import static dev.recsys.decision.contact.Contacts.offer;
import static dev.recsys.decision.contact.Contacts.withdrawal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactHistoryTest {
    @Test
    void contacts_inAnyOrder_areOldestFirstThenById() {
        Contact old = offer("z", "card", ago(3));
        Contact first = offer("a", "card", ago(1));
        Contact second = offer("b", "loan", ago(1));

        ContactHistory history = ContactHistory.of(CUSTOMER, List.of(second, first, old, first));

        assertThat(history.contacts()).containsExactly(old, first, second);
        assertThat(history).isEqualTo(ContactHistory.of(CUSTOMER, List.of(old, first, second)));
        assertThat(ContactHistory.of(CUSTOMER, List.of(first)).with(second).with(old))
                .isEqualTo(history);
        assertThat(history).hasToString("ContactHistory[customer c17, 3 contacts]");
    }

    @Test
    void contacts_ofAnotherCustomerOrWithOneIdForTwo_areRefused() {
        assertThatThrownBy(() -> ContactHistory.of("c18", List.of(offer("d1", "card", NOW))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("contacts must be of the customerId c18, but d1 is of another");
        assertThatThrownBy(() ->
                        ContactHistory.of(CUSTOMER, List.of(offer("d1", "card", NOW), offer("d1", "card", ago(1)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("contacts must have ids of their own, but two are called d1");
    }

    @Test
    void with_aContact_addsItOnceAndLeavesTheOriginal() {
        ContactHistory none = ContactHistory.of(CUSTOMER, List.of());
        Contact contact = offer("d1", "card", NOW);

        ContactHistory one = none.with(contact);

        assertThat(none.contacts()).isEmpty();
        assertThat(one.contacts()).containsExactly(contact);
        assertThat(one.with(contact)).isSameAs(one);
        assertThatThrownBy(() -> one.with(offer("d1", "card", ago(1)))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ContactHistory.of("c18", List.of()).with(contact))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void objection_howeverOld_standsUntilALaterWithdrawal() {
        assertThat(objects()).isFalse();
        assertThat(objects(objection("o", Times.EARLIEST))).isTrue();
        assertThat(objects(objection("o", ago(2)), withdrawal("w", ago(1)))).isFalse();
        assertThat(objects(objection("o", ago(2)), withdrawal("w", ago(3)))).isTrue();
        assertThat(objects(objection("o", ago(3)), withdrawal("w", ago(2)), objection("p", ago(1))))
                .isTrue();
        assertThat(objects(withdrawal("w", ago(1)))).isFalse();
    }

    @Test
    void objection_andWithdrawalOfOneTime_stands() {
        assertThat(objects(objection("a", ago(1)), withdrawal("b", ago(1)))).isTrue();
        assertThat(objects(objection("b", ago(1)), withdrawal("a", ago(1)))).isTrue();
    }

    @Test
    void objection_datedInTheFuture_standsAndSuchAWithdrawalDoesNotEndItYet() {
        Instant soon = NOW.plusSeconds(5);
        assertThat(objects(objection("o", soon))).isTrue();
        assertThat(objects(withdrawal("w", ago(1)), objection("o", soon))).isTrue();

        ContactHistory history = ContactHistory.of(CUSTOMER, List.of(objection("o", ago(1)), withdrawal("w", soon)));
        assertThat(history.objectsToMarketing(soon.minusNanos(1_000))).isTrue();
        assertThat(history.objectsToMarketing(soon)).isFalse();
    }

    @Test
    void since_aTime_keepsThatTimeAndEveryObjection() {
        Contact objection = objection("o", ago(900));
        Contact withdrawal = withdrawal("w", ago(800));
        Contact boundary = offer("d2", "card", ago(10));
        ContactHistory history = ContactHistory.of(
                CUSTOMER, List.of(objection, withdrawal, offer("d1", "card", ago(10).minusNanos(1_000)), boundary));

        assertThat(history.since(ago(10)).contacts()).containsExactly(objection, withdrawal, boundary);
    }

    private static boolean objects(Contact... contacts) {
        return ContactHistory.of(CUSTOMER, List.of(contacts)).objectsToMarketing(NOW);
    }
}
