package dev.recsys.mlc.internal.columns;

import dev.recsys.Reason;
import dev.recsys.data.Feature;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.Transition;
import dev.recsys.mlc.options.Columns;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How some features changed since the period before, in one column each. 0 stands for a change that is not known, since one
 * of the two values is missing. A number fell, stayed or rose: 1, 2 or 3. A category stayed, 1, or was another, whose own bin
 * is one less. Only features that changed in training have a column. Immutable and thread-safe.
 */
final class ChangeColumns {
    private static final int FELL = 1;
    private static final int STAYED = 2;
    private static final int ROSE = 3;
    private static final int CATEGORY_STAYED = 1;
    private static final double LEAST_SHARE = 0.001; // of the customers, who change a feature that is not named

    private final FeatureSchema schema;
    private final int[] features; // places in the schema, ascending

    private ChangeColumns(FeatureSchema schema, int[] features) {
        this.schema = schema;
        this.features = features;
    }

    /**
     * Columns for the named features that training sees change; with none named, for those seen to change in a share of
     * the customers. O(pairs · (features + log users)).
     */
    static ChangeColumns learn(List<Transition> transitions, FeatureSchema schema, Columns options) {
        List<String> names = options.changingFeatures();
        int[] wanted = options.historyPeriods() == 0
                ? new int[0]
                : (names.isEmpty() ? schema.names() : names)
                        .stream()
                                .mapToInt(schema::indexOf)
                                .filter(f -> f >= 0)
                                .sorted()
                                .toArray();
        long[] changes = new long[schema.size()];
        long pairCount = 0;
        for (Transition transition : transitions) {
            FeatureTable table = transition.before().features();
            int pairs = transition.periodsBefore() == 0 || wanted.length == 0 ? 0 : transition.pairCount();
            pairCount += pairs;
            for (int pair = 0; pair < pairs; pair++) {
                FeatureRow now = table.row(transition.rowBefore(pair));
                FeatureRow before = transition.featuresBefore(pair);
                for (int feature : wanted) {
                    changes[feature] += differ(schema.kind(feature), now, before, feature) ? 1 : 0;
                }
            }
        }
        double least = names.isEmpty() ? Math.max(1, LEAST_SHARE * pairCount) : 1;
        return new ChangeColumns(
                schema, Arrays.stream(wanted).filter(f -> changes[f] >= least).toArray());
    }

    private static boolean differ(Feature.Kind kind, FeatureRow now, FeatureRow before, int feature) {
        if (kind == Feature.Kind.NUMERIC) {
            int change = ofNumber(now.number(feature), before.number(feature));
            return change == FELL || change == ROSE;
        }
        return now.code(feature) >= 0 && before.code(feature) >= 0 && now.code(feature) != before.code(feature);
    }

    int columnCount() {
        return features.length;
    }

    /** The feature a column, counted from the first of these, is about: its place in the schema. */
    int feature(int column) {
        return features[column];
    }

    /** The features' names, in the order of the columns. */
    List<String> names() {
        return IntStream.of(features).mapToObj(schema::name).toList();
    }

    /** What a column is about. */
    Reason about(int column) {
        return Reason.of(Reason.FEATURE_CHANGED, "feature", schema.name(features[column]));
    }

    boolean isCategorical(int column) {
        return schema.kind(features[column]) == Feature.Kind.CATEGORICAL;
    }

    /**
     * One more than the greatest bin of a column.
     *
     * @param featureBins the same of the feature's own column
     */
    int binCount(int column, int featureBins) {
        return isCategorical(column) ? Math.min(featureBins + 1, BinMatrix.MOST_BINS) : ROSE + 1;
    }

    /** Whether a bin stands for a change. */
    boolean isTold(int column, int bin) {
        return bin != 0 && bin != (isCategorical(column) ? CATEGORY_STAYED : STAYED);
    }

    /** The bin of a number's change. */
    static int ofNumber(float now, float before) {
        if (Float.isNaN(now) || Float.isNaN(before)) {
            return 0;
        }
        return now < before ? FELL : now > before ? ROSE : STAYED;
    }

    /** The bin of a category's change, from the categories' own bins. */
    static int ofCategory(int nowBin, int beforeBin) {
        if (nowBin == 0 || beforeBin == 0) {
            return 0;
        }
        return nowBin == beforeBin ? CATEGORY_STAYED : Math.min(1 + beforeBin, BinMatrix.MOST_BINS - 1);
    }

    void writeTo(Sections.Builder out) {
        out.put("binner/changes", features);
    }

    static ChangeColumns readFrom(Sections in, FeatureSchema schema) throws ModelFormatException {
        return new ChangeColumns(schema, Indexes.ascending(in, "binner/changes", schema.size()));
    }
}
