package dev.recsys.decision.contact;

import static dev.recsys.decision.contact.Contacts.CUSTOMER;
import static dev.recsys.decision.contact.Contacts.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.decision.contact.Contact.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactTest {
    @Test
    void time_finerThanAMicrosecond_isCutOff() {
        Contact contact = Contacts.offer("d1", "card", NOW.plusNanos(1_999));

        assertThat(contact.time()).isEqualTo(NOW.plusNanos(1_000));
        assertThat(Contacts.offer("d1", "card", Instant.EPOCH.minusNanos(1)).time())
                .isEqualTo(Instant.EPOCH.minusNanos(1_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"})
    void times_inRange_surviveAsMicroseconds(String text) {
        Instant time = Instant.parse(text);

        assertThat(Times.instant(Times.micros(Times.checked(time, "time")))).isEqualTo(time);
    }

    @Test
    void time_outOfRange_isRefused() {
        for (Instant time :
                new Instant[] {Instant.MIN, Instant.MAX, Times.EARLIEST.minusNanos(1), Times.LATEST.plusNanos(1_000)}) {
            assertThatThrownBy(() -> Contacts.offer("d1", "card", time))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("time must be in the years 1 to 9999");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\0b", "\ud800", "\udc00x", "x\ud83d"})
    void ids_thatNoDatabaseKeeps_areRefused(String bad) {
        assertThatThrownBy(() -> new Contact(bad, CUSTOMER, "card", "", "", Kind.OFFER, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("id must");
        assertThatThrownBy(() -> new Contact("d1", bad, "card", "", "", Kind.OFFER, NOW))
                .hasMessageStartingWith("customerId must");
        assertThatThrownBy(() -> new Contact("d1", CUSTOMER, bad, "", "", Kind.OFFER, NOW))
                .hasMessageStartingWith("itemId must");
        if (!bad.isEmpty()) {
            assertThatThrownBy(() -> new Contact("d1", CUSTOMER, "card", bad, "", Kind.OFFER, NOW))
                    .hasMessageStartingWith("group must");
            assertThatThrownBy(() -> new Contact("d1", CUSTOMER, "card", "", bad, Kind.OFFER, NOW))
                    .hasMessageStartingWith("channel must");
        }
    }

    @Test
    void ids_ofTheGreatestLength_arePossibleAndNoLonger() {
        assertThat(Contacts.offer("x".repeat(256), "card", NOW).id()).hasSize(256);
        assertThatThrownBy(() -> Contacts.offer("x".repeat(257), "card", NOW))
                .hasMessage("id must have at most 256 characters, but has 257");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"OBJECTION", "OBJECTION_WITHDRAWN"})
    void objection_withItemOrGroup_isRefused(Kind kind) {
        assertThatThrownBy(() -> new Contact("d1", CUSTOMER, "card", "", "", kind, NOW))
                .hasMessage("itemId must be empty for %s, which has no item", kind);
        assertThatThrownBy(() -> new Contact("d1", CUSTOMER, "", "cards", "", kind, NOW))
                .hasMessage("group must be empty for %s, which has no item", kind);
        assertThat(new Contact("d1", CUSTOMER, "", "", "email", kind, NOW).channel())
                .isEqualTo("email");
    }

    @Test
    void kind_ofAName_isKnownOrRefused() {
        for (Contact.Kind kind : Contact.Kind.values()) {
            assertThat(Contact.Kind.of(kind.name())).isEqualTo(kind);
        }
        assertThatThrownBy(() -> Contact.Kind.of("SHRUG"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "\"kind\" must be one of [OFFER, ACCEPTED, REFUSED, PURCHASE, OBJECTION, OBJECTION_WITHDRAWN]");
    }
}
