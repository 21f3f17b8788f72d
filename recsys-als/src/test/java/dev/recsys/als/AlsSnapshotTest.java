package dev.recsys.als;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.RecommendationRequest;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A bank with one snapshot and no history: what was hidden of each customer's holdings is to be found. */
class AlsSnapshotTest {
    private static final int CUSTOMERS = 3_000;
    private static final int PRODUCTS = 20;
    private static final int KINDS = 4;

    private final Map<String, Integer> hidden = new LinkedHashMap<>();
    private final Map<String, List<Integer>> left = new LinkedHashMap<>();
    private final Panel panel = panel();

    private Panel panel() {
        SplittableRandom random = new SplittableRandom(4);
        List<String> items =
                IntStream.range(0, PRODUCTS).mapToObj(item -> "p" + item).toList();
        PanelBuilder builder = Panel.builder(items, FeatureSchema.builder().build());
        for (int customer = 0; customer < CUSTOMERS; customer++) {
            int kind = random.nextInt(KINDS);
            List<Integer> held = new ArrayList<>();
            for (int item = 0; item < PRODUCTS; item++) {
                double share = item == 0 ? 0.8 : (item % KINDS == kind ? 0.5 : 0.1) * 4 / (4 + item);
                if (random.nextDouble() < share) {
                    held.add(item);
                }
            }
            String id = "c" + customer;
            if (held.size() > 1) {
                hidden.put(id, held.remove(random.nextInt(held.size())));
            }
            builder.row(LocalDate.of(2024, 1, 31), id);
            held.forEach(builder::holds);
            left.put(id, held);
        }
        return builder.build();
    }

    /** The mean of 1 ÷ the place of what was hidden. */
    private double precision(BiFunction<String, List<Integer>, List<Integer>> ranking) {
        double sum = 0;
        for (Map.Entry<String, Integer> one : hidden.entrySet()) {
            int place = ranking.apply(one.getKey(), left.get(one.getKey())).indexOf(one.getValue());
            sum += place < 0 ? 0 : 1.0 / (place + 1);
        }
        return sum / hidden.size();
    }

    private double precision(AlsConfig config) {
        Bundle bundle = Bundle.of(new AlsTrainer(config).train(panel)).remembering(panel);
        return precision((id, held) ->
                bundle
                        .recommend(RecommendationRequest.forUser(id)
                                .limit(PRODUCTS)
                                .build())
                        .itemIds()
                        .stream()
                        .map(item -> Integer.valueOf(item.substring(1)))
                        .toList());
    }

    private double cosinePrecision() {
        double[][] together = new double[PRODUCTS][PRODUCTS];
        left.values().forEach(held -> held.forEach(a -> held.forEach(b -> together[a][b]++)));
        return precision((id, held) -> {
            double[] scores = new double[PRODUCTS];
            for (int item = 0; item < PRODUCTS; item++) {
                for (int other : held) {
                    scores[item] += together[item][other] / Math.sqrt(together[item][item] * together[other][other]);
                }
            }
            return IntStream.range(0, PRODUCTS)
                    .boxed()
                    .filter(item -> !held.contains(item))
                    .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                    .toList();
        });
    }

    private double popularityPrecision() {
        int[] owners = new int[PRODUCTS];
        left.values().forEach(held -> held.forEach(item -> owners[item]++));
        return precision((id, held) -> IntStream.range(0, PRODUCTS)
                .boxed()
                .filter(item -> !held.contains(item))
                .sorted((a, b) -> Integer.compare(owners[b], owners[a]))
                .toList());
    }

    @Test
    void defaults_onOneSnapshot_findMoreThanCosineAndPopularity() {
        assertThat(precision(AlsConfig.defaults()))
                .isGreaterThan(cosinePrecision() + 0.02)
                .isGreaterThan(popularityPrecision());
    }

    @Test
    void train_oneSnapshot_takesAFactorForEachProduct() {
        AlsModel model = new AlsTrainer(AlsConfig.defaults()).train(panel);

        assertThat(model.info().notes()).containsEntry("factors", Integer.toString(PRODUCTS));
    }
}
