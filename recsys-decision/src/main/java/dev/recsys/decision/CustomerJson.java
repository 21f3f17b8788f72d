package dev.recsys.decision;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.HoldingHistory;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.memory.KnownCustomer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A resolved customer as JSON, by names, and back to the same bits: {@code {"known":["holdings",…],"held":{"card":1.0},
 * "earlier":[["card"],null],"features":{"age":35.0,"city":"north"},"before":{…}}}.
 */
final class CustomerJson {
    private CustomerJson() {}

    static void write(KnownCustomer customer, Vocabulary vocabulary, JsonGenerator out) throws IOException {
        out.writeStartObject();
        KnownCustomer.Known known = customer.known();
        out.writeArrayFieldStart("known");
        writeIf(known.remembered(), "remembered", out);
        writeIf(known.holdings(), "holdings", out);
        writeIf(known.history(), "history", out);
        writeIf(known.features(), "features", out);
        writeIf(known.openFeatures(), "openFeatures", out);
        out.writeEndArray();
        out.writeObjectFieldStart("held");
        int[] held = customer.held();
        for (int i = 0; i < held.length; i++) {
            out.writeNumberField(vocabulary.catalogue().id(held[i]), customer.weights()[i]);
        }
        out.writeEndObject();
        out.writeArrayFieldStart("earlier");
        HoldingHistory history = customer.history();
        for (int period = 1; period <= history.periodCount(); period++) {
            if (!history.isKnown(period)) {
                out.writeNull();
                continue;
            }
            out.writeStartArray();
            for (int item = 0; item < vocabulary.catalogue().size(); item++) {
                if (history.holds(period, item)) {
                    out.writeString(vocabulary.catalogue().id(item));
                }
            }
            out.writeEndArray();
        }
        out.writeEndArray();
        write("features", customer.features(), vocabulary, out);
        write("before", customer.featuresBefore(), vocabulary, out);
        out.writeEndObject();
    }

    private static void writeIf(boolean is, String name, JsonGenerator out) throws IOException {
        if (is) {
            out.writeString(name);
        }
    }

    private static void write(String field, FeatureRow row, Vocabulary vocabulary, JsonGenerator out)
            throws IOException {
        FeatureSchema schema = vocabulary.schema();
        out.writeObjectFieldStart(field);
        for (int column = 0; column < schema.size(); column++) {
            if (schema.isNumeric(column)) {
                float number = row.number(column);
                if (!Float.isNaN(number)) {
                    out.writeNumberField(schema.name(column), number);
                }
            } else {
                int code = row.code(column);
                if (code >= 0) {
                    out.writeStringField(
                            schema.name(column), vocabulary.dictionary(column).id(code));
                }
            }
        }
        out.writeEndObject();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it names what the vocabulary does not have
     */
    static KnownCustomer read(JsonNode json, Vocabulary vocabulary) {
        Map<Integer, Float> held = new TreeMap<>();
        json.path("held")
                .properties()
                .forEach(entry -> held.put(item(entry.getKey(), vocabulary), (float)
                        entry.getValue().asDouble()));
        float[] weights = new float[held.size()];
        int[] items = new int[held.size()];
        int place = 0;
        for (Map.Entry<Integer, Float> entry : held.entrySet()) {
            items[place] = entry.getKey();
            weights[place++] = entry.getValue();
        }
        JsonNode earlier = json.path("earlier");
        HoldingHistory.Builder history =
                HoldingHistory.builder(earlier.size(), vocabulary.catalogue().size());
        for (int period = 1; period <= earlier.size(); period++) {
            JsonNode ids = earlier.get(period - 1);
            if (!ids.isNull()) {
                history.known(period);
                for (JsonNode id : ids) {
                    history.holds(period, item(id.asText(), vocabulary));
                }
            }
        }
        JsonNode known = json.path("known");
        return new KnownCustomer(
                items,
                weights,
                history.build(),
                row(json.path("features"), vocabulary),
                row(json.path("before"), vocabulary),
                new KnownCustomer.Known(
                        has(known, "remembered"),
                        has(known, "holdings"),
                        has(known, "history"),
                        has(known, "features"),
                        has(known, "openFeatures")));
    }

    private static int item(String id, Vocabulary vocabulary) {
        int item = vocabulary.catalogue().indexOf(id);
        Checks.that(item >= 0, "the model knows no item \"%s\"", id);
        return item;
    }

    private static boolean has(JsonNode names, String name) {
        for (JsonNode each : names) {
            if (each.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static FeatureRow row(JsonNode json, Vocabulary vocabulary) {
        FeatureSchema schema = vocabulary.schema();
        float[] numbers = new float[schema.size()];
        int[] codes = new int[schema.size()];
        Arrays.fill(numbers, Float.NaN);
        Arrays.fill(codes, -1);
        json.properties().forEach(entry -> {
            int column = schema.indexOf(entry.getKey());
            Checks.that(column >= 0, "the model knows no feature \"%s\"", entry.getKey());
            if (schema.isNumeric(column)) {
                numbers[column] = (float) entry.getValue().asDouble();
            } else {
                codes[column] = vocabulary.code(column, entry.getValue().asText());
                Checks.that(codes[column] >= 0, "the model knows no such value of feature \"%s\"", entry.getKey());
            }
        });
        return new FeatureRow() {
            @Override
            public float number(int column) {
                return numbers[column];
            }

            @Override
            public int code(int column) {
                return codes[column];
            }
        };
    }
}
