package dev.recsys.mlc.internal.score;

import dev.recsys.internal.run.ExpLog;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.ArrayList;
import java.util.List;

/**
 * Products that are scored together, by trees of their own: for a softmax those a customer chooses between. Immutable and
 * thread-safe.
 */
final class ProductGroup {
    private final int[] outputs; // among all products learned, ascending
    private final List<Forest> forests; // of the products; of whether any of them is added, for a softmax
    private final List<ForestScorer> scorers; // of each forest

    ProductGroup(int[] outputs, List<Forest> forests) {
        this.outputs = outputs;
        this.forests = List.copyOf(forests);
        this.scorers = forests.stream().map(ForestScorer::new).toList();
    }

    /** Among all products learned, ascending. Not to be modified. */
    int[] outputs() {
        return outputs;
    }

    /** Those of the products; for a softmax, behind them those of whether any of them is added. */
    List<Forest> forests() {
        return forests;
    }

    int treeCount() {
        return forests.stream().mapToInt(Forest::treeCount).sum();
    }

    /**
     * The group's probabilities.
     *
     * @param bins the customer, one a column. Not modified.
     * @param owned one a product learned. Not modified.
     * @param calibration of all products learned
     * @param out one a product learned; those of the group are set. Modified.
     */
    void probabilities(int[] bins, boolean[] owned, Calibration calibration, double[] out) {
        double[] scores = new double[outputs.length];
        scorers.get(0).margins(bins, scores);
        if (scorers.size() == 1) {
            for (int k = 0; k < scores.length; k++) {
                out[outputs[k]] = calibration.applyToLogit(outputs[k], scores[k]);
            }
            return;
        }
        double[] any = new double[1];
        scorers.get(1).margins(bins, any);
        boolean[] masked = new boolean[outputs.length];
        for (int k = 0; k < masked.length; k++) {
            masked[k] = owned[outputs[k]];
        }
        toProbabilities(scores, 0, masked, any[0]);
        for (int k = 0; k < scores.length; k++) {
            out[outputs[k]] = calibration.apply(outputs[k], scores[k]);
        }
    }

    /**
     * Adds what each column puts into the raw score of one of the group's products: {@link TreeShap}, summed over the
     * forests the score is made of.
     *
     * @param bins the customer, one a column. Not modified.
     * @param place of the product in {@link #outputs}
     * @param values one a column, added to. Modified.
     * @return the expected raw score
     */
    double explain(int[] bins, int place, double[] values) {
        double base = TreeShap.add(forests.get(0), bins, place, values);
        return forests.size() == 1 ? base : base + TreeShap.add(forests.get(1), bins, 0, values);
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

    void writeTo(Sections.Builder out, String prefix) {
        out.put(prefix + "forests", new int[] {forests.size()});
        for (int forest = 0; forest < forests.size(); forest++) {
            forests.get(forest).writeTo(out, prefix + "trees" + forest + "/");
        }
    }

    /** Reads a group and refuses trees that are not sound or ask for a column they may not see. */
    static ProductGroup readFrom(Sections in, String prefix, int[] outputs, int[] columns, int columnCount)
            throws ModelFormatException {
        int[] count = in.ints(prefix + "forests");
        if (count.length != 1 || count[0] < 1 || count[0] > 2) {
            throw new ModelFormatException("section \"" + prefix + "forests\" must hold 1 or 2");
        }
        List<Forest> forests = new ArrayList<>();
        for (int number = 0; number < count[0]; number++) {
            String name = prefix + "trees" + number + "/";
            Forest forest = Forest.readFrom(in, name, number == 0 ? outputs.length : 1, columnCount);
            if (!forest.asksOnly(columns)) {
                throw new ModelFormatException("the trees \"" + name + "\" ask for a column they may not see");
            }
            forests.add(forest);
        }
        return new ProductGroup(outputs, forests);
    }
}
