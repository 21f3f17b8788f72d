package dev.recsys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.Recommendations.SkippedComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecommendationsTest {
    private static RecommendedItem item(String id) {
        return new RecommendedItem(id, 1, "", Map.of());
    }

    private static Recommendations of(List<RecommendedItem> items, String model, String generation) {
        return new Recommendations(items, model, generation, FallbackLevel.FEATURES, List.of());
    }

    @Test
    void itemIds_someItems_areBestFirst() {
        assertThat(of(List.of(item("b"), item("a")), "als", "").itemIds()).containsExactly("b", "a");
    }

    @Test
    void lists_laterChanged_areNotSeenAndNotChangeable() {
        List<RecommendedItem> items = new ArrayList<>(List.of(item("a")));
        Recommendations answer = of(items, "als", "hash");
        items.clear();
        assertThat(answer.itemIds()).containsExactly("a");
        assertThatThrownBy(() -> answer.items().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void constructor_nullOrBlank_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(List.of(), " ", "hash"));
        assertThatIllegalArgumentException().isThrownBy(() -> of(List.of(), null, "hash"));
        assertThatIllegalArgumentException().isThrownBy(() -> of(List.of(), "als", null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Recommendations(List.of(), "als", "hash", null, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new SkippedComponent("", "failed"));
        assertThatIllegalArgumentException().isThrownBy(() -> new SkippedComponent("als", null));
        assertThatThrownBy(() -> of(Arrays.asList(item("a"), null), "als", "hash"))
                .isInstanceOf(RuntimeException.class);
    }
}
