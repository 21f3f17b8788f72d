package dev.recsys.decision.contact;

import java.time.Duration;
import java.time.Instant;

/** Contacts of one customer around one time. */
final class Contacts {
    static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");
    static final String CUSTOMER = "c17";

    private Contacts() {}

    static Instant ago(long days) {
        return NOW.minus(Duration.ofDays(days));
    }

    static Contact offer(String id, String item, Instant time) {
        return new Contact(id, CUSTOMER, item, "", "", Contact.Kind.OFFER, time);
    }

    static Contact of(Contact.Kind kind, String id, String item, Instant time) {
        return new Contact(id, CUSTOMER, item, "", "", kind, time);
    }

    static Contact objection(String id, Instant time) {
        return of(Contact.Kind.OBJECTION, id, "", time);
    }

    static Contact withdrawal(String id, Instant time) {
        return of(Contact.Kind.OBJECTION_WITHDRAWN, id, "", time);
    }
}
