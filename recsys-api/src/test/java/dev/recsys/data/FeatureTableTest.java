package dev.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureTableTest {
    private static final IdIndex CITIES = IdIndex.of(List.of("north", "south"));

    private static FeatureTable threeRows() {
        return FeatureTable.builder(3)
                .numeric("age", new float[] {30, Float.NaN, -0f})
                .categorical("city", CITIES, new int[] {1, -1, 0})
                .build();
    }

    @Test
    void values_presentAndMissing_areAsGiven() {
        FeatureTable table = threeRows();
        assertThat(table.rowCount()).isEqualTo(3);
        assertThat(table.number(0, 0)).isEqualTo(30);
        assertThat(table.number(1, 0)).isNaN();
        assertThat(table.code(0, 1)).isEqualTo(1);
        assertThat(table.code(1, 1)).isEqualTo(-1);
        assertThat(table.dictionary(1)).isEqualTo(CITIES);
        FeatureRow row = table.row(2);
        assertThat(row.number(0)).isZero();
        assertThat(row.code(1)).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> table.row(3));
    }

    @Test
    void values_ofTheOtherKind_areRefused() {
        FeatureTable table = threeRows();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.number(0, 1))
                .withMessage("feature \"city\" is not numeric");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.code(0, 0))
                .withMessage("column must be of a categorical feature, but feature \"age\" is not categorical");
        assertThatIllegalArgumentException().isThrownBy(() -> table.dictionary(0));
    }

    @Test
    void builder_hostileColumns_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> FeatureTable.builder(-1));
        for (float value : new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FeatureTable.builder(1).numeric("x", new float[] {value}));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureTable.builder(1).numeric("x", new float[2]));
        for (int[] codes : new int[][] {{2}, {-2}, {0, 0}, {}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FeatureTable.builder(1).categorical("x", CITIES, codes));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureTable.builder(0)
                        .numeric("x", new float[0])
                        .numeric("x", new float[0])
                        .build());
    }

    @Test
    void numeric_laterChangeOfTheArray_isNotSeen() {
        float[] ages = {1};
        FeatureTable table = FeatureTable.builder(1).numeric("age", ages).build();
        ages[0] = Float.NaN;
        assertThat(table.number(0, 0)).isEqualTo(1);
    }

    @Test
    void select_otherOrder_keepsKindAndValues() {
        FeatureTable selected = threeRows().select(List.of("city", "age"));
        assertThat(selected.schema())
                .isEqualTo(FeatureSchema.builder()
                        .categorical("city")
                        .numeric("age")
                        .build());
        assertThat(selected.code(0, 0)).isEqualTo(1);
        assertThat(selected.number(0, 1)).isEqualTo(30);
        assertThat(threeRows().select(List.of()).schema()).isEqualTo(FeatureSchema.empty());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> threeRows().select(List.of("shoe")))
                .withMessage("each of the names chosen must be one of [age, city], but there is no feature \"shoe\"");
    }

    @Test
    void pickRows_repeatedAndReversed_copiesRows() {
        FeatureTable picked = threeRows().pickRows(new int[] {2, 1, 0, 0});
        assertThat(picked.schema()).isEqualTo(threeRows().schema());
        assertThat(picked.rowCount()).isEqualTo(4);
        assertThat(picked.number(1, 0)).isNaN();
        assertThat(picked.number(3, 0)).isEqualTo(30);
        assertThat(IntStream.range(0, 4).map(row -> picked.code(row, 1))).containsExactly(0, -1, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {254, 255, 256, 65_534, 65_535, 65_536})
    void categorical_dictionaryPastOneAndTwoBytes_keepsEveryCode(int values) {
        IdIndex dictionary = IdIndex.of(
                IntStream.range(0, values).mapToObj(Integer::toString).toList());
        int[] codes = IntStream.range(-1, values).toArray();
        FeatureTable table = FeatureTable.builder(codes.length)
                .categorical("x", dictionary, codes)
                .build();
        assertThat(IntStream.range(0, codes.length)
                        .map(row -> table.code(row, 0))
                        .toArray())
                .isEqualTo(codes);
    }

    @Test
    void with_anotherTable_hasTheColumnsOfBoth() {
        FeatureTable both = threeRows()
                .with(FeatureTable.builder(3)
                        .numeric("income", new float[] {1, 2, 3})
                        .build());
        assertThat(both.schema().names()).containsExactly("age", "city", "income");
        assertThat(both.number(0, 0)).isEqualTo(30);
        assertThat(both.code(0, 1)).isEqualTo(1);
        assertThat(both.number(2, 2)).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> threeRows().with(FeatureTable.builder(2).build()))
                .withMessage("more must have 3 rows, but has 2");
        assertThatIllegalArgumentException().isThrownBy(() -> threeRows().with(threeRows()));
    }
}
