package dev.recsys.mlc.internal.score;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.mlc.internal.columns.FeatureBinner;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import dev.recsys.spi.KnownUser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The probabilities of all products for one customer: by one pass over the trees for the products that were learned,
 * constants for the others. Immutable and thread-safe.
 */
public final class ProductScorer {
    private final FeatureBinner binner;
    private final double[] constants; // one an item
    private final int[] products; // items learned, one an output, ascending
    private final Protection protection;
    private final List<ProductGroup> groups; // of the products
    private final Calibration calibration;
    private final CustomerReasons reasons;

    ProductScorer(
            FeatureBinner binner,
            double[] constants,
            int[] products,
            Protection protection,
            List<ProductGroup> groups,
            Calibration calibration) {
        this.binner = binner;
        this.constants = constants;
        this.products = products;
        this.protection = protection;
        this.groups = List.copyOf(groups);
        this.calibration = calibration;
        this.reasons =
                new CustomerReasons(binner, protection, new ColumnEffects(groups, binner.binCounts(), products.length));
    }

    /**
     * What each column adds to a raw score.
     *
     * @param base the raw score expected over training rows
     * @param rawScore the customer's raw score
     * @param byColumn what each column adds, strongest first, without those that add nothing
     */
    public record Contributions(double base, double rawScore, Map<String, Double> byColumn) {}

    /**
     * How many trees there are.
     *
     * @return at least 0
     */
    public int treeCount() {
        return groups.stream().mapToInt(ProductGroup::treeCount).sum();
    }

    /**
     * A customer as small ints, one a column.
     *
     * @param user what is known of the customer
     * @return one a column
     */
    public int[] encode(KnownUser user) {
        int[] bins = new int[binner.columnCount()];
        binner.encode(user.features(), user.featuresBefore(), user.held(), user.history(), bins);
        return bins;
    }

    /**
     * One probability an item, in 0..1.
     *
     * @param bins the customer, encoded. Not modified.
     * @param held the customer's items. Not modified.
     * @return the probabilities
     */
    public double[] probabilities(int[] bins, int[] held) {
        double[] probabilities = constants.clone();
        if (products.length == 0) {
            return probabilities;
        }
        boolean[] heldItems = new boolean[constants.length];
        for (int item : held) {
            heldItems[item] = true;
        }
        boolean[] owned = new boolean[products.length];
        for (int k = 0; k < owned.length; k++) {
            owned[k] = heldItems[products[k]];
        }
        double[] scores = new double[products.length];
        for (ProductGroup group : groups) {
            group.probabilities(bins, owned, calibration, scores);
        }
        for (int k = 0; k < products.length; k++) {
            probabilities[products[k]] = scores[k];
        }
        return probabilities;
    }

    /**
     * Why an item is offered, for the customer.
     *
     * @param bins the customer, encoded. Not modified.
     * @param item the item
     * @param items the catalogue's ids
     * @param often whether the customer is more likely to take it than others
     * @return a sentence
     */
    public String reason(int[] bins, int item, List<String> items, boolean often) {
        return reasons.inWords(bins, Arrays.binarySearch(products, item), item, items, often);
    }

    /**
     * What each column puts into an item's raw score.
     *
     * @param bins the customer, encoded. Not modified.
     * @param item the item
     * @param items the catalogue's ids
     * @return what each column adds, beside the expected raw score
     */
    public Contributions explain(int[] bins, int item, List<String> items) {
        double[] values = new double[binner.columnCount()];
        double base = Calibration.logit(constants[item]);
        for (ProductGroup group : groups) {
            int place = Arrays.binarySearch(group.outputs(), Arrays.binarySearch(products, item));
            if (place >= 0) {
                base = group.explain(bins, place, values);
            }
        }
        double rawScore = base;
        for (double value : values) {
            rawScore += value;
        }
        return new Contributions(base, rawScore, byName(values, items));
    }

    /**
     * The share of each column in what all questions of all trees gained, greatest first; columns never asked left out.
     *
     * @param items the catalogue's ids
     * @return shares by the names of columns
     */
    public Map<String, Double> importance(List<String> items) {
        double[] gains = new double[binner.columnCount()];
        for (ProductGroup group : groups) {
            group.forests().forEach(forest -> forest.addGains(gains));
        }
        double all = Arrays.stream(gains).sum();
        return byName(Arrays.stream(gains).map(gain -> all > 0 ? gain / all : 0).toArray(), items);
    }

    /** Values that are not 0 by the names of their columns, strongest first; a feature may be called like another column. */
    private Map<String, Double> byName(double[] values, List<String> items) {
        Map<String, Double> merged = new LinkedHashMap<>();
        for (int column = 0; column < values.length; column++) {
            if (values[column] != 0) {
                merged.merge(binner.name(column, items), values[column], Double::sum);
            }
        }
        Map<String, Double> sorted = new LinkedHashMap<>();
        merged.entrySet().stream()
                .sorted(Comparator.comparingDouble(part -> -Math.abs(part.getValue())))
                .forEach(part -> sorted.put(part.getKey(), part.getValue()));
        return sorted;
    }

    /**
     * Writes the scorer.
     *
     * @param out gets the sections
     */
    public void writeTo(Sections.Builder out) {
        binner.writeTo(out);
        protection.writeTo(out);
        out.put("constants", constants).put("products", products);
        for (int group = 0; group < groups.size(); group++) {
            groups.get(group).writeTo(out, "group" + group + "/");
        }
        calibration.writeTo(out);
    }

    /**
     * Reads a scorer.
     *
     * @param in the sections
     * @param features the features of the training data
     * @param items the catalogue
     * @return the scorer
     * @throws ModelFormatException if a section is missing or not sound
     */
    public static ProductScorer readFrom(Sections in, FeatureTable features, IdIndex items)
            throws ModelFormatException {
        int itemCount = items.size();
        FeatureBinner binner = FeatureBinner.readFrom(in, features, items);
        double[] constants = in.finiteDoubles("constants", itemCount);
        for (double constant : constants) {
            if (!(constant >= 0 && constant <= 1)) {
                throw new ModelFormatException("section \"constants\" holds the value " + constant);
            }
        }
        int[] products = FeatureBinner.ascending(in, "products", itemCount);
        Protection protection = Protection.readFrom(in, features.schema().size(), itemCount);
        List<ProductGroup> groups = new ArrayList<>();
        for (int[] outputs : protection.groups(products)) {
            int[] columns = protection.columnsFor(outputs, products, binner);
            String prefix = "group" + groups.size() + "/";
            groups.add(ProductGroup.readFrom(in, prefix, outputs, columns, binner.columnCount()));
        }
        return new ProductScorer(
                binner, constants, products, protection, groups, Calibration.readFrom(in, products.length));
    }
}
