package dev.recsys.als.internal.solve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.data.InteractionMatrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class DistinctRowsTest {
    @Test
    void of_randomRows_countsEqualOnes() {
        SplittableRandom random = new SplittableRandom(8);
        InteractionMatrix.Builder builder = InteractionMatrix.builder(3000, 6);
        Map<Map<Integer, Double>, Integer> expected = new HashMap<>();
        for (int user = 0; user < 3000; user++) {
            Map<Integer, Double> row = new HashMap<>();
            for (int item = 0; item < 6; item++) {
                if (random.nextInt(3) == 0) {
                    row.put(item, random.nextBoolean() ? 1.0 : 0.5);
                }
            }
            row.forEach(addTo(builder, user));
            if (!row.isEmpty()) {
                expected.merge(row, 1, Integer::sum);
            }
        }
        DistinctRows kinds = DistinctRows.of(builder.build());
        assertThat(kinds.kindCount()).isEqualTo(expected.size());
        List<Integer> sizes = new ArrayList<>();
        for (int kind = 0; kind < kinds.kindCount(); kind++) {
            Map<Integer, Double> content = new HashMap<>();
            for (int cell = kinds.matrix().rowStart(kind); cell < kinds.matrix().rowStart(kind + 1); cell++) {
                content.put(
                        kinds.matrix().columnAt(cell), (double) kinds.matrix().weightAt(cell));
            }
            assertThat(kinds.count(kind)).isEqualTo(expected.get(content));
            sizes.add(content.size());
            assertThat(kind).isBetween(kinds.sizeStart(content.size()), kinds.sizeStart(content.size() + 1) - 1);
        }
        assertThat(sizes).isSorted();
    }

    private static BiConsumer<Integer, Double> addTo(InteractionMatrix.Builder builder, int user) {
        return (item, weight) -> builder.add(user, item, weight);
    }
}
