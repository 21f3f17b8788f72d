package dev.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoldingMatrixTest {
    private static final int ROWS = 150; // past the first capacity

    private static List<BitSet> randomRows(int items) {
        Random random = new Random(items);
        List<BitSet> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            BitSet held = new BitSet();
            for (int item = 0; item < items; item++) {
                held.set(item, row == 0 || (row > 1 && random.nextInt(3) == 0)); // the first all, the second none
            }
            rows.add(held);
        }
        return rows;
    }

    private static HoldingMatrix build(int items, List<BitSet> rows) {
        HoldingMatrix.Rows builder = new HoldingMatrix.Rows(items);
        for (BitSet row : rows) {
            builder.addRow();
            row.stream().forEach(builder::set);
        }
        return builder.build();
    }

    private static void assertRow(HoldingMatrix matrix, int row, BitSet expected) {
        for (int item = 0; item < matrix.itemCount(); item++) {
            assertThat(matrix.holds(row, item)).isEqualTo(expected.get(item));
        }
        assertThat(matrix.count(row)).isEqualTo(expected.cardinality());
        assertThat(matrix.itemsOf(row)).isEqualTo(expected.stream().toArray());
        for (int word = 0; word < HoldingMatrix.wordsPerRow(matrix.itemCount()); word++) {
            long[] bits = expected.get(32 * word, 32 * word + 32).toLongArray();
            assertThat(matrix.word(row, word)).isEqualTo(bits.length == 0 ? 0 : (int) bits[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 64, 65})
    void holdsCountItemsOf_awkwardItemCounts_equalABitSet(int items) {
        List<BitSet> rows = randomRows(items);
        HoldingMatrix matrix = build(items, rows);
        assertThat(matrix.rowCount()).isEqualTo(ROWS);
        assertThat(matrix.itemCount()).isEqualTo(items);
        for (int row = 0; row < ROWS; row++) {
            assertRow(matrix, row, rows.get(row));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 31, 32, 33, 64, 65})
    void pick_repeatedAndReversed_copiesRows(int items) {
        List<BitSet> rows = randomRows(items);
        HoldingMatrix picked = build(items, rows).pick(new int[] {149, 0, 149, 1});
        assertThat(picked.rowCount()).isEqualTo(4);
        assertRow(picked, 0, rows.get(149));
        assertRow(picked, 1, rows.get(0));
        assertRow(picked, 2, rows.get(149));
        assertRow(picked, 3, rows.get(1));
    }

    @Test
    void build_noItems_hasRowsThatHoldNothing() {
        HoldingMatrix matrix = build(0, List.of(new BitSet(), new BitSet()));
        assertThat(matrix.rowCount()).isEqualTo(2);
        assertThat(matrix.count(1)).isZero();
        assertThat(matrix.itemsOf(1)).isEmpty();
    }
}
