package dev.recsys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserFeaturesTest {
    @Test
    void ofMaps_namedMissingAndUnnamed_areToldApart() {
        UserFeatures features = UserFeatures.of(Map.of("age", 30.0, "income", Double.NaN), Map.of("city", "north"));
        assertThat(features.has("age")).isTrue();
        assertThat(features.number("age")).isEqualTo(30);
        assertThat(features.category("age")).isNull();
        assertThat(features.has("income")).isTrue();
        assertThat(features.number("income")).isNaN();
        assertThat(features.category("city")).isEqualTo("north");
        assertThat(features.number("city")).isNaN();
        assertThat(features.has("shoe")).isFalse();
        assertThat(features.number("shoe")).isNaN();
        assertThat(features.category("shoe")).isNull();
    }

    @Test
    void ofMaps_laterChanges_areNotSeen() {
        Map<String, Double> numbers = new HashMap<>(Map.of("age", 30.0));
        UserFeatures features = UserFeatures.of(numbers, Map.of());
        numbers.put("age", 99.0);
        assertThat(features.number("age")).isEqualTo(30);
    }

    @Test
    void ofMaps_infiniteOrTwice_isRefused() {
        for (double value : new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> UserFeatures.of(Map.of("age", value), Map.of()))
                    .withMessage("age must be finite or NaN, but was " + value);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserFeatures.of(Map.of("age", 1.0), Map.of("age", "old")));
    }

    @Test
    void ofTable_row_isAViewByName() {
        FeatureTable table = FeatureTable.builder(2)
                .numeric("age", new float[] {30, Float.NaN})
                .categorical("city", IdIndex.of(List.of("north")), new int[] {0, -1})
                .build();
        UserFeatures first = UserFeatures.of(table, 0);
        assertThat(first.number("age")).isEqualTo(30);
        assertThat(first.category("city")).isEqualTo("north");
        assertThat(first.number("city")).isNaN();
        assertThat(first.category("age")).isNull();
        assertThat(first.has("shoe")).isFalse();
        assertThat(first.number("shoe")).isNaN();
        assertThat(first.category("shoe")).isNull();
        UserFeatures second = UserFeatures.of(table, 1);
        assertThat(second.has("age") && second.has("city")).isTrue();
        assertThat(second.number("age")).isNaN();
        assertThat(second.category("city")).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> UserFeatures.of(table, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> UserFeatures.of(table, -1));
    }
}
