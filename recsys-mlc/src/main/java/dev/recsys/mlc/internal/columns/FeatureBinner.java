package dev.recsys.mlc.internal.columns;

import dev.recsys.Reason;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Feature;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.HoldingHistory;
import dev.recsys.data.HoldingMatrix;
import dev.recsys.data.Transition;
import dev.recsys.data.Vocabulary;
import dev.recsys.mlc.options.Columns;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Turns a customer into small ints, learned once and then the same for training, batch and a single request. Columns:
 * the schema's features in order, one 0 or 1 a product held, the number of products held, what the periods before tell
 * ({@link HistoryColumns}), and how some features changed ({@link ChangeColumns}).
 *
 * <p>Bin 0 stands for a missing value. A number's bin is 1 + how many of the column's edges, which are quantiles of a
 * sample, are below it. A category's bin is its rank by the rate at which its customers add anything, so that trees can
 * split categories like numbers; a category never seen in training is missing. Immutable and thread-safe.
 */
public final class FeatureBinner {
    private static final int MOST_BINS = 255;

    private final FeatureSchema schema;
    private final int itemCount;
    private final float[][] edges; // numeric columns: ascending
    private final int[][] bins; // categorical columns: bin of each code
    private final HistoryColumns history;
    private final ChangeColumns changes;

    private FeatureBinner(
            FeatureSchema schema,
            int itemCount,
            float[][] edges,
            int[][] bins,
            HistoryColumns history,
            ChangeColumns changes) {
        this.schema = schema;
        this.itemCount = itemCount;
        this.edges = edges;
        this.bins = bins;
        this.history = history;
        this.changes = changes;
    }

    /**
     * Learns bins.
     *
     * @param transitions the steps to learn from
     * @param schema their features
     * @param itemCount how many items there are
     * @param columns the options
     * @param seed of the sample that quantiles are taken from
     * @return the binner
     */
    public static FeatureBinner learn(
            List<Transition> transitions, FeatureSchema schema, int itemCount, Columns columns, long seed) {
        float[][] edges = new float[schema.size()][0];
        int[][] bins = new int[schema.size()][0];
        for (int column = 0; column < schema.size(); column++) {
            if (schema.kind(column) == Feature.Kind.NUMERIC) {
                edges[column] = LearnedBins.quantiles(
                        LearnedBins.sample(transitions, column, seed + column), columns.maxBins());
            } else {
                bins[column] = LearnedBins.ranks(transitions, column, MOST_BINS);
            }
        }
        return new FeatureBinner(
                schema,
                itemCount,
                edges,
                bins,
                HistoryColumns.learn(transitions, itemCount, columns.historyPeriods()),
                ChangeColumns.learn(transitions, schema, columns));
    }

    /**
     * How many columns there are.
     *
     * @return at least 1
     */
    public int columnCount() {
        return firstChange() + changes.columnCount();
    }

    private int firstChange() {
        return schema.size() + itemCount + 1 + history.columnCount();
    }

    /**
     * The feature a column is about: its place in the schema, or -1 for one of holdings.
     *
     * @param column a column
     * @return an index of the schema, or -1
     */
    public int feature(int column) {
        if (column < schema.size()) {
            return column;
        }
        return column < firstChange() ? -1 : changes.feature(column - firstChange());
    }

    /**
     * The features whose values in the period before are looked at.
     *
     * @return names
     */
    public List<String> changingFeatures() {
        return changes.names();
    }

    /**
     * The most earlier periods looked at.
     *
     * @return in 0..24
     */
    public int historyPeriods() {
        return history.depth();
    }

    private boolean hasHistory() {
        return history.columnCount() + changes.columnCount() > 0;
    }

    private KnownFacts facts(int column) {
        boolean isFeature = column < schema.size();
        boolean isChange = column >= firstChange();
        boolean isEarlier = column > schema.size() + itemCount;
        return new KnownFacts(!isFeature && !isChange, isFeature || isChange, isEarlier);
    }

