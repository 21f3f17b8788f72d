package dev.recsys.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recsys.decision.contact.Contact;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;

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
        Checks.notNull(out, "out");
        JoinedAnswers joined = JoinedAnswers.of(log, answers, within);
        out.append(HEADER + "\n");
        long[] rows = new long[1];
        JoinedAnswers.read(log, (record, json) -> {
            if (JoinedAnswers.isAnswerable(json)) {
                rows[0] += write(record.number(), json.path("decision"), joined, out);
            }
        });
        return rows[0];
    }

    private static int write(long record, JsonNode decision, JoinedAnswers joined, Appendable out) throws IOException {
        int place = 0;
        for (JsonNode offer : decision.path("offers")) {
            String item = offer.path("item").asText();
            Contact answer = joined.answer(decision.path("user").asText(), record, item);
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

    private static String quoted(String text) {
        boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
