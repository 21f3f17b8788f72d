package dev.recsys.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.recsys.Customer;
import dev.recsys.RecommendationRequest;
import dev.recsys.data.Vocabulary;
import dev.recsys.decision.contact.Contact;
import dev.recsys.internal.check.Sha256;
import dev.recsys.pipeline.Scoring;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes decisions as records of a log, each with all that a replay needs. Immutable and thread-safe. */
final class DecisionWriter {
    private static final byte[] CUSTOMER = ",\"customer\":".getBytes(UTF_8);

    private final LogDetail detail;
    private final CandidateSource source;
    private final Vocabulary vocabulary;

    DecisionWriter(CandidateSource source, LogDetail detail) {
        this.detail = detail;
        this.source = source;
        this.vocabulary = source.vocabulary();
    }

    /** A record's JSON. */
    byte[] write(DecisionRun run, Decision decision, long nanos) {
        byte[] customer = JsonLine.of(out -> CustomerJson.write(run.customer(), vocabulary, out));
        String hash = sha256(customer, onlySaid(run.request().recommendation().customer()));
        byte[] record = JsonLine.of(out -> write(run, decision, nanos, hash, out));
        if (detail == LogDetail.HASH) {
            return record;
        }
        int open = record.length - 1; // without the brace that ends it
        byte[] whole = new byte[open + CUSTOMER.length + customer.length + 1];
        System.arraycopy(record, 0, whole, 0, open);
        System.arraycopy(CUSTOMER, 0, whole, open, CUSTOMER.length);
        System.arraycopy(customer, 0, whole, open + CUSTOMER.length, customer.length);
        whole[whole.length - 1] = '}';
        return whole;
    }

    private void write(DecisionRun run, Decision decision, long nanos, String customerHash, JsonGenerator out)
            throws IOException {
        out.writeStartObject();
        out.writeFieldName("decision");
        decision.writeTo(out);
        out.writeFieldName("request");
        out.writeRawValue(request(run.request().recommendation()).toJson());
        writeWeights(run.request().weights(), out);
        if (run.request().isPreview()) {
            out.writeBooleanField("preview", true);
        }
        out.writeStringField("memory", source.memoryGeneration());
        out.writeStringField("customerHash", customerHash);
        writeContacts(run.contactsSeen(), out);
        writeCandidates(run, out);
        out.writeNumberField("nanos", nanos);
        out.writeEndObject();
    }

    /** The request; of the customer only the id where facts are not to be logged. */
    private RecommendationRequest request(RecommendationRequest asked) {
        boolean saysNothing =
                asked.customer().now().isEmpty() && asked.customer().earlier().isEmpty();
        if (detail == LogDetail.FACTS || saysNothing) {
            return asked;
        }
        RecommendationRequest.Builder bare = asked.customer()
                .id()
                .map(RecommendationRequest::forUser)
                .orElseGet(RecommendationRequest::anonymous)
                .limit(asked.limit())
                .deny(asked.denied());
        asked.allowed().ifPresent(bare::allow);
        asked.date().ifPresent(bare::date);
        return (asked.ownedIncluded() ? bare.includeOwned() : bare).build();
    }

    private static void writeWeights(Map<String, Double> weights, JsonGenerator out) throws IOException {
        if (weights.isEmpty()) {
            return;
        }
        out.writeObjectFieldStart("weights");
        for (Map.Entry<String, Double> weight : weights.entrySet()) {
            out.writeNumberField(weight.getKey(), weight.getValue());
        }
        out.writeEndObject();
    }

    private static void writeContacts(@Nullable List<Contact> contacts, JsonGenerator out) throws IOException {
        if (contacts == null) {
            return;
        }
        out.writeArrayFieldStart("contacts");
        for (Contact contact : contacts) {
            out.writeStartObject();
            out.writeStringField("id", contact.id());
            out.writeStringField("item", contact.itemId());
            out.writeStringField("group", contact.group());
            out.writeStringField("channel", contact.channel());
            out.writeStringField("kind", contact.kind().name());
            out.writeStringField("time", contact.time().toString());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** The items that got as far as a score, with what each component put into it, to six decimals; the worth where it is not the score. */
    private void writeCandidates(DecisionRun run, JsonGenerator out) throws IOException {
        Scoring scoring = run.scoring();
        out.writeArrayFieldStart("candidates");
        for (int item = 0; scoring != null && item < run.candidates().count(); item++) {
            if (!run.candidates().isScored(item)) {
                continue;
            }
            out.writeStartObject();
            out.writeStringField("item", vocabulary.catalogue().id(item));
            out.writeNumberField("score", run.candidates().score(item));
            if (run.candidates().worth(item) != run.candidates().score(item)) {
                out.writeNumberField("worth", run.candidates().worth(item));
            }
            Map<String, Double> parts = scoring.contributions(item);
            if (!parts.isEmpty()) {
                out.writeObjectFieldStart("parts");
                for (Map.Entry<String, Double> part : parts.entrySet()) {
                    out.writeFieldName(part.getKey());
                    Millionths.write(part.getValue(), out);
                }
                out.writeEndObject();
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** What the request says of the customer, if it names a feature that the resolved customer can't have; else nothing. */
    private byte[] onlySaid(Customer said) {
        boolean isKnown = Stream.concat(Stream.of(said.now()), said.earlier().stream())
                .flatMap(facts -> facts.featureNames().stream())
                .allMatch(name -> vocabulary.schema().indexOf(name) >= 0);
        return isKnown ? new byte[0] : said.toJson().getBytes(UTF_8);
    }

    private static String sha256(byte[] bytes, byte[] more) {
        MessageDigest digest = Sha256.digest();
        digest.update(bytes);
        return HexFormat.of().formatHex(digest.digest(more));
    }
}
