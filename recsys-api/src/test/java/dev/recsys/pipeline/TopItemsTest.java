package dev.recsys.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopItemsTest {
    @Test
    void offer_anyOrder_keepsTheBestWithTiesByIndex() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 300; round++) {
            int count = random.nextInt(40);
            double[] scores = random.doubles(count, -3, 3)
                    .map(score -> Math.rint(score) + 0.0)
                    .toArray();
            int limit = 1 + random.nextInt(12);
            int denied = random.nextInt(40);
            List<Integer> expected = IntStream.range(0, count)
                    .filter(item -> item != denied)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer item) -> -scores[item])
                            .thenComparingInt(item -> item))
                    .limit(limit)
                    .toList();
            TopItems top = new TopItems(limit);
            top.offer(99, 99);
            top.restart(item -> item == denied);
            int step = new int[] {1, 2, 5, 17}[random.nextInt(4)]; // without a factor of 1001
            for (int i = 0, item = 0; i < 1001; i++, item = (item + step) % 1001) {
                if (item < count) {
                    top.offer(item, scores[item]);
                }
            }
            assertThat(top.items())
                    .as("round %d", round)
                    .isEqualTo(expected.stream().mapToInt(i -> i).toArray());
            assertThat(top.scores())
                    .isEqualTo(expected.stream().mapToDouble(i -> scores[i]).toArray());
        }
    }

    @Test
    void offer_scoreThatIsNotFinite_isRefusedUnlessBarredOrTooLow() {
        TopItems top = new TopItems(1);
        assertThatThrownBy(() -> top.offer(4, Double.NaN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the item at index 4 was scored NaN");
        top.restart(item -> item == 4);
        top.offer(4, Double.POSITIVE_INFINITY);
        top.offer(5, 1);
        top.offer(6, Double.NEGATIVE_INFINITY);
        assertThat(top.items()).containsExactly(5);
        assertThatThrownBy(() -> top.offer(7, Double.POSITIVE_INFINITY)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void item_placeNotTaken_isRefused() {
        TopItems top = new TopItems(3);
        top.offer(5, 0.5);
        assertThat(top.item(0)).isEqualTo(5);
        assertThat(top.score(0)).isEqualTo(0.5);
        for (int place : new int[] {-1, 1, 3}) {
            assertThatIllegalArgumentException().isThrownBy(() -> top.item(place));
            assertThatIllegalArgumentException().isThrownBy(() -> top.score(place));
        }
    }

    @Test
    void threshold_untilAllPlacesAreTaken_letsEverythingPass() {
        TopItems top = new TopItems(2);
        assertThat(top.limit()).isEqualTo(2);
        top.offer(5, 0.5);
        assertThat(top.threshold()).isEqualTo(Double.NEGATIVE_INFINITY);
        top.offer(6, 0.25);
        assertThat(top.threshold()).isEqualTo(0.25);
    }
}
