package dev.recsys.mlc;

import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.HoldingMonths;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The probabilities of all products for one customer: by one pass over the trees for the products that were learned,
 * constants for the others. Immutable and thread-safe.
 */
final class ProductScorer {
    private final FeatureBinner binner;
    private final double[] constants; // one an item
    private final int[] products; // items learned, one an output, ascending
    private final List<Forest>
            forests; // of the products; of whether anything is added, for a softmax; none without products
    private final List<ForestScorer> scorers; // of each forest
    private final Calibration calibration;

    ProductScorer(
            FeatureBinner binner, double[] constants, int[] products, List<Forest> forests, Calibration calibration) {
        this.binner = binner;
        this.constants = constants;
        this.products = products;
        this.forests = List.copyOf(forests);
        this.scorers = forests.stream().map(ForestScorer::new).toList();
        this.calibration = calibration;
    }

    int treeCount() {
        return forests.stream().mapToInt(Forest::treeCount).sum();
    }

    /** One probability an item, in 0..1. */
    double[] probabilities(FeatureRow features, int[] held, HoldingMonths history) {
        double[] probabilities = constants.clone();
        if (products.length == 0) {
            return probabilities;
        }
        int[] bins = new int[binner.columnCount()];
        binner.encode(features, held, history, bins);
        double[] scores = new double[products.length];
        scorers.get(0).margins(bins, scores);
        if (forests.size() == 1) {
            for (int k = 0; k < products.length; k++) {
                probabilities[products[k]] = calibration.applyToLogit(k, scores[k]);
            }
            return probabilities;
        }
        double[] any = new double[1];
        scorers.get(1).margins(bins, any);
        boolean[] owned = new boolean[constants.length];
        for (int item : held) {
            owned[item] = true;
        }
        boolean[] masked = new boolean[products.length];
        for (int k = 0; k < masked.length; k++) {
            masked[k] = owned[products[k]];
        }
        toProbabilities(scores, 0, masked, any[0]);
        for (int k = 0; k < products.length; k++) {
            probabilities[products[k]] = calibration.apply(k, scores[k]);
        }
        return probabilities;
    }

    /**
     * What each column puts into an item's raw score: {@link TreeShap}, summed over the forests the score is made of.
     *
     * @param features the customer's
     * @param held the customer's items. Not modified.
     * @param history the customer's months before
     * @param item the item
     * @param items the catalogue's ids
     * @return by name, strongest first, beside the expected raw score and the probability
     */
    MlcExplanation explain(FeatureRow features, int[] held, HoldingMonths history, int item, List<String> items) {
        double[] values = new double[binner.columnCount()];
        int k = Arrays.binarySearch(products, item);
        double base = k < 0 ? Calibration.logit(constants[item]) : 0;
        if (k >= 0) {
            int[] bins = new int[binner.columnCount()];
            binner.encode(features, held, history, bins);
            base = TreeShap.add(forests.get(0), bins, k, values);
            base += forests.size() == 1 ? 0 : TreeShap.add(forests.get(1), bins, 0, values);
        }
        double rawScore = base;
        Map<String, Double> byName = new LinkedHashMap<>();
        for (int column : strongestFirst(values)) {
            rawScore += values[column];
            byName.merge(
                    binner.name(column, items),
                    values[column],
                    Double::sum); // a feature may be called like another column
        }
        return new MlcExplanation(
                items.get(item), probabilities(features, held, history)[item], base, rawScore, byName);
    }

    private static int[] strongestFirst(double[] values) {
        return IntStream.range(0, values.length)
                .filter(column -> values[column] != 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(column -> -Math.abs(values[column]))
                        .thenComparingInt(column -> column))
                .mapToInt(column -> column)
                .toArray();
    }

    /** Turns the margins of one row from {@code start} on into probabilities, each by itself. Modified. */
    static void toProbabilities(double[] scores, int start) {
        for (int k = start; k < scores.length; k++) {
            scores[k] = ExpLog.sigmoid(scores[k]);
        }
    }

    /**
     * Turns the margins of one row into probabilities: the softmax over products not owned × the chance that anything is
     * added. An owned product gets what it would get if it alone were not owned.
     *
     * @param scores margins from {@code start} on; set to probabilities. Modified.
     * @param start where the row begins
     * @param owned one a product. Not modified.
     * @param any the margin of whether anything is added
     */
    static void toProbabilities(double[] scores, int start, boolean[] owned, double any) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < owned.length; k++) {
            greatest = Math.max(greatest, scores[start + k]);
        }
        double total = 0;
        for (int k = 0; k < owned.length; k++) {
            scores[start + k] = ExpLog.exp(scores[start + k] - greatest);
            total += owned[k] ? 0 : scores[start + k];
        }
        double chance = ExpLog.sigmoid(any);
        for (int k = 0; k < owned.length; k++) {
            double all = owned[k] ? total + scores[start + k] : total;
            scores[start + k] = all > 0 ? Math.min(1, chance * (scores[start + k] / all)) : 0;
        }
    }

    void writeTo(Sections.Builder out) {
        binner.writeTo(out);
        out.put("constants", constants).put("products", products).put("forests", new int[] {forests.size()});
        for (int forest = 0; forest < forests.size(); forest++) {
            forests.get(forest).writeTo(out, "trees" + forest + "/");
        }
        calibration.writeTo(out);
    }

    static ProductScorer readFrom(Sections in, FeatureTable features, int itemCount) throws ModelFormatException {
        FeatureBinner binner = FeatureBinner.readFrom(in, features, itemCount);
        double[] constants = in.finiteDoubles("constants", itemCount);
        for (double constant : constants) {
            if (!(constant >= 0 && constant <= 1)) {
                throw new ModelFormatException("section \"constants\" holds the value " + constant);
            }
        }
        int[] products = in.ints("products");
        for (int k = 0; k < products.length; k++) {
            if (products[k] < 0 || products[k] >= itemCount || (k > 0 && products[k] <= products[k - 1])) {
                throw new ModelFormatException("section \"products\" holds the value " + products[k]);
            }
        }
        int[] count = in.ints("forests");
        boolean sound = count.length == 1 && (products.length == 0 ? count[0] == 0 : count[0] == 1 || count[0] == 2);
        if (!sound) {
            throw new ModelFormatException("section \"forests\" does not suit " + products.length + " products");
        }
        List<Forest> forests = new java.util.ArrayList<>();
        for (int forest = 0; forest < count[0]; forest++) {
            int outputs = forest == 0 ? products.length : 1;
            forests.add(Forest.readFrom(in, "trees" + forest + "/", outputs, binner.columnCount()));
        }
        return new ProductScorer(binner, constants, products, forests, Calibration.readFrom(in, products.length));
    }
}
