package dev.recsys.decision.contact;

import static dev.recsys.decision.contact.Contacts.CUSTOMER;
import static dev.recsys.decision.contact.Contacts.NOW;
import static dev.recsys.decision.contact.Contacts.ago;
import static dev.recsys.decision.contact.Contacts.offer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestContactsTest extends ContactMemoryContract {
    @Override
    ContactMemory memory(Contact... known) {
        return RequestContacts.of(CUSTOMER, List.of(known));
    }

    @Test
    void offer_asksThePolicyAndRemembersNothing() {
        ContactMemory memory = memory(offer("d1", "card", ago(1)));

        assertThat(memory.offer(List.of(offer("d2", "loan", NOW)), TWO_A_MONTH)).containsExactly("d2");
        assertThat(memory.offer(List.of(offer("d3", "fund", NOW)), TWO_A_MONTH)).containsExactly("d3");
        assertThat(memory.history(CUSTOMER, Instant.MIN).contacts()).hasSize(1);
    }

    @Test
    void writing_isRefused() {
        ContactMemory memory = memory();

        assertThatThrownBy(() -> memory.record(offer("d1", "card", NOW)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "contacts given with a request cannot be added to: record d1 where the request's contacts come from");
        assertThatThrownBy(() -> memory.forget(CUSTOMER)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anotherCustomer_ofWhomNothingIsKnown_isRefused() {
        ContactMemory memory = memory();
        Contact other = new Contact("d2", "c18", "card", "", "", Contact.Kind.OFFER, NOW);

        assertThatThrownBy(() -> memory.history("c18", NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("customerId must be that of the request, c17, but was c18");
        assertThatThrownBy(() -> memory.offer(List.of(other), TWO_A_MONTH))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