    /**
     * Whether any feature is known of a customer.
     *
     * @param row the customer, encoded. Not modified.
     * @return false if all are missing or have values never seen
     */
    public boolean knowsFeatures(int[] row) {
        return Arrays.stream(row, 0, schema.size()).anyMatch(bin -> bin != 0);
    }

    /**
     * The sets of facts that trees are grown for: all that training knows first, then what is left when some of it is
     * unknown. The first one whose facts are known of a customer uses most of them.
     *
     * @return at least one set
     */
    public List<KnownFacts> served() {
        return KnownFacts.SERVED.stream()
                .map(facts -> new KnownFacts(
                        facts.holdings(), facts.features() && schema.size() > 0, facts.history() && hasHistory()))
                .filter(facts -> facts.holdings() || facts.features())
                .distinct()
                .toList();
    }

    /**
     * The columns that use no other facts. A changed feature needs the features of now and of before; since when a product
     * is held needs holdings and history.
     *
     * @param facts the facts
     * @return columns, ascending
     */
    public int[] columns(KnownFacts facts) {
        return IntStream.range(0, columnCount())
                .filter(column -> facts(column).areIn(facts))
                .toArray();
    }

    /** For each column whether its bins have no order. */
    boolean[] categorical() {
        boolean[] categorical = new boolean[columnCount()];
        for (int column = 0; column < schema.size(); column++) {
            categorical[column] = schema.kind(column) == Feature.Kind.CATEGORICAL;
        }
        for (int change = 0; change < changes.columnCount(); change++) {
            categorical[firstChange() + change] = changes.isCategorical(change);
        }
        return categorical;
    }

    /**
     * For each column one more than its greatest bin.
     *
     * @return one a column
     */
    public int[] binCounts() {
        int[] counts = new int[columnCount()];
        Arrays.fill(counts, history.binCount());
        for (int column = 0; column < schema.size(); column++) {
            counts[column] = schema.kind(column) == Feature.Kind.NUMERIC
                    ? edges[column].length + 2
                    : Arrays.stream(bins[column]).max().orElse(0) + 1;
        }
        Arrays.fill(counts, schema.size(), schema.size() + itemCount, 2);
        counts[schema.size() + itemCount] = Math.min(itemCount, MOST_BINS) + 1;
        for (int change = 0; change < changes.columnCount(); change++) {
            counts[firstChange() + change] = changes.binCount(change, counts[changes.feature(change)]);
        }
        return counts;
    }

    /**
     * Whether a customer may be told a bin: something is known, or held now or before.
     *
     * @param column a column
     * @param bin its bin
     * @return whether
     */
    public boolean isTold(int column, int bin) {
        if (column >= firstChange()) {
            return changes.isTold(column - firstChange(), bin);
        }
        return column <= schema.size() + itemCount ? bin > 0 : history.isTold(bin);
    }

    /**
     * A reason for the customer, of a bin that {@link #isTold}; without the value of a feature.
     *
     * @param column a column
     * @param bin its bin
     * @param item the item offered
     * @param catalogue the items
     * @return the reason
     */
    public Reason reason(int column, int bin, int item, Catalogue catalogue) {
        int place = column - schema.size() - itemCount - 1;
        return place < 0 || column >= firstChange()
                ? about(column, catalogue)
                : history.reason(place, bin, item, catalogue);
    }

    /**
     * What a column is about.
     *
     * @param column a column
     * @param catalogue the items
     * @return a code with the item or the feature
     */
    public Reason about(int column, Catalogue catalogue) {
        if (column >= firstChange()) {
            return changes.about(column - firstChange());
        }
        if (column < schema.size()) {
            return Reason.of(Reason.FEATURE, "feature", schema.name(column));
        }
        int place = column - schema.size();
        if (place < itemCount) {
            return Reason.of(Reason.HOLDS, "item", catalogue.id(place));
        }
        return place == itemCount ? Reason.of(Reason.PRODUCT_COUNT) : history.about(place - itemCount - 1, catalogue);
    }

