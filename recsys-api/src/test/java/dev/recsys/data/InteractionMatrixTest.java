package dev.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InteractionMatrixTest {
    private record Cell(int row, int column, float weight) {}

    private static List<Cell> randomCells(int rows, int columns, int count, Random random) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cells.add(new Cell(random.nextInt(rows), random.nextInt(columns), 0.01f + random.nextFloat()));
        }
        return cells;
    }

    private static InteractionMatrix build(int rows, int columns, List<Cell> cells) {
        InteractionMatrix.Builder builder = InteractionMatrix.builder(rows, columns);
        cells.forEach(c -> builder.add(c.row, c.column, c.weight));
        return builder.build();
    }

    private static InteractionMatrix random(long seed) {
        Random random = new Random(seed);
        int rows = 1 + random.nextInt(40);
        int columns = 1 + random.nextInt(40);
        return build(rows, columns, randomCells(rows, columns, random.nextInt(300), random));
    }

    private static InteractionMatrix fromArrays(InteractionMatrix matrix) {
        int[] starts = new int[matrix.rowCount() + 1];
        int[] columns = new int[matrix.cellCount()];
        float[] weights = new float[matrix.cellCount()];
        for (int row = 0; row < matrix.rowCount(); row++) {
            starts[row + 1] = matrix.rowStart(row + 1);
        }
        for (int cell = 0; cell < columns.length; cell++) {
            columns[cell] = matrix.columnAt(cell);
            weights[cell] = matrix.weightAt(cell);
        }
        return InteractionMatrix.fromCompressedRows(matrix.columnCount(), starts, columns, weights);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void builder_randomCells_equalsNaiveMap(long seed) {
        Random random = new Random(seed);
        List<Cell> cells = randomCells(13, 7, 200, random);
        Map<Integer, TreeMap<Integer, Double>> naive = new TreeMap<>();
        cells.forEach(c ->
                naive.computeIfAbsent(c.row, r -> new TreeMap<>()).merge(c.column, (double) c.weight, Double::sum));
        InteractionMatrix matrix = build(13, 7, cells);
        int count = 0;
        for (int row = 0; row < 13; row++) {
            TreeMap<Integer, Double> expected = naive.getOrDefault(row, new TreeMap<>());
            assertThat(matrix.columnsOf(row)).containsExactly(expected.keySet().toArray(new Integer[0]));
            assertThat(matrix.rowSize(row)).isEqualTo(expected.size());
            for (int column = 0; column < 7; column++) {
                double sum = expected.getOrDefault(column, 0.0);
                assertThat((double) matrix.weight(row, column))
                        .isCloseTo(sum, org.assertj.core.data.Offset.offset(sum * 1e-6));
            }
            count += expected.size();
        }
        assertThat(matrix.cellCount()).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8})
    void builder_duplicatesInAnyOrder_giveOneSumBitForBit(long seed) {
        Random random = new Random(seed);
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            cells.add(new Cell(random.nextInt(2), random.nextInt(2), (float) Math.pow(10, random.nextInt(16) - 8)));
        }
        InteractionMatrix first = build(2, 2, cells);
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(cells, random);
            assertThat(build(2, 2, cells)).isEqualTo(first);
        }
    }

    @Test
    void builder_sumPastFloat_staysFinite() {
        InteractionMatrix matrix = InteractionMatrix.builder(1, 1)
                .add(0, 0, Float.MAX_VALUE)
                .add(0, 0, Float.MAX_VALUE)
                .build();
        assertThat(matrix.weight(0, 0)).isEqualTo(Float.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                0,
                -0.0,
                -1,
                1e300,
                Double.MIN_VALUE
            })
    void add_hostileWeight_isRefused(double weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InteractionMatrix.builder(1, 1).add(0, 0, weight))
                .withMessageStartingWith("weight must");
    }

    @Test
    void add_placeOutOfRange_isRefused() {
        for (int[] place : new int[][] {{-1, 0}, {2, 0}, {0, -1}, {0, 3}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> InteractionMatrix.builder(2, 3).add(place[0], place[1], 1));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> InteractionMatrix.builder(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> InteractionMatrix.builder(1, -1));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14})
    void transposed_twice_isIdentity(long seed) {
        InteractionMatrix matrix = random(seed);
        InteractionMatrix transposed = matrix.transposed();
        assertThat(transposed.rowCount()).isEqualTo(matrix.columnCount());
        for (int row = 0; row < matrix.rowCount(); row++) {
            for (int column = 0; column < matrix.columnCount(); column++) {
                assertThat(transposed.weight(column, row)).isEqualTo(matrix.weight(row, column));
            }
        }
        assertThat(transposed.transposed()).isSameAs(matrix);
        // A copy does not remember where it came from, so this transposition is computed.
        assertThat(fromArrays(transposed).transposed()).isEqualTo(matrix);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void compressedRows_toCellsAndBack_isIdentity(long seed) {
        InteractionMatrix matrix = random(seed);
        List<Cell> cells = new ArrayList<>();
        for (int row = 0; row < matrix.rowCount(); row++) {
            for (int cell = matrix.rowStart(row); cell < matrix.rowStart(row + 1); cell++) {
                cells.add(new Cell(row, matrix.columnAt(cell), matrix.weightAt(cell)));
            }
        }
        Collections.shuffle(cells, new Random(seed));
        assertThat(build(matrix.rowCount(), matrix.columnCount(), cells))
                .isEqualTo(matrix)
                .hasSameHashCodeAs(matrix);
        assertThat(fromArrays(matrix)).isEqualTo(matrix);
    }

    @Test
    void pickRows_repeatedAndReversed_copiesThem() {
        InteractionMatrix matrix = random(31);
        int last = matrix.rowCount() - 1;
        InteractionMatrix picked = matrix.pickRows(new int[] {last, 0, last});
        assertThat(picked.rowCount()).isEqualTo(3);
        assertThat(picked.columnCount()).isEqualTo(matrix.columnCount());
        for (int[] pair : new int[][] {{0, last}, {1, 0}, {2, last}}) {
            assertThat(picked.columnsOf(pair[0])).isEqualTo(matrix.columnsOf(pair[1]));
            assertThat(picked.weightsOf(pair[0])).isEqualTo(matrix.weightsOf(pair[1]));
        }
        assertThat(matrix.pickRows(new int[0]).cellCount()).isZero();
    }

    private static void refuses(int columnCount, int[] rowStarts, int[] columns, float... weights) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InteractionMatrix.fromCompressedRows(columnCount, rowStarts, columns, weights));
    }

    @Test
    void fromCompressedRows_anyBrokenInvariant_isRefused() {
        int[] twoColumns = {0, 1};
        refuses(-1, new int[] {0}, new int[0]);
        refuses(2, new int[0], new int[0]);
        refuses(2, new int[] {1, 2}, twoColumns, 1, 1);
        refuses(2, new int[] {0, 1}, twoColumns, 1, 1);
        refuses(2, new int[] {0, 3}, twoColumns, 1, 1);
        refuses(2, new int[] {0, 2}, twoColumns, 1);
        refuses(2, new int[] {0, 2, 1, 2}, twoColumns, 1, 1);
        refuses(2, new int[] {0, 5, 2}, twoColumns, 1, 1);
        refuses(2, new int[] {0, Integer.MAX_VALUE, 2}, twoColumns, 1, 1);
        refuses(2, new int[] {0, -1, 2}, twoColumns, 1, 1);
        refuses(2, new int[] {0, 2}, new int[] {0, 2}, 1, 1);
        refuses(2, new int[] {0, 2}, new int[] {-1, 1}, 1, 1);
        refuses(2, new int[] {0, 2}, new int[] {1, 0}, 1, 1);
        refuses(2, new int[] {0, 2}, new int[] {1, 1}, 1, 1);
        for (float weight : new float[] {0, -0f, -1, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            refuses(2, new int[] {0, 2}, twoColumns, 1, weight);
        }
    }

    @Test
    void fromCompressedRows_laterChangesOfTheArrays_areNotSeen() {
        int[] starts = {0, 1};
        int[] columns = {0};
        float[] weights = {1};
        InteractionMatrix matrix = InteractionMatrix.fromCompressedRows(2, starts, columns, weights);
        starts[1] = 9;
        columns[0] = 1;
        weights[0] = Float.NaN;
        assertThat(matrix)
                .isEqualTo(InteractionMatrix.builder(1, 2).add(0, 0, 1).build());
    }

    @Test
    void equals_otherShapeColumnOrWeight_isFalse() {
        InteractionMatrix matrix = InteractionMatrix.builder(2, 2).add(0, 0, 1).build();
        assertThat(matrix)
                .isNotEqualTo(InteractionMatrix.builder(3, 2).add(0, 0, 1).build())
                .isNotEqualTo(InteractionMatrix.builder(2, 3).add(0, 0, 1).build())
                .isNotEqualTo(InteractionMatrix.builder(2, 2).add(1, 0, 1).build())
                .isNotEqualTo(InteractionMatrix.builder(2, 2).add(0, 1, 1).build())
                .isNotEqualTo(InteractionMatrix.builder(2, 2).add(0, 0, 2).build());
    }

    @Test
    void copyRow_ofAnyRow_copiesItsCells() {
        InteractionMatrix matrix = InteractionMatrix.fromCompressedRows(
                4, new int[] {0, 1, 3}, new int[] {2, 0, 3}, new float[] {5, 6, 7});
        int[] columns = new int[3];
        float[] weights = new float[3];
        assertThat(matrix.copyRow(1, columns, weights)).isEqualTo(2);
        assertThat(columns).containsExactly(0, 3, 0);
        assertThat(weights).containsExactly(6, 7, 0);
        assertThat(matrix.copyRow(0, columns, weights)).isEqualTo(1);
        assertThat(columns).containsExactly(2, 3, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix.copyRow(1, new int[1], weights))
                .withMessageContaining("the length of into");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix.copyRow(1, columns, new float[1]))
                .withMessageContaining("the length of intoWeights");
    }
}
