package dev.recsys.service;

import dev.recsys.bundle.Bundle;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.CustomerMemory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is remembered of a customer, by names. */
final class Customers {
    private Customers() {}

    /**
     * A remembered customer.
     *
     * @param id the id
     * @param holdings the items owned
     * @param features attributes by name; null where missing
     */
    record Remembered(String id, List<String> holdings, Map<String, @Nullable Object> features) {}

    static Optional<Remembered> find(Bundle bundle, String id) {
        CustomerMemory memory = bundle.memory().orElse(null);
        int customer = memory == null ? -1 : memory.indexOf(id);
        if (memory == null || customer < 0) {
            return Optional.empty();
        }
        return Optional.of(new Remembered(id, holdings(memory, customer), features(memory, customer)));
    }

    private static List<String> holdings(CustomerMemory memory, int customer) {
        InteractionMatrix held = memory.holdings();
        List<String> names = new ArrayList<>();
        for (int item : held.columnsOf(customer)) {
            names.add(memory.vocabulary().catalogue().id(item));
        }
        return names;
    }

    private static Map<String, @Nullable Object> features(CustomerMemory memory, int customer) {
        Vocabulary vocabulary = memory.vocabulary();
        FeatureSchema schema = vocabulary.schema();
        FeatureRow row = memory.features(customer);
        Map<String, @Nullable Object> features = new LinkedHashMap<>();
        for (int column = 0; column < schema.size(); column++) {
            features.put(schema.name(column), value(vocabulary, row, column));
        }
        return features;
    }

    private static @Nullable Object value(Vocabulary vocabulary, FeatureRow row, int column) {
        if (vocabulary.schema().isNumeric(column)) {
            float number = row.number(column);
            return Float.isNaN(number) ? null : (Object) Double.parseDouble(Float.toString(number));
        }
        int code = row.code(column);
        return code < 0 ? null : vocabulary.dictionary(column).id(code);
    }
}