    /**
     * Encodes a customer.
     *
     * @param row the features
     * @param rowBefore the features of the period before
     * @param held item indexes. Not modified.
     * @param before what was held in the periods before
     * @param out one bin a column. Modified.
     */
    public void encode(FeatureRow row, FeatureRow rowBefore, int[] held, HoldingHistory before, int[] out) {
        for (int column = 0; column < schema.size(); column++) {
            out[column] = schema.kind(column) == Feature.Kind.NUMERIC
                    ? bin(edges[column], row.number(column))
                    : bin(bins[column], row.code(column));
        }
        Arrays.fill(out, schema.size(), schema.size() + itemCount, 0);
        for (int item : held) {
            out[schema.size() + item] = 1;
        }
        out[schema.size() + itemCount] = Math.min(held.length, MOST_BINS);
        history.encode(before, held, out, schema.size() + itemCount + 1);
        for (int change = 0; change < changes.columnCount(); change++) {
            int column = changes.feature(change);
            out[firstChange() + change] = changes.isCategorical(change)
                    ? ChangeColumns.ofCategory(out[column], bin(bins[column], rowBefore.code(column)))
                    : ChangeColumns.ofNumber(row.number(column), rowBefore.number(column));
        }
    }

    /** Encodes a pair of a transition as it was before. */
    void encode(Transition transition, int pair, int[] out) {
        HoldingMatrix holdings = transition.before().holdings();
        int row = transition.rowBefore(pair);
        encode(
                transition.before().features().row(row),
                changes.columnCount() == 0 ? FeatureRow.unknown() : transition.featuresBefore(pair),
                holdings.itemsOf(row),
                transition.history(pair, history.depth()),
                out);
    }

    static int bin(float[] edges, float value) {
        if (Float.isNaN(value)) {
            return 0;
        }
        int place = Arrays.binarySearch(edges, value);
        return place >= 0 ? place + 2 : -place;
    }

    private static int bin(int[] bins, int code) {
        return code < 0 || code >= bins.length ? 0 : bins[code];
    }

    /**
     * Writes the bins.
     *
     * @param out gets the sections
     */
    public void writeTo(Sections.Builder out) {
        for (int column = 0; column < schema.size(); column++) {
            out.put("binner/edges" + column, edges[column]).put("binner/bins" + column, bins[column]);
        }
        history.writeTo(out);
        changes.writeTo(out);
    }

    /**
     * Reads the bins.
     *
     * @param in the sections
     * @param vocabulary items and features of the training data
     * @return the binner
     * @throws ModelFormatException if a section is missing or not sound
     */
    public static FeatureBinner readFrom(Sections in, Vocabulary vocabulary) throws ModelFormatException {
        FeatureSchema schema = vocabulary.schema();
        int itemCount = vocabulary.catalogue().size();
        List<float[]> edges = new ArrayList<>();
        List<int[]> bins = new ArrayList<>();
        for (int column = 0; column < schema.size(); column++) {
            float[] cuts = edges(in, "binner/edges" + column, "feature \"" + schema.name(column) + "\"");
            int[] places = in.ints("binner/bins" + column);
            for (int place : places) {
                if (place < 0 || place > MOST_BINS) {
                    throw new ModelFormatException("feature \"" + schema.name(column) + "\" has a bin " + place);
                }
            }
            boolean categorical = schema.kind(column) == Feature.Kind.CATEGORICAL;
            if (categorical && places.length != vocabulary.dictionary(column).size()) {
                throw new ModelFormatException("feature \"" + schema.name(column) + "\" lacks bins");
            }
            edges.add(cuts);
            bins.add(places);
        }
        return new FeatureBinner(
                schema,
                itemCount,
                edges.toArray(float[][]::new),
                bins.toArray(int[][]::new),
                HistoryColumns.readFrom(in, itemCount),
                ChangeColumns.readFrom(in, schema));
    }

    /** The edges of a section, which must ascend. */
    static float[] edges(Sections in, String section, String what) throws ModelFormatException {
        float[] cuts = in.floats(section);
        for (int i = 0; i < cuts.length; i++) {
            if (!Float.isFinite(cuts[i]) || (i > 0 && !(cuts[i] > cuts[i - 1]))) {
                throw new ModelFormatException("the edges of " + what + " don't ascend");
            }
        }
        return cuts;
    }
}
