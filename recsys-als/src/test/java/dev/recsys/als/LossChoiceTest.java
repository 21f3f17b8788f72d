package dev.recsys.als;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.RecommendationRequest;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.EventLog;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityTrainer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LossChoiceTest {
    private static final int USERS = 3_000;
    private static final int ITEMS = 1_500;
    private static final int GROUPS = 12;
    private static final int K = 10;

    /** Two hundred users with one of two thousand items each, in halves of equal weights. */
    private static EventLog.Builder singles(double weight) {
        EventLog.Builder log = EventLog.builder();
        for (int user = 0; user < 200; user++) {
            log.add("u" + user, "i" + 2 * user, weight, Instant.EPOCH);
            log.add("u" + user, "i" + (2 * user + 1), 3 * weight, Instant.EPOCH);
        }
        return log;
    }

    private static Map<String, String> notes(AlsConfig config, EventLog log) {
        return new AlsTrainer(config.withFactors(2).withIterations(1))
                .train(log)
                .info()
                .notes();
    }

    @Test
    void train_openLoss_isChosenByTheShapeOfTheLog() {
        // 200 × 400, two items a user, one user an item, a mean weight of 4: f = 1/200, α₀ = 4 · 10/200, λ = 0.05 ·
        // (1/√2 + 1)
        assertThat(notes(AlsConfig.defaults(), singles(2).build()))
                .containsEntry("unobservedWeight", "0.2")
                .containsEntry("regularization", "0.0854");
    }

    @Test
    void train_fullLog_weighsAnUnobservedCellAsAnObservedOne() {
        EventLog.Builder log = EventLog.builder();
        for (int user = 0; user < 9; user++) {
            for (int item = 0; item < 2; item++) {
                log.add("u" + user, "i" + (user + item) % 3, 1.5, Instant.EPOCH);
            }
        }
        AlsConfig twice =
                AlsConfig.defaults().withLoss(AlsConfig.defaults().loss().withAlpha(2));

        assertThat(notes(AlsConfig.defaults(), log.build())).containsEntry("unobservedWeight", "1.5");
        assertThat(notes(twice, log.build())).containsEntry("unobservedWeight", "3.0");
    }

    @Test
    void train_givenLoss_isKept() {
        AlsConfig given = AlsConfig.defaults()
                .withLoss(AlsConfig.defaults().loss().withUnobservedWeight(0.7).withRegularization(0.3));

        assertThat(notes(given, singles(1).build()))
                .containsEntry("unobservedWeight", "0.7")
                .containsEntry("regularization", "0.3");
    }

    @Test
    void update_openLoss_staysThatOfTheModel() {
        EventLog before = singles(1).build();
        AlsTrainer trainer = new AlsTrainer(AlsConfig.defaults().withFactors(2).withIterations(2));
        AlsModel model = trainer.train(before);
        EventLog news = EventLog.builder()
                .add("u1", "i9", 5, Instant.EPOCH.plus(Duration.ofDays(1)))
                .build();

        Bundle updated = trainer.update(Bundle.of(model).remembering(before), news, List.of());

        assertThat(updated.info().notes())
                .containsEntry("unobservedWeight", model.info().notes().get("unobservedWeight"));
    }

    /** What is hidden is of the groups a user likes: a tenth of a percent of the cells is known. */
    @Test
    void defaults_onASparseLog_findSeveralTimesWhatPopularityFinds() {
        SplittableRandom random = new SplittableRandom(3);
        EventLog.Builder events = EventLog.builder();
        Map<String, Set<String>> hidden = new HashMap<>();
        for (int user = 0; user < USERS; user++) {
            int group = random.nextInt(GROUPS);
            Set<String> mine = new HashSet<>();
            while (mine.size() < 9) {
                int item = (int) (ITEMS * Math.pow(random.nextDouble(), 2));
                if (item % GROUPS == group || random.nextInt(20) == 0) {
                    mine.add("i" + item);
                }
            }
            List<String> sorted = mine.stream().sorted().toList();
            hidden.put("u" + user, Set.copyOf(sorted.subList(0, 2)));
            for (String item : sorted.subList(2, 9)) {
                events.add("u" + user, item, 1, Instant.EPOCH);
            }
        }
        EventLog log = events.build();
        AlsConfig before = AlsConfig.defaults()
                .withFactors(64)
                .withLoss(AlsConfig.defaults().loss().withUnobservedWeight(10).withRegularization(0.03));

        int popular = hits(new PopularityTrainer().train(log), log, hidden);
        int als = hits(new AlsTrainer().train(log), log, hidden);

        assertThat(als).isGreaterThan(3 * popular / 2);
        assertThat(hits(new AlsTrainer(before).train(log), log, hidden)).isLessThan(als);
    }

    private static int hits(ScoringModel model, EventLog log, Map<String, Set<String>> hidden) {
        Bundle bundle = Bundle.of(model).remembering(log);
        int hits = 0;
        for (Map.Entry<String, Set<String>> user : hidden.entrySet()) {
            RecommendationRequest request =
                    RecommendationRequest.forUser(user.getKey()).limit(K).build();
            hits += (int) bundle.recommend(request).itemIds().stream()
                    .filter(user.getValue()::contains)
                    .count();
        }
        return hits;
    }
}
