package dev.recsys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecommendedItemTest {
    private static final Reason REASON = Reason.of(Reason.POPULAR, "share", "0.5");

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void constructor_nonFiniteScoreOrContribution_isRefused(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecommendedItem("a", value, REASON, Map.of()))
                .withMessage("the score of item a must be finite, but was " + value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecommendedItem("a", 1, REASON, Map.of("als", value)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecommendedItem("a", 1, REASON, Map.of("als", 1.0, "mlc", value)));
    }

    @Test
    void constructor_blankIdOrNullReason_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new RecommendedItem(" ", 1, REASON, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new RecommendedItem(null, 1, REASON, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new RecommendedItem("a", 1, null, Map.of()));
    }

    @Test
    void contributions_several_keepTheirOrderAndAreCopied() {
        for (int count : new int[] {0, 1, 9}) {
            Map<String, Double> parts = new LinkedHashMap<>();
            for (int i = count; i > 0; i--) {
                parts.put("component" + i, (double) i);
            }
            RecommendedItem item = new RecommendedItem("a", -0.0, REASON, parts);
            assertThat(item.contributions()).containsExactlyEntriesOf(parts);
            parts.put("late", Double.NaN);
            assertThat(item.contributions()).hasSize(count);
            assertThatThrownBy(() -> item.contributions().put("x", 1.0))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
