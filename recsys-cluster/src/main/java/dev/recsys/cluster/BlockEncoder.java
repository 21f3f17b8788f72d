package dev.recsys.cluster;

import dev.recsys.data.FeatureTable;
import java.util.Arrays;

/**
 * Encodes rows of a table block by block and column by column: the coordinates that {@link FeatureEncoder#encode} gives, but
 * 0 for what is missing. Immutable and thread-safe.
 */
final class BlockEncoder {
    private final FeatureEncoder encoder;
    private final FeatureTable table;
    private final int[] places; // the column of the table for each of the encoder

    BlockEncoder(FeatureEncoder encoder, FeatureTable table) {
        this.encoder = encoder;
        this.table = table;
        this.places = encoder.names().stream().mapToInt(table.schema()::indexOf).toArray();
    }

    /** Whether any feature of a row is known. */
    boolean knows(int row) {
        for (int column = 0; column < places.length; column++) {
            boolean known = encoder.category(column) == null
                    ? !Float.isNaN(table.number(row, places[column]))
                    : table.code(row, places[column]) >= 0;
            if (known) {
                return true;
            }
        }
        return false;
    }

    /**
     * Encodes rows.
     *
     * @param rows which; the first {@code count} count. Not modified.
     * @param block gets coordinate d of row {@code rows[p]} at {@code [d][p]}. Modified.
     * @param missing gets how many features of each row are missing. Modified.
     */
    void encode(int[] rows, int count, float[][] block, int[] missing) {
        Arrays.fill(missing, 0, count, 0);
        for (int column = 0; column < places.length; column++) {
            CategoryColumn category = encoder.category(column);
            int at = encoder.start(column);
            if (category == null) {
                encode(encoder.numeric(column), places[column], rows, count, block[at], missing);
            } else {
                encode(category, places[column], rows, count, block, at, missing);
            }
        }
    }

    private void encode(NumericColumn numeric, int place, int[] rows, int count, float[] out, int[] missing) {
        for (int p = 0; p < count; p++) {
            out[p] = table.number(rows[p], place);
        }
        for (int p = 0; p < count; p++) {
            float value = (float) numeric.coordinate(out[p]);
            boolean known = !Float.isNaN(value);
            out[p] = known ? value : 0;
            missing[p] += known ? 0 : 1;
        }
    }

    private void encode(
            CategoryColumn category, int place, int[] rows, int count, float[][] block, int at, int[] missing) {
        for (int i = 0; i < category.size(); i++) {
            float absent = encoder.indicator(category, i, false);
            Arrays.fill(block[at + i], 0, count, absent);
        }
        for (int p = 0; p < count; p++) {
            int code = table.code(rows[p], place);
            int indicator = code < 0 ? -1 : category.indicatorOf(code);
            if (indicator >= 0) {
                block[at + indicator][p] = encoder.indicator(category, indicator, true);
            }
            if (code < 0) {
                missing[p]++;
                for (int i = 0; i < category.size(); i++) {
                    block[at + i][p] = 0;
                }
            }
        }
    }
}
