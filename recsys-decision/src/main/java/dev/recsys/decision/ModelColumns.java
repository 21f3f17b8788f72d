package dev.recsys.decision;

import dev.recsys.CustomerPredictor;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Vocabulary;
import dev.recsys.decision.rule.CustomerView;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The columns that a model of customers looks at, and where a customer's are found. Immutable and thread-safe. */
final class ModelColumns {
    private final FeatureSchema columns;
    private final int[] held; // of each column: the item whose holding it says, or -1

    ModelColumns(FeatureSchema columns, Vocabulary vocabulary) {
        this.columns = columns;
        this.held = IntStream.range(0, columns.size())
                .map(column -> vocabulary.schema().indexOf(columns.name(column)) < 0 && columns.isNumeric(column)
                        ? heldItem(columns.name(column), vocabulary.catalogue())
                        : -1)
                .toArray();
    }

    /** The item whose holding a column says, or -1. */
    static int heldItem(String column, Catalogue catalogue) {
        return column.startsWith(CustomerPredictor.HOLDS)
                ? catalogue.indexOf(column.substring(CustomerPredictor.HOLDS.length()))
                : -1;
    }

    /** What is known; the rest is missing, which each model answers as it learned to. */
    Map<String, Object> of(CustomerView customer) {
        Map<String, Object> attributes = new HashMap<>(2 * columns.size());
        boolean areHoldingsKnown = customer.areHoldingsKnown();
        for (int column = 0; column < held.length; column++) {
            String name = columns.name(column);
            if (held[column] >= 0) {
                if (areHoldingsKnown) {
                    attributes.put(name, customer.holds(held[column]) ? 1.0 : 0.0);
                }
            } else if (columns.isNumeric(column)) {
                double number = customer.number(name);
                if (!Double.isNaN(number)) {
                    attributes.put(name, number);
                }
            } else {
                String category = customer.category(name);
                if (category != null) {
                    attributes.put(name, category);
                }
            }
        }
        return attributes;
    }
}
