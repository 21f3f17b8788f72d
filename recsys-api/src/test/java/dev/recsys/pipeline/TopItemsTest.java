package dev.recsys.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopItemsTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 13, 64, 65})
    void offer_anyOrder_equalsASort(int limit) {
        Random random = new Random(limit);
        for (int round = 0; round < 50; round++) {
            int count = random.nextInt(40);
            double[] scores = random.ints(count, 0, 6).asDoubleStream().toArray();
            List<Integer> order = IntStream.range(0, count).boxed().collect(Collectors.toList());
            List<Integer> expected = order.stream()
                    .filter(item -> item % 5 != 3)
                    .sorted(Comparator.<Integer>comparingDouble(item -> -scores[item])
                            .thenComparing(item -> item))
                    .limit(limit)
                    .toList();
            Collections.shuffle(order, random);
            TopItems top = new TopItems(limit);
            top.restart(item -> item % 5 == 3);
            order.forEach(item -> top.offer(item, scores[item]));
            assertThat(Arrays.stream(top.items()).boxed()).as("round %d", round).isEqualTo(expected);
            assertThat(top.scores())
                    .containsExactly(
                            expected.stream().mapToDouble(item -> scores[item]).toArray());
        }
    }

    @Test
    void offer_notFinite_isRefusedUnlessBarred() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            TopItems top = new TopItems(2);
            top.restart(item -> item == 9);
            top.offer(9, bad);
            assertThatIllegalStateException()
                    .isThrownBy(() -> top.offer(3, bad))
                    .withMessage("the item at index 3 was scored " + bad);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new TopItems(0));
    }

    @Test
    void restart_usedBefore_isEmpty() {
        TopItems top = new TopItems(1);
        top.offer(4, 2);
        assertThat(top.threshold()).isEqualTo(2);
        top.restart(item -> false);
        assertThat(top.size()).isZero();
        assertThat(top.threshold()).isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
