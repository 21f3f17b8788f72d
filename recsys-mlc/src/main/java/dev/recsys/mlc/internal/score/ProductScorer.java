package dev.recsys.mlc.internal.score;

import dev.recsys.Explanation;
import dev.recsys.Explanation.Audience;
import dev.recsys.Explanation.Contribution;
import dev.recsys.Reason;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.mlc.internal.columns.FeatureBinner;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable CustomerReasons reasons; // null for a scorer that is not served

    ProductScorer(
            FeatureBinner binner,
            double[] constants,
            int[] products,
            Protection protection,
            List<ProductGroup> groups,
            Calibration calibration) {
        this(
                binner,
                constants,
                products,
                protection,
                groups,
                calibration,
                new CustomerReasons(
                        binner, protection, new ColumnEffects(groups, binner.binCounts(), products.length)));
    }

    private ProductScorer(
            FeatureBinner binner,
            double[] constants,
            int[] products,
            Protection protection,
            List<ProductGroup> groups,
            Calibration calibration,
            @Nullable CustomerReasons reasons) {
        this.binner = binner;
        this.constants = constants;
        this.products = products;
        this.protection = protection;
        this.groups = List.copyOf(groups);
        this.calibration = calibration;
        this.reasons = reasons;
    }

    /** A scorer by other trees, that gives no reasons. */
    ProductScorer withGroups(List<ProductGroup> others) {
        return new ProductScorer(binner, constants, products, protection, others, calibration, null);
    }

    /**
     * How many trees there are.
     *
     * @return at least 0
     */
    public int treeCount() {
        return groups.stream().mapToInt(ProductGroup::treeCount).sum();
    }

    /**
     * How many earlier periods of holdings are looked at.
     *
     * @return in 0..24
     */
    public int historyPeriods() {
        return binner.historyPeriods();
    }

    /**
     * The features whose values in the period before are looked at.
     *
     * @return names
     */
    public List<String> changingFeatures() {
        return binner.changingFeatures();
    }

    /**
     * A customer as small ints, one a column.
     *
     * @param user what is known of the customer
     * @return one a column
     */
    public int[] encode(KnownCustomer user) {
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
     * @param catalogue the items
     * @return the one fact that alone speaks most for it, or null for none that may be named and of a scorer without reasons
     */
    public @Nullable Reason reason(int[] bins, int item, Catalogue catalogue) {
        return reasons == null ? null : reasons.reason(bins, Arrays.binarySearch(products, item), item, catalogue);
    }

    /**
     * Whether the model has learned who takes an item; else its rate stands for all customers.
     *
     * @param item the item
     * @return false for an item with too few additions
     */
    public boolean isLearned(int item) {
        return Arrays.binarySearch(products, item) >= 0;
    }

    /**
     * What each column puts into an item's raw score: exact Shapley values.
     *
     * @param bins the customer, encoded. Not modified.
     * @param item the item
     * @param probability the score of an answer
     * @param catalogue the items
     * @return what each column adds, beside the expected raw score
     */
    public Explanation explain(int[] bins, int item, double probability, Catalogue catalogue) {
        double[] values = new double[binner.columnCount()];
        double base = Calibration.logit(constants[item]);
        for (ProductGroup group : groups) {
            int place = Arrays.binarySearch(group.outputs(), Arrays.binarySearch(products, item));
            if (place >= 0) {
                base = group.explain(bins, place, values);
            }
        }
        List<Contribution> contributions = new ArrayList<>();
        for (int column = 0; column < values.length; column++) {
            if (values[column] != 0) {
                boolean isTold = binner.isTold(column, bins[column]) && !protection.hasFeature(binner.feature(column));
                contributions.add(new Contribution(
                        binner.about(column, catalogue),
                        values[column],
                        isTold ? Audience.CUSTOMER : Audience.AUDITOR));
            }
        }
        contributions.sort(Comparator.comparingDouble(c -> -Math.abs(c.value())));
        return new Explanation(
                catalogue.id(item), probability, Explanation.Unit.LOG_ODDS, base, contributions, Map.of());
    }

    /**
     * The share of each column in what all questions of all trees gained, greatest first; columns never asked left out.
     *
     * @param catalogue the items
     * @return shares by what the columns are about
     */
    public Map<Reason, Double> importance(Catalogue catalogue) {
        double[] gains = new double[binner.columnCount()];
        for (ProductGroup group : groups) {
            group.forests().forEach(forest -> forest.addGains(gains));
        }
        double all = Arrays.stream(gains).sum();
        Map<Reason, Double> sorted = new LinkedHashMap<>();
        IntStream.range(0, gains.length)
                .filter(column -> gains[column] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(column -> -gains[column])
                        .thenComparingInt(column -> column))
                .forEach(column -> sorted.put(binner.about(column, catalogue), gains[column] / all));
        return sorted;
    }

    /**
     * Writes the scorer.
     *
     * @param out gets the sections
     */
    public void writeTo(Sections.Builder out) {
        binner.writeTo(out);
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
     * @param vocabulary items and features of the training data
     * @return the scorer
     * @throws ModelFormatException if a section is missing or not sound
     */
    public static ProductScorer readFrom(Sections in, Vocabulary vocabulary) throws ModelFormatException {
        int itemCount = vocabulary.catalogue().size();
        FeatureBinner binner = FeatureBinner.readFrom(in, vocabulary);
        double[] constants = in.finiteDoubles("constants", itemCount);
        for (double constant : constants) {
            if (!(constant >= 0 && constant <= 1)) {
                throw new ModelFormatException("section \"constants\" holds the value " + constant);
            }
        }
        int[] products = FeatureBinner.ascending(in, "products", itemCount);
        Protection protection = Protection.of(vocabulary);
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
