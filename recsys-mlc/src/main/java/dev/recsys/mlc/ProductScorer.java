package dev.recsys.mlc;

import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.HoldingMonths;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.ArrayList;
import java.util.List;

/** The probabilities of all products for one customer. Immutable and thread-safe. */
final class ProductScorer {
    private final FeatureBinner binner;
    private final List<TreeEnsemble> ensembles;
    private final double[] oddsFactors;

    ProductScorer(FeatureBinner binner, List<TreeEnsemble> ensembles, double[] oddsFactors) {
        this.binner = binner;
        this.ensembles = List.copyOf(ensembles);
        this.oddsFactors = oddsFactors;
    }

    int treeCount() {
        return ensembles.stream().mapToInt(TreeEnsemble::treeCount).sum();
    }

    /** One probability a product, in 0..1. */
    double[] probabilities(FeatureRow features, int[] held, HoldingMonths history) {
        int[] bins = new int[binner.columnCount()];
        binner.encode(features, held, history, bins);
        double[] probabilities = new double[oddsFactors.length];
        for (int item = 0; item < probabilities.length; item++) {
            double odds = oddsFactors[item] * StrictMath.exp(ensembles.get(item).margin(bins));
            probabilities[item] = odds == Double.POSITIVE_INFINITY ? 1 : odds / (1 + odds);
        }
        return probabilities;
    }

    void writeTo(Sections.Builder out) {
        binner.writeTo(out);
        out.put("oddsFactors", oddsFactors);
        for (int item = 0; item < oddsFactors.length; item++) {
            ensembles.get(item).writeTo(out, "trees" + item + "/");
        }
    }

    static ProductScorer readFrom(Sections in, FeatureTable features, int itemCount) throws ModelFormatException {
        FeatureBinner binner = FeatureBinner.readFrom(in, features, itemCount);
        double[] oddsFactors = in.finiteDoubles("oddsFactors", itemCount);
        for (double factor : oddsFactors) {
            if (factor < 0) {
                throw new ModelFormatException("section \"oddsFactors\" holds the value " + factor);
            }
        }
        List<TreeEnsemble> ensembles = new ArrayList<>();
        for (int item = 0; item < itemCount; item++) {
            ensembles.add(TreeEnsemble.readFrom(in, "trees" + item + "/", binner.columnCount()));
        }
        return new ProductScorer(binner, ensembles, oddsFactors);
    }
}
