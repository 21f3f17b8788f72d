package dev.recsys.mlc.internal.columns;

import dev.recsys.data.Feature;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.run.Workers;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Turns the rows of a plain table into small ints, learned once and then the same for training, tables and a single row.
 *
 * <p>Bin 0 stands for a missing value. A number's bin is 1 + how many of the column's edges are not above it; the edges are
 * all values but the least where there are few enough, else quantiles of evenly spaced rows. A category's bin is its rank by
 * frequency; one beyond the 255 most frequent, or never seen, is missing. Immutable and thread-safe.
 */
public final class TableBins {
    private static final int SAMPLE = 100_000; // rows from which edges are taken
    private static final int MOST_CATEGORIES = 255;

    private final FeatureSchema schema;
    private final float[][] edges; // numeric columns: ascending
    private final int[][] bins; // categorical columns: bin of each code

    private TableBins(FeatureSchema schema, float[][] edges, int[][] bins) {
        this.schema = schema;
        this.edges = edges;
        this.bins = bins;
    }

    /**
     * Learns bins.
     *
     * @param table the rows, all columns of which are used
     * @param mostBins the most bins of a number, in 2..255
     * @return the bins
     */
    public static TableBins learn(FeatureTable table, int mostBins) {
        FeatureSchema schema = table.schema();
        float[][] edges = new float[schema.size()][0];
        int[][] bins = new int[schema.size()][0];
        for (int column = 0; column < schema.size(); column++) {
            if (schema.isNumeric(column)) {
                edges[column] = edges(table, column, mostBins);
            } else {
                bins[column] = ranks(table, column);
            }
        }
        return new TableBins(schema, edges, bins);
    }

    private static float[] edges(FeatureTable table, int column, int mostBins) {
        int step = Math.max(1, table.rowCount() / SAMPLE);
        float[] values = new float[table.rowCount() / step + 1];
        int size = 0;
        for (int row = 0; row < table.rowCount(); row += step) {
            float value = table.number(row, column);
            if (!Float.isNaN(value)) {
                values[size++] = value + 0f; // -0 is 0
            }
        }
        float[] distinct = distinct(values, size, mostBins);
        return distinct.length <= mostBins
                ? Arrays.copyOfRange(distinct, Math.min(1, distinct.length), distinct.length)
                : LearnedBins.quantiles(Arrays.copyOf(values, size), mostBins);
    }

    /** The values, ascending, each once; of more than so many the first ones met, one more than so many. */
    private static float[] distinct(float[] values, int size, int most) {
        float[] distinct = new float[most + 1];
        int count = 0;
        for (int i = 0; i < size && count <= most; i++) {
            int place = Arrays.binarySearch(distinct, 0, count, values[i]);
            if (place < 0) {
                System.arraycopy(distinct, ~place, distinct, ~place + 1, count - ~place);
                distinct[~place] = values[i];
                count++;
            }
        }
        return Arrays.copyOf(distinct, count);
    }

    private static int[] ranks(FeatureTable table, int column) {
        int[] counts = new int[table.dictionary(column).size()];
        for (int row = 0; row < table.rowCount(); row++) {
            int code = table.code(row, column);
            if (code >= 0) {
                counts[code]++;
            }
        }
        Integer[] order = IntStream.range(0, counts.length)
                .filter(code -> counts[code] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(code -> -counts[code]).thenComparingInt(code -> code))
                .limit(MOST_CATEGORIES)
                .toArray(Integer[]::new);
        int[] bins = new int[counts.length];
        for (int rank = 0; rank < order.length; rank++) {
            bins[order[rank]] = rank + 1;
        }
        return bins;
    }

    /**
     * How many columns there are.
     *
     * @return at least 1
     */
    public int columnCount() {
        return schema.size();
    }

    /**
     * Encodes a row.
     *
     * @param row numbers, and codes of the table the bins were learned from
     * @param out one bin a column. Modified.
     */
    public void encode(FeatureRow row, int[] out) {
        for (int column = 0; column < schema.size(); column++) {
            out[column] =
                    schema.isNumeric(column) ? numberBin(column, row.number(column)) : bin(column, row.code(column));
        }
    }

    private int numberBin(int column, float value) {
        return FeatureBinner.bin(edges[column], value + 0f);
    }

    private int bin(int column, int code) {
        return code < 0 || code >= bins[column].length ? 0 : bins[column][code];
    }

    /**
     * Encodes the table the bins were learned from.
     *
     * @param table the rows
     * @param workers shares work
     * @return rows × columns
     */
    public BinMatrix encode(FeatureTable table, Workers workers) {
        boolean[] categorical = new boolean[schema.size()];
        for (int column = 0; column < categorical.length; column++) {
            categorical[column] = schema.kind(column) == Feature.Kind.CATEGORICAL;
        }
        BinMatrix matrix = new BinMatrix(table.rowCount(), categorical);
        workers.forRanges(categorical.length, 1, (range, column, end) -> {
            for (int row = 0; row < table.rowCount(); row++) {
                int bin = schema.isNumeric(column)
                        ? numberBin(column, table.number(row, column))
                        : bin(column, table.code(row, column));
                matrix.set(row, column, bin);
            }
        });
        return matrix;
    }

    /**
     * Writes the bins.
     *
     * @param out gets the sections
     */
    public void writeTo(Sections.Builder out) {
        for (int column = 0; column < schema.size(); column++) {
            if (schema.isNumeric(column)) {
                out.put("bins/edges" + column, edges[column]);
            } else {
                out.put("bins/ranks" + column, bins[column]);
            }
        }
    }

    /**
     * Reads the bins.
     *
     * @param in the sections
     * @param vocabulary the columns and their categories
     * @return the bins
     * @throws ModelFormatException if a section is missing or not sound
     */
    public static TableBins readFrom(Sections in, Vocabulary vocabulary) throws ModelFormatException {
        FeatureSchema schema = vocabulary.schema();
        float[][] edges = new float[schema.size()][0];
        int[][] bins = new int[schema.size()][0];
        for (int column = 0; column < schema.size(); column++) {
            String what = "column \"" + schema.name(column) + "\"";
            if (schema.isNumeric(column)) {
                edges[column] = FeatureBinner.edges(in, "bins/edges" + column, what);
                if (edges[column].length >= MOST_CATEGORIES) {
                    throw new ModelFormatException(what + " has too many edges");
                }
                continue;
            }
            bins[column] = in.ints("bins/ranks" + column);
            boolean[] seen = new boolean[MOST_CATEGORIES + 1];
            for (int bin : bins[column]) {
                if (bin < 0 || bin > MOST_CATEGORIES || (bin > 0 && seen[bin])) {
                    throw new ModelFormatException(what + " has a bin " + bin + " that it must not have");
                }
                seen[bin] = true;
            }
            if (bins[column].length != vocabulary.dictionary(column).size()) {
                throw new ModelFormatException(what + " lacks bins");
            }
        }
        return new TableBins(schema, edges, bins);
    }
}
