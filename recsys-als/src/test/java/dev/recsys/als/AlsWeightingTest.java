package dev.recsys.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.FallbackLevel;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.als.AlsConfig.Confidence;
import dev.recsys.als.AlsConfig.Solver;
import dev.recsys.als.AlsConfig.Weighting.Kind;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.EventLog;
import dev.recsys.data.InteractionMatrix;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models trained on weighted data. */
class AlsWeightingTest {
    private static EventLog events(int items) {
        SplittableRandom random = new SplittableRandom(7);
        EventLog.Builder log = EventLog.builder();
        for (int user = 0; user < 120; user++) {
            for (int i = 0; i < 1 + user % 9; i++) {
                int item = (user * 5 + random.nextInt(items / 4)) % items;
                log.add("u" + user, "i" + item, 1 + random.nextInt(4), Instant.EPOCH.plus(Duration.ofDays(i)));
            }
        }
        return log.build();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void recommend_holdingsOfAKnownUser_areWeightedAsInTraining(Kind kind) throws Exception {
        EventLog log = events(60);
        AlsConfig config = AlsConfig.forEvents()
                .withFactors(6)
                .withWeighting(AlsConfig.forEvents().weighting().withKind(kind).withHalfLifeDays(3));
        AlsModel model = new AlsTrainer(config).train(log);
        Bundle bundle = Bundle.of(model).remembering(log);
        InteractionMatrix decayed = log.decayed(log.time(log.size() - 1), 3).interactions();
        AlsModel read = (AlsModel) new AlsCodec().read(model.info(), new AlsCodec().write(model));
        for (String user : List.of("u3", "u50", "u107")) {
            int row = log.users().indexOf(user);
            Map<String, Double> holdings = new HashMap<>();
            for (int item : decayed.columnsOf(row)) {
                holdings.put(log.items().id(item), (double) decayed.weight(row, item));
            }
            RecommendationRequest given =
                    RecommendationRequest.anonymous().holdings(holdings).build();
            Recommendations known =
                    bundle.recommend(RecommendationRequest.forUser(user).build());
            assertThat(known.level()).isEqualTo(FallbackLevel.KNOWN_USER);
            assertThat(model.recommend(given).items()).isEqualTo(known.items());
            assertThat(read.recommend(given).items()).isEqualTo(known.items());
        }
    }

    @Test
    void train_anyWeightingAndConfidence_tunedAgreesWithTheReference() {
        for (int items : new int[] {24, 60}) {
            EventLog log = events(items);
            for (Kind kind : Kind.values()) {
                for (Confidence confidence : Confidence.values()) {
                    AlsConfig config = AlsConfig.forEvents()
                            .withFactors(4)
                            .withIterations(2)
                            .withLoss(AlsConfig.forEvents()
                                    .loss()
                                    .withAlpha(0.7)
                                    .withUnobservedWeight(0.3)
                                    .withConfidence(confidence))
                            .withWeighting(AlsConfig.forEvents().weighting().withKind(kind));
                    AlsModel tuned = new AlsTrainer(config).train(log);
                    AlsModel plain = new AlsTrainer(config.withSolver(Solver.REFERENCE)).train(log);
                    double expected = Double.parseDouble(plain.info().notes().get("objective"));
                    assertThat(Double.parseDouble(tuned.info().notes().get("objective")))
                            .as("%d items, %s, %s", items, kind, confidence)
                            .isCloseTo(expected, within(1e-4 * expected));
                }
            }
        }
    }
}
