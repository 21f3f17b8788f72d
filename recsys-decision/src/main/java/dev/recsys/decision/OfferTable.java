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
 * Joins the offers of a decision log with what customers answered, as a table to train and to evaluate policies on: one row an offer
 * that was made, with its place, score and propensity. An answer belongs to the customer's last offer of the item before it. Previews
 * and decisions for anonymous customers are left out. Memory grows with the answers, not with the log. Thread-safe: no state.
 */
public final class OfferTable {
    /** The columns, separated by commas. */
    public static final String HEADER =
            "decision,time,user,channel,item,place,placement,score,worth,propensity,answer,answerTime";

    private OfferTable() {}

    /** An answer, and the offer it belongs to. */
    private static final class Answer {
        private final Contact contact;
        private long record = -1; // the number of the decision's record

        Answer(Contact contact) {
            this.contact = contact;
        }
    }

    /**
     * Writes the table as CSV.
     *
     * @param log the folder of the log; a broken log is refused
     * @param answers what customers answered: accepted, refused, bought. Other contacts are ignored.
     * @param within how long after an offer an answer may come
     * @param out takes the header and the rows
     * @return how many rows there are
     * @throws IOException if the log can't be read, is broken, or {@code out} can't be written
     * @throws IllegalArgumentException if an argument is or holds null, or {@code within} is negative
     */
    public static long write(Path log, Collection<Contact> answers, Duration within, Appendable out)
            throws IOException {
        Checks.notNull(log, "log");
        Checks.notNull(out, "out");
        Checks.that(!Checks.notNull(within, "within").isNegative(), "within must not be negative, but was %s", within);
        Map<String, List<Answer>> byCustomer = new HashMap<>();
        for (Contact contact : Checks.copyOf(answers, "answers")) {
            if (contact.kind() == Contact.Kind.ACCEPTED
                    || contact.kind() == Contact.Kind.REFUSED
                    || contact.kind() == Contact.Kind.PURCHASE) {
                byCustomer
                        .computeIfAbsent(contact.customerId(), customer -> new ArrayList<>())
                        .add(new Answer(contact));
            }
        }
        read(log, (record, json) -> assign(record.number(), json.path("decision"), byCustomer, within));
        out.append(HEADER + "\n");
        long[] rows = new long[1];
        read(log, (record, json) -> rows[0] += write(record.number(), json.path("decision"), byCustomer, out));
        return rows[0];
    }

    /** What is done with each decision. */
    @FunctionalInterface
    private interface Step {
        void take(LogRecord record, JsonNode json) throws IOException;
    }

    private static void read(Path log, Step step) throws IOException {
        try (LogReader reader = LogReader.open(log)) {
            for (Optional<LogRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                JsonNode json = JsonLine.read(next.get().body());
                if (!json.path("preview").asBoolean()
                        && json.path("decision").path("user").isTextual()) {
                    step.take(next.get(), json);
                }
            }
            if (!reader.check().isSound()) {
                throw new IOException("the log is broken: " + reader.check());
            }
        }
    }

    /** Gives each answer the last offer before it. */
    private static void assign(long record, JsonNode decision, Map<String, List<Answer>> byCustomer, Duration within) {
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

    private static int write(long record, JsonNode decision, Map<String, List<Answer>> byCustomer, Appendable out)
            throws IOException {
        int place = 0;
        for (JsonNode offer : decision.path("offers")) {
            String item = offer.path("item").asText();
            Contact answer =
                    answer(byCustomer.getOrDefault(decision.path("user").asText(), List.of()), record, item);
            StringBuilder row = new StringBuilder();
            row.append(quoted(decision.path("id").asText())).append(',');
            row.append(decision.path("time").asText()).append(',');
            row.append(quoted(decision.path("user").asText())).append(',');
            row.append(quoted(decision.path("channel").asText())).append(',');
            row.append(quoted(item)).append(',');
            row.append(Integer.toString(++place)).append(',');
            row.append(offer.path("placement").asText()).append(',');
            row.append(offer.path("score").asText()).append(',');
            row.append(offer.path("worth").asText()).append(',');
            row.append(offer.path("propensity").asText()).append(',');
            row.append(answer == null ? "" : answer.kind().name()).append(',');
            row.append(answer == null ? "" : answer.time().toString()).append('\n');
            out.append(row);
        }
        return place;
    }

    /** The first answer to an offer; a purchase counts before anything else. */
    private static @Nullable Contact answer(List<Answer> answers, long record, String item) {
        Contact found = null;
        for (Answer answer : answers) {
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

    private static String quoted(String text) {
        boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
