package dev.recsys.decision.rule;

import dev.recsys.Customer;
import dev.recsys.Facts;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.memory.KnownCustomer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What rules see of a customer: what the request says, features the model does not know included, and beneath it what is
 * remembered. For one request; immutable and thread-safe.
 */
public final class CustomerView {
    private final Customer said;
    private final Facts now;
    private final KnownCustomer known;
    private final Vocabulary vocabulary;
    private final Map<String, Double> predictions;

    private CustomerView(Customer said, KnownCustomer known, Vocabulary vocabulary, Map<String, Double> predictions) {
        this.said = said;
        this.now = said.now();
        this.known = known;
        this.vocabulary = vocabulary;
        this.predictions = predictions;
    }

    /**
     * A view.
     *
     * @param said what the request says of the customer
     * @param known what request and memory together know, in the vocabulary's indexes
     * @param vocabulary what the indexes stand for
     * @return the view
     * @throws IllegalArgumentException if an argument is null
     */
    public static CustomerView of(Customer said, KnownCustomer known, Vocabulary vocabulary) {
        return new CustomerView(
                Checks.notNull(said, "said"),
                Checks.notNull(known, "known"),
                Checks.notNull(vocabulary, "vocabulary"),
                Map.of());
    }

    /**
     * The same with what models of customers predict, as numbers that no fact of the customer replaces.
     *
     * @param values the predictions by name; NaN for one that is unknown. Copied.
     * @return the view
     * @throws IllegalArgumentException if the map is null or holds null
     */
    public CustomerView withPredictions(Map<String, Double> values) {
        return new CustomerView(said, known, vocabulary, Map.copyOf(Checks.noNulls(values, "values")));
    }

    /**
     * Who the customer is.
     *
     * @return the id, or empty for an anonymous customer
     */
    public Optional<String> id() {
        return said.id();
    }

    /**
     * A number.
     *
     * @param feature its name, or that of a model whose prediction is asked for
     * @return a finite value, or NaN if it is unknown, missing or a category
     * @throws IllegalArgumentException if {@code feature} is null
     */
    public double number(String feature) {
        Checks.notNull(feature, "feature");
        Double prediction = predictions.get(feature);
        if (prediction != null) {
            return prediction;
        }
        if (now.isKnown(feature)) {
            return now.number(feature);
        }
        FeatureSchema schema = vocabulary.schema();
        int column = schema.indexOf(feature);
        return column >= 0 && schema.isNumeric(column) ? known.features().number(column) : Double.NaN;
    }

    /**
     * A category.
     *
     * @param feature its name
     * @return the value, or null if it is unknown, missing or a number
     * @throws IllegalArgumentException if {@code feature} is null
     */
    public @Nullable String category(String feature) {
        Checks.notNull(feature, "feature");
        if (predictions.containsKey(feature)) {
            return null;
        }
        if (now.isKnown(feature)) {
            return now.category(feature);
        }
        FeatureSchema schema = vocabulary.schema();
        int column = schema.indexOf(feature);
        if (column < 0 || schema.isNumeric(column)) {
            return null;
        }
        int code = known.features().code(column);
        return code < 0 ? null : vocabulary.dictionary(column).id(code);
    }

    /**
     * Whether it is known what the customer holds, possibly nothing.
     *
     * @return false where neither the request nor the memory says
     */
    public boolean areHoldingsKnown() {
        return known.known().holdings();
    }

    /**
     * Whether the customer holds an item of the catalogue.
     *
     * @param item its index
     * @return false also where holdings are unknown
     */
    public boolean holds(int item) {
        return Arrays.binarySearch(known.held(), item) >= 0;
    }

    /**
     * Whether the customer holds an item.
     *
     * @param itemId its id
     * @return false also where holdings are unknown, or there is no such item
     * @throws IllegalArgumentException if {@code itemId} is null
     */
    public boolean holds(String itemId) {
        Checks.notNull(itemId, "itemId");
        int item = vocabulary.catalogue().indexOf(itemId);
        return item >= 0 && holds(item);
    }

    /** The customer's id alone: no personal data beyond it. */
    @Override
    public String toString() {
        return "CustomerView[" + id().orElse("anonymous") + "]";
    }
}
