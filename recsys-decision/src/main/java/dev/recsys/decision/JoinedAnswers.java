package dev.recsys.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recsys.decision.contact.Contact;
import dev.recsys.decision.log.LogReader;
import dev.recsys.decision.log.LogRecord;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which answer belongs to which offer of a log: an answer to the customer's last offer of the item before it. Memory grows with the
 * answers, not with the log.
 */
final class JoinedAnswers {
    private final Map<String, List<Answer>> byCustomer = new HashMap<>();

    /** An answer, and the offer it belongs to. */
    private static final class Answer {
        private final Contact contact;
        private long record = -1; // the number of the decision's record

        Answer(Contact contact) {
            this.contact = contact;
        }
    }

    /** What is done with each decision. */
    @FunctionalInterface
    interface Step {
        void take(LogRecord record, JsonNode json) throws IOException;
    }

    private JoinedAnswers() {}

    /**
     * Reads a log for the offers that answers belong to.
     *
     * @param log the folder of the log
     * @param answers what customers answered: accepted, refused, bought. Other contacts are ignored.
     * @param within how long after an offer an answer may come
     * @throws IOException if the log can't be read or is broken
     * @throws IllegalArgumentException if an argument is or holds null, or {@code within} is negative
     */
    static JoinedAnswers of(Path log, Collection<Contact> answers, Duration within) throws IOException {
        Checks.notNull(log, "log");
        Checks.that(!Checks.notNull(within, "within").isNegative(), "within must not be negative, but was %s", within);
        JoinedAnswers joined = new JoinedAnswers();
        for (Contact contact : Checks.copyOf(answers, "answers")) {
            if (contact.kind() == Contact.Kind.ACCEPTED
                    || contact.kind() == Contact.Kind.REFUSED
                    || contact.kind() == Contact.Kind.PURCHASE) {
                joined.byCustomer
                        .computeIfAbsent(contact.customerId(), customer -> new ArrayList<>())
                        .add(new Answer(contact));
            }
        }
        read(log, (record, json) -> {
            if (isAnswerable(json)) {
                joined.assign(record.number(), json.path("decision"), within);
            }
        });
        return joined;
    }

    /** Whether a record's offers were made, and to a customer who can be known again. */
    static boolean isAnswerable(JsonNode record) {
        return !record.path("preview").asBoolean()
                && record.path("decision").path("user").isTextual();
    }

    /**
     * Reads a log from its beginning to its end.
     *
     * @throws IOException if it can't be read or is broken
     */
    static void read(Path log, Step step) throws IOException {
        try (LogReader reader = LogReader.open(log)) {
            for (Optional<LogRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                step.take(next.get(), JsonLine.read(next.get().body()));
            }
            if (!reader.check().isSound()) {
                throw new IOException("the log is broken: " + reader.check());
            }
        }
    }

    /** Gives each answer the last offer before it. */
    private void assign(long record, JsonNode decision, Duration within) {
        List<Answer> answers = byCustomer.get(decision.path("user").asText());
        if (answers == null) {
            return;
        }
        Instant time = Instant.parse(decision.path("time").asText());
        for (JsonNode offer : decision.path("offers")) {
            for (Answer answer : answers) {
                Contact contact = answer.contact;
                if (contact.itemId().equals(offer.path("item").asText())
                        && !contact.time().isBefore(time)
                        && Duration.between(time, contact.time()).compareTo(within) <= 0) {
                    answer.record = record; // a later record replaces an earlier one
                }
            }
        }
    }

    /** The first answer to an offer; a purchase counts before anything else. */
    @Nullable
    Contact answer(String customer, long record, String item) {
        Contact found = null;
        for (Answer answer : byCustomer.getOrDefault(customer, List.of())) {
            if (answer.record == record && answer.contact.itemId().equals(item)) {
                boolean isBetter = found == null
                        || (answer.contact.kind() == Contact.Kind.PURCHASE && found.kind() != Contact.Kind.PURCHASE)
                        || (answer.contact.kind() == found.kind()
                                && answer.contact.time().isBefore(found.time()));
                found = isBetter ? answer.contact : found;
            }
        }
        return found;
    }
}
