package dev.recsys.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.data.IdIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankingTest {
    private static IdIndex items(int count) {
        return IdIndex.of(IntStream.range(0, count).mapToObj(i -> "i" + i).toList());
    }

    private static int[] top(RecommendationRequest.Builder request, int limit, int[] owned, double... scores) {
        return Ranking.top(request.limit(limit).build(), items(scores.length), owned, scores);
    }

    private static RecommendationRequest.Builder anyone() {
        return RecommendationRequest.anonymous();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void top_randomScoresWithTies_equalsASort(long seed) {
        Random random = new Random(seed);
        int count = 1 + random.nextInt(40);
        double[] scores = random.doubles(count)
                .map(score -> Math.floor(score * 6) - 3)
                .map(score -> score == 0 && random.nextBoolean() ? -0.0 : score)
                .toArray();
        int[] owned =
                IntStream.range(0, count).filter(i -> random.nextInt(4) == 0).toArray();
        List<String> allowed = new ArrayList<>();
        IntStream.range(0, count).filter(i -> random.nextInt(5) > 0).forEach(i -> allowed.add("i" + i));
        List<String> denied = List.of("i" + random.nextInt(count), "unknown");
        for (boolean ownedIncluded : new boolean[] {false, true}) {
            RecommendationRequest.Builder request = anyone().allow(allowed).deny(denied);
            if (ownedIncluded) {
                request.includeOwned();
            }
            int[] sorted = IntStream.range(0, count)
                    .filter(i -> ownedIncluded || IntStream.of(owned).noneMatch(o -> o == i))
                    .filter(i -> allowed.contains("i" + i) && !denied.contains("i" + i))
                    .boxed()
                    .sorted(Comparator.<Integer>comparingDouble(i -> -scores[i] + 0.0)
                            .thenComparingInt(i -> i))
                    .mapToInt(i -> i)
                    .toArray();
            for (int limit = 1; limit <= count + 5; limit++) {
                assertThat(top(request, limit, owned, scores))
                        .as("limit %d of %d", limit, count)
                        .isEqualTo(IntStream.of(sorted).limit(limit).toArray());
            }
        }
    }

    @Test
    void top_allEqual_keepsTheOrderOfTheCatalogue() {
        assertThat(top(anyone(), 3, new int[0], 0.0, -0.0, 0.0, -0.0)).containsExactly(0, 1, 2);
    }

    @Test
    void top_nothingLeft_isEmpty() {
        assertThat(top(anyone(), 5, new int[] {0, 1}, 1, 2)).isEmpty();
        assertThat(top(anyone(), Integer.MAX_VALUE, new int[0])).isEmpty();
        assertThat(top(anyone().allow(List.of()), 5, new int[0], 1, 2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void top_nonFiniteScore_isAnIllegalState(double bad) {
        assertThatIllegalStateException()
                .isThrownBy(() -> top(anyone(), 1, new int[0], 5, bad, 3))
                .withMessage("item i1 was scored " + bad);
        assertThatIllegalStateException().isThrownBy(() -> top(anyone(), 5, new int[0], 5, 3, bad));
        assertThat(top(anyone(), 5, new int[] {1}, 5, bad, 3)).containsExactly(0, 2);
    }

    @Test
    void answer_someItems_tellsModelGenerationLevelAndReason() {
        ModelInfo info = new ModelInfo("als", "hash", "{}", "", null, 1, 3, "1", "17", Instant.EPOCH, 0, Map.of());
        Recommendations answer = Ranking.answer(
                anyone().limit(2).build(),
                info,
                items(3),
                new int[] {1},
                new double[] {0.25, 9, 0.5},
                FallbackLevel.HOLDINGS,
                item -> "reason " + item);
        assertThat(answer.itemIds()).containsExactly("i2", "i0");
        assertThat(answer.items().get(0).score()).isEqualTo(0.5);
        assertThat(answer.items().get(0).reason()).isEqualTo("reason 2");
        assertThat(answer.items().get(0).contributions()).containsExactly(Map.entry("als", 0.5));
        assertThat(answer.model()).isEqualTo("als");
        assertThat(answer.generation()).isEqualTo("hash");
        assertThat(answer.level()).isEqualTo(FallbackLevel.HOLDINGS);
        assertThat(answer.skipped()).isEmpty();
    }
}
