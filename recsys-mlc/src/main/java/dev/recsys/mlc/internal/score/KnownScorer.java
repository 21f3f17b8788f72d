package dev.recsys.mlc.internal.score;

import dev.recsys.mlc.internal.columns.FeatureBinner;
import dev.recsys.mlc.internal.columns.KnownFacts;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The trees for customers of whom certain facts are known: they ask for no column that uses other facts. Immutable and
 * thread-safe.
 */
final class KnownScorer {
    private final KnownFacts facts;
    private final List<ProductGroup> groups; // of the products
    private final Calibration calibration;
    private final @Nullable CustomerReasons reasons; // null for a scorer that is not served

    private KnownScorer(
            KnownFacts facts, List<ProductGroup> groups, Calibration calibration, @Nullable CustomerReasons reasons) {
        this.facts = facts;
        this.groups = List.copyOf(groups);
        this.calibration = calibration;
        this.reasons = reasons;
    }

    static KnownScorer of(
            KnownFacts facts,
            List<ProductGroup> groups,
            Calibration calibration,
            FeatureBinner binner,
            Protection protection,
            int products) {
        ColumnEffects effects = new ColumnEffects(groups, binner.binCounts(), products);
        return new KnownScorer(facts, groups, calibration, new CustomerReasons(binner, protection, effects));
    }

    /** A scorer by other trees, that gives no reasons. */
    KnownScorer withGroups(List<ProductGroup> others) {
        return new KnownScorer(facts, others, calibration, null);
    }

    /** What must be known of a customer. */
    KnownFacts facts() {
        return facts;
    }

    List<ProductGroup> groups() {
        return groups;
    }

    /** Null for a scorer that is not served. */
    @Nullable
    CustomerReasons reasons() {
        return reasons;
    }

    int treeCount() {
        return groups.stream().mapToInt(ProductGroup::treeCount).sum();
    }

    /**
     * The probabilities of the products learned.
     *
     * @param bins the customer, one a column. Not modified.
     * @param owned one a product. Not modified.
     * @param out one a product, set. Modified.
     */
    void probabilities(int[] bins, boolean[] owned, double[] out) {
        for (ProductGroup group : groups) {
            group.probabilities(bins, owned, calibration, out);
        }
    }

    /** The columns a group's trees may ask for, ascending. */
    static int[] columns(KnownFacts facts, int[] outputs, int[] products, FeatureBinner binner, Protection protection) {
        int[] allowed = protection.columnsFor(outputs, products, binner);
        return Arrays.stream(binner.columns(facts))
                .filter(column -> Arrays.binarySearch(allowed, column) >= 0)
                .toArray();
    }

    void writeTo(Sections.Builder out) {
        for (int group = 0; group < groups.size(); group++) {
            groups.get(group).writeTo(out, "group" + group + "/");
        }
        calibration.writeTo(out);
    }

    /** Reads the trees and refuses those that are not sound or ask for a column that is protected or not known. */
    static KnownScorer readFrom(
            Sections in, KnownFacts facts, int[] products, FeatureBinner binner, Protection protection)
            throws ModelFormatException {
        List<ProductGroup> groups = new ArrayList<>();
        for (int[] outputs : protection.groups(products, facts, binner)) {
            int[] columns = columns(facts, outputs, products, binner, protection);
            String prefix = "group" + groups.size() + "/";
            groups.add(ProductGroup.readFrom(in, prefix, outputs, columns, binner.columnCount()));
        }
        return of(facts, groups, Calibration.readFrom(in, products.length), binner, protection, products.length);
    }
}
