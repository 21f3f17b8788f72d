package dev.recsys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.Recommendations.Freshness;
import dev.recsys.Recommendations.SkippedComponent;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecommendationsTest {
    private static RecommendedItem item(String id) {
        return new RecommendedItem(id, 1, Reason.of(Reason.POPULAR), Map.of());
    }

    private static Recommendations of(List<RecommendedItem> items, String model, String generation) {
        return new Recommendations(
                "1", items, model, generation, FallbackLevel.FEATURES, Freshness.of(null, 0), List.of(), List.of());
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
                .isThrownBy(() -> new Recommendations(
                        null, List.of(), "als", "hash", null, Freshness.of(null, 0), List.of(), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new SkippedComponent("", "failed"));
        assertThatIllegalArgumentException().isThrownBy(() -> new SkippedComponent("als", null));
        assertThatThrownBy(() -> of(Arrays.asList(item("a"), null), "als", "hash"))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void json_fullAnswer_comesBackEqual() {
        RecommendedItem item = new RecommendedItem(
                "a", 0.1 + 0.2, Reason.of(Reason.HOLDS, "item", "b"), Map.of("als", 0.25, "mlc", 0.05 + 1e-17));
        Recommendations answer = new Recommendations(
                null,
                List.of(item, item("b")),
                "hybrid",
                "hash",
                FallbackLevel.HOLDINGS,
                Freshness.of(LocalDate.of(2020, 2, 29), 4),
                List.of(new SkippedComponent("segments", "failed")),
                List.of(new Ignored(Ignored.Part.HOLDING, "yacht")));
        assertThat(Recommendations.fromJson(answer.toJson())).isEqualTo(answer);
        assertThat(answer.freshness().isStale()).isTrue();
        Recommendations named = of(List.of(), "als", "hash");
        assertThat(Recommendations.fromJson(named.toJson())).isEqualTo(named);
        assertThat(named).hasToString("Recommendations[1, 0 items by als, level FEATURES]");
    }

    @Test
    void freshness_threePeriods_isNotStaleButFourAre() {
        assertThat(Freshness.of(LocalDate.EPOCH, 3).isStale()).isFalse();
        assertThat(Freshness.of(LocalDate.EPOCH, 4).isStale()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> Freshness.of(null, -1));
    }
}
