package dev.recsys.baselines;

import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.Arrays;

/**
 * Numbers customers' attributes: 0 for all customers, one for each category of each categorical feature, one for each tenth of
 * the customers by each numeric feature. A missing value is no attribute. Immutable and thread-safe.
 */
final class CustomerAttributes {
    private static final int BINS = 10;

    private final Vocabulary vocabulary;
    private final float[][] edges; // of each numeric feature, ascending
    private final int[] offsets; // of each feature's first attribute, then the count

    private CustomerAttributes(Vocabulary vocabulary, float[][] edges) {
        this.vocabulary = vocabulary;
        this.edges = edges;
        this.offsets = new int[edges.length + 1];
        offsets[0] = 1;
        for (int column = 0; column < edges.length; column++) {
            int values = vocabulary.schema().isNumeric(column)
                    ? edges[column].length + 1
                    : vocabulary.dictionary(column).size();
            offsets[column + 1] = Math.addExact(offsets[column], values);
        }
    }

    /** For some customers' features, which have the vocabulary's schema. */
    static CustomerAttributes of(Vocabulary vocabulary, FeatureTable features) {
        float[][] edges = new float[vocabulary.schema().size()][];
        for (int column = 0; column < edges.length; column++) {
            edges[column] = vocabulary.schema().isNumeric(column) ? edges(features, column) : new float[0];
        }
        return new CustomerAttributes(vocabulary, edges);
    }

    /** For data without features. */
    static CustomerAttributes none(Vocabulary vocabulary) {
        return new CustomerAttributes(vocabulary, new float[0][]);
    }

    private static float[] edges(FeatureTable features, int column) {
        float[] values = new float[features.rowCount()];
        int known = 0;
        for (int row = 0; row < values.length; row++) {
            float value = features.number(row, column);
            if (!Float.isNaN(value)) {
                values[known++] = value + 0f; // no −0
            }
        }
        Arrays.sort(values, 0, known);
        float[] edges = new float[BINS - 1];
        int count = 0;
        for (int bin = 1; bin < BINS && known > 0; bin++) {
            float edge = values[(int) ((long) known * bin / BINS)];
            if (edge > values[0] && (count == 0 || edge > edges[count - 1])) {
                edges[count++] = edge;
            }
        }
        return Arrays.copyOf(edges, count);
    }

    int count() {
        return offsets[edges.length];
    }

    /** The feature an attribute belongs to, or −1 for the one that all customers have. */
    int feature(int attribute) {
        int column = -1;
        while (column + 1 < edges.length && offsets[column + 1] <= attribute) {
            column++;
        }
        return column;
    }

    /** Whether protected features count. */
    enum Protected {
        TAKEN,
        LEFT_OUT
    }

    /** The attributes of some customers. */
    AttributeRows rows(FeatureTable features, Protected which) {
        int[][] rows = new int[features.rowCount()][];
        for (int user = 0; user < rows.length; user++) {
            rows[user] = of(features.row(user), which);
        }
        return AttributeRows.of(rows, count());
    }

    /** A customer's attributes, ascending; 0 is the first. */
    int[] of(FeatureRow features, Protected which) {
        FeatureSchema schema = vocabulary.schema();
        int[] found = new int[1 + edges.length];
        int count = 1;
        for (int column = 0; column < edges.length; column++) {
            if (which == Protected.TAKEN || !schema.isProtected(column)) {
                int value = value(features, column);
                if (value >= 0) {
                    found[count++] = offsets[column] + value;
                }
            }
        }
        return Arrays.copyOf(found, count);
    }

    private int value(FeatureRow features, int column) {
        boolean numeric = vocabulary.schema().isNumeric(column);
        float number;
        int code;
        try {
            number = numeric ? features.number(column) : Float.NaN;
            code = numeric ? -1 : features.code(column);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("customer must have the features of the model's vocabulary", e);
        }
        if (!numeric) {
            Checks.that(
                    code < vocabulary.dictionary(column).size(),
                    "customer must have values of the model's vocabulary, but %s has another",
                    vocabulary.schema().name(column));
            return code;
        }
        int bin = 0;
        while (bin < edges[column].length && edges[column][bin] <= number) {
            bin++;
        }
        return Float.isNaN(number) ? -1 : bin;
    }

    Sections sections() {
        int[] counts = new int[edges.length];
        int total = 0;
        for (int column = 0; column < counts.length; column++) {
            counts[column] = edges[column].length;
            total += counts[column];
        }
        float[] all = new float[total];
        int place = 0;
        for (float[] some : edges) {
            System.arraycopy(some, 0, all, place, some.length);
            place += some.length;
        }
        return Sections.builder()
                .put("features.edges", all)
                .put("features.edgeCounts", counts)
                .build();
    }

    static CustomerAttributes readFrom(Sections sections, Vocabulary vocabulary) throws ModelFormatException {
        int[] counts = sections.ints("features.edgeCounts");
        float[] all = sections.floats("features.edges");
        FeatureSchema schema = vocabulary.schema();
        boolean fits = counts.length == schema.size();
        long total = 0;
        long attributes = 1;
        for (int column = 0; fits && column < counts.length; column++) {
            boolean numeric = schema.isNumeric(column);
            fits = counts[column] >= 0 && counts[column] <= (numeric ? BINS - 1 : 0);
            total += counts[column];
            attributes +=
                    numeric ? counts[column] + 1 : vocabulary.dictionary(column).size();
        }
        if (!fits || total != all.length || attributes > Integer.MAX_VALUE) {
            throw new ModelFormatException("section \"features.edgeCounts\" must have at most " + (BINS - 1)
                    + " for each numeric feature, 0 for others, and in sum the size of \"features.edges\"");
        }
        float[][] edges = new float[counts.length][];
        int place = 0;
        for (int column = 0; column < counts.length; column++) {
            edges[column] = Arrays.copyOfRange(all, place, place + counts[column]);
            place += counts[column];
            for (int edge = 0; edge < counts[column]; edge++) {
                boolean ascends = edge == 0 || edges[column][edge] > edges[column][edge - 1];
                if (!Float.isFinite(edges[column][edge]) || !ascends) {
                    throw new ModelFormatException("section \"features.edges\" must be finite and ascend");
                }
            }
        }
        return new CustomerAttributes(vocabulary, edges);
    }
}
