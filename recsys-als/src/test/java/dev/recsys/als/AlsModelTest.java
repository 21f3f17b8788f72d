package dev.recsys.als;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.Explanation;
import dev.recsys.FallbackLevel;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.internal.resolve.Resolver;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.testkit.SmallBank;
import dev.recsys.testkit.SmallShop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlsModelTest {
    private static Bundle bundle(int factors, EventLog log) {
        return Bundle.of(new AlsTrainer(AlsConfig.forPanel().withFactors(factors)).train(log))
                .remembering(log);
    }

    private static AlsModel modelOf(Bundle bundle) {
        return (AlsModel) bundle.model();
    }

    private static CustomerMemory memoryOf(Bundle bundle) {
        return bundle.memory().orElseThrow();
    }

    private static double[] factors(Bundle bundle, RecommendationRequest request) {
        return modelOf(bundle)
                .userFactors(new Resolver(bundle.vocabulary(), memoryOf(bundle))
                        .resolve(request)
                        .customer());
    }

    private static Map<String, Double> similarUsers(Bundle bundle, RecommendationRequest request, int limit) {
        return modelOf(bundle).similarUsers(memoryOf(bundle), request, limit);
    }

    /** Weights from the least to the greatest a request or a log may have, of items that are alike: no system fails. */
    @Test
    void recommend_anyWeights_givesFiniteScores() {
        for (AlsConfig.Loss loss : List.of(
                AlsConfig.forPanel().loss(),
                AlsConfig.forPanel()
                        .loss()
                        .withAlpha(1e3)
                        .withUnobservedWeight(1e-3)
                        .withRegularization(1e-3),
                AlsConfig.forPanel().loss().withConfidence(AlsConfig.Confidence.ADDED))) {
            for (int items : new int[] {8, 40}) {
                EventLog.Builder events = EventLog.builder();
                for (int user = 0; user < 20; user++) {
                    for (int item = user % 2; item < items; item += 2) {
                        events.add("u" + user, "i" + item, 1, Instant.EPOCH);
                    }
                }
                events.add("rich", "i0", 1e9, Instant.EPOCH).add("rich", "i2", 1e-30, Instant.EPOCH);
                EventLog log = events.build();
                Bundle bundle = Bundle.of(new AlsTrainer(AlsConfig.forEvents()
                                        .withFactors(4)
                                        .withLoss(loss)
                                        .withWeighting(AlsConfig.forPanel().weighting()))
                                .train(log))
                        .remembering(log);
                List<RecommendationRequest> requests = new ArrayList<>();
                requests.add(RecommendationRequest.forUser("rich").build());
                for (double weight : new double[] {Double.MIN_VALUE, 1e-12, 1e6, 1e9, 1e12}) {
                    requests.add(RecommendationRequest.anonymous()
                            .holdings(Map.of("i0", weight, "i2", weight, "i4", 1.0))
                            .build());
                    requests.add(RecommendationRequest.anonymous()
                            .holdings(Map.of("i0", weight))
                            .build());
                }
                for (RecommendationRequest request : requests) {
                    Recommendations answer = bundle.recommend(request);
                    assertThat(answer.items())
                            .isNotEmpty()
                            .allSatisfy(item -> assertThat(item.score()).isFinite());
                    assertThat(bundle.explain(request, answer.itemIds().get(0)).score())
                            .isFinite();
                }
            }
        }
    }

    /** Even users touch even items, odd users odd ones; each user lacks one item of its colour. */
    private static EventLog checkerboard() {
        EventLog.Builder events = EventLog.builder();
        for (int user = 0; user < 40; user++) {
            for (int item = user % 2; item < 20; item += 2) {
                if (item / 2 != user / 2 % 10) {
                    events.add("u" + user, "i" + item, 1, Instant.EPOCH);
                }
            }
        }
        return events.build();
    }

    @Test
    void recommend_checkerboard_findsTheMissingSquare() {
        Bundle bundle = bundle(3, checkerboard());
        for (int user = 0; user < 40; user++) {
            Recommendations answer = bundle.recommend(
                    RecommendationRequest.forUser("u" + user).limit(1).build());
            int missing = 2 * (user / 2 % 10) + user % 2;
            assertThat(answer.itemIds()).containsExactly("i" + missing);
            assertThat(answer.items().get(0).score()).isGreaterThan(0.5);
        }
    }

    @Test
    void recommend_strangerWithHoldings_getsTheAnswerOfAUserWithTheSame() {
        Bundle bundle = bundle(3, checkerboard());
        List<String> held = List.of("i2", "i4", "i6", "i8", "i10", "i12", "i14", "i16", "i18");
        Recommendations known =
                bundle.recommend(RecommendationRequest.forUser("u0").build());
        Recommendations stranger = bundle.recommend(
                RecommendationRequest.anonymous().holdings(held).build());
        assertThat(known.level()).isEqualTo(FallbackLevel.KNOWN_USER);
        assertThat(stranger.level()).isEqualTo(FallbackLevel.HOLDINGS);
        assertThat(stranger.items()).isEqualTo(known.items());
        assertThat(bundle.model()
                        .recommend(
                                RecommendationRequest.anonymous().holdings(held).build()))
                .isEqualTo(stranger);
        Reason reason = stranger.items().get(0).reason();
        assertThat(reason.code()).isEqualTo(Reason.GOES_WITH);
        assertThat(held).contains(reason.arguments().get("item"));
    }

    @Test
    void train_objective_neverRises() {
        List<Double> objectives = new ArrayList<>();
        AlsConfig config = AlsConfig.forPanel()
                .withFactors(4)
                .withIterations(12)
                .withLoss(AlsConfig.forPanel().loss().withAlpha(3).withUnobservedWeight(0.2));
        new AlsTrainer(config).train(checkerboard(), progress -> objectives.add(progress.objective()));
        assertThat(objectives).hasSize(12);
        for (int sweep = 1; sweep < objectives.size(); sweep++) {
            assertThat(objectives.get(sweep)).isLessThanOrEqualTo(objectives.get(sweep - 1) * (1 + 1e-12));
        }
    }

    @Test
    void train_tolerance_endsWhenASweepHardlyHelps() {
        List<Double> all = new ArrayList<>();
        AlsConfig config = AlsConfig.forPanel()
                .withFactors(3)
                .withIterations(30)
                .withLoss(AlsConfig.forPanel().loss().withUnobservedWeight(0.2));
        new AlsTrainer(config).train(checkerboard(), progress -> all.add(progress.objective()));
        assertThat(all).hasSize(30);
        List<Double> some = new ArrayList<>();
        AlsModel model = new AlsTrainer(config.withTolerance(1e-3))
                .train(checkerboard(), progress -> some.add(progress.objective()));
        int last = some.size() - 1;
        assertThat(some).hasSizeBetween(2, 29).isEqualTo(all.subList(0, some.size()));
        assertThat(some.get(last - 1) - some.get(last)).isLessThan(1e-3 * some.get(last - 1));
        for (int sweep = 1; sweep < last; sweep++) {
            assertThat(some.get(sweep - 1) - some.get(sweep)).isGreaterThanOrEqualTo(1e-3 * some.get(sweep - 1));
        }
        assertThat(model.info().notes()).containsEntry("sweeps", Integer.toString(some.size()));
    }

    @Test
    void explain_shares_sumToTheScore() {
        // 20 items are solved in item space and doubles, 60 in floats.
        for (int items : new int[] {20, 60}) {
            EventLog.Builder events = EventLog.builder();
            for (int user = 0; user < 80; user++) {
                for (int item = user % 3; item < items; item += 1 + (user * 7 + item) % 5) {
                    events.add("u" + user, "i" + item, 1 + item % 3, Instant.EPOCH);
                }
            }
            EventLog log = events.build();
            AlsModel model = new AlsTrainer(AlsConfig.forPanel()
                            .withFactors(5)
                            .withLoss(AlsConfig.forPanel().loss().withAlpha(0.8)))
                    .train(log);
            Bundle bundle = Bundle.of(model).remembering(log);
            for (int user = 0; user < 10; user++) {
                RecommendationRequest request =
                        RecommendationRequest.forUser("u" + user).limit(3).build();
                Set<Reason> holdings = heldBy(log, "u" + user);
                bundle.recommend(request).items().forEach(item -> {
                    Explanation told = bundle.explain(request, item.itemId());
                    assertThat(told.unit()).isEqualTo(Explanation.Unit.SCORE);
                    assertThat(told.base()).isZero();
                    double sum = told.contributions().stream()
                            .mapToDouble(Explanation.Contribution::value)
                            .sum();
                    assertThat(sum).isCloseTo(item.score(), within(items == 20 ? 1e-9 : 1e-5));
                    assertThat(told.rawScore()).isCloseTo(told.score(), within(items == 20 ? 1e-9 : 1e-5));
                    assertThat(told.contributions().stream().map(Explanation.Contribution::about))
                            .containsExactlyInAnyOrderElementsOf(holdings);
                    assertThat(told.forCustomer()).isEqualTo(told);
                });
            }
            assertThat(bundle.explain(RecommendationRequest.anonymous().build(), "i1")
                            .contributions())
                    .isEmpty();
            assertThatThrownBy(() ->
                            bundle.explain(RecommendationRequest.anonymous().build(), "yacht"))
                    .hasMessage("itemId must be an item the model knows, but was \"yacht\"");
        }
    }

    /** What a user has, as explanations name it. */
    private static Set<Reason> heldBy(EventLog log, String userId) {
        Set<Reason> held = new HashSet<>();
        for (int event = 0; event < log.size(); event++) {
            if (log.users().id(log.user(event)).equals(userId)) {
                held.add(Reason.of(Reason.HOLDS, "item", log.items().id(log.item(event))));
            }
        }
        return held;
    }

    @Test
    void explain_fitBelowTheFloor_isAllBase() {
        Panel panel = SmallBank.panel(300);
        AlsConfig config = AlsConfig.forPanel();
        AlsModel model = new AlsTrainer(config.withScores(config.scores().withFloor(1))).train(panel);
        RecommendationRequest request =
                RecommendationRequest.anonymous().holdings(List.of("account")).build();
        model.recommend(request).items().forEach(item -> {
            Explanation told = model.explain(request, item.itemId());
            assertThat(told.contributions()).isEmpty();
            assertThat(told.base()).isEqualTo(told.score()).isEqualTo(item.score());
        });
    }

    @Test
    void similarItems_checkerboard_areOfTheSameColour() {
        AlsModel model = modelOf(bundle(3, checkerboard()));
        Map<String, Double> similar = model.similarItems("i4", 9);
        assertThat(similar.keySet())
                .allMatch(id -> Integer.parseInt(id.substring(1)) % 2 == 0)
                .doesNotContain("i4");
        assertThat(similar.values()).allMatch(cosine -> cosine > 0.9 && cosine <= 1 + 1e-9);
        assertThatThrownBy(() -> model.similarItems("i4", 0)).hasMessage("limit must be at least 1, but was 0");
    }

    @Test
    void similarUsers_checkerboard_areOfTheSameColour() {
        Bundle bundle = bundle(3, checkerboard());
        Map<String, Double> similar =
                similarUsers(bundle, RecommendationRequest.forUser("u4").build(), 19);
        assertThat(similar).hasSize(19);
        assertThat(similar.keySet())
                .allMatch(id -> Integer.parseInt(id.substring(1)) % 2 == 0)
                .doesNotContain("u4");
        assertThat(new ArrayList<>(similar.values())).isSortedAccordingTo(Comparator.reverseOrder());
        // u24 lacks the same item, so its factors are the same.
        assertThat(similar.entrySet().iterator().next().getKey()).isEqualTo("u24");
        assertThat(similar.get("u24")).isCloseTo(1, within(1e-9));
        Map<String, Double> byHoldings = similarUsers(
                bundle,
                RecommendationRequest.anonymous()
                        .holdings(List.of("i1", "i3", "i5"))
                        .build(),
                5);
        assertThat(byHoldings.keySet()).hasSize(5).allMatch(id -> Integer.parseInt(id.substring(1)) % 2 == 1);
        assertThat(similarUsers(
                        bundle, RecommendationRequest.forUser("stranger").build(), 5))
                .isEmpty();
        assertThatThrownBy(() ->
                        similarUsers(bundle, RecommendationRequest.forUser("u4").build(), 0))
                .hasMessage("limit must be at least 1, but was 0");
    }

    @Test
    void similarUsers_largeCatalogue_isTheCosineOfTheFactors() {
        EventLog.Builder events = EventLog.builder();
        for (int user = 0; user < 60; user++) {
            for (int item = user % 3; item < 70; item += 1 + (user * 7 + item) % 5) {
                events.add("u" + user, "i" + item, 1 + item % 3, Instant.EPOCH);
            }
        }
        Bundle bundle = bundle(5, events.build());
        double[] own = factors(bundle, RecommendationRequest.forUser("u7").build());
        Map<String, Double> similar =
                similarUsers(bundle, RecommendationRequest.forUser("u7").build(), 100);
        assertThat(similar).hasSize(59);
        similar.forEach((user, cosine) -> {
            double[] theirs =
                    factors(bundle, RecommendationRequest.forUser(user).build());
            double product = 0;
            double square = 0;
            double ownSquare = 0;
            for (int f = 0; f < own.length; f++) {
                product += own[f] * theirs[f];
                square += theirs[f] * theirs[f];
                ownSquare += own[f] * own[f];
            }
            assertThat(cosine).isCloseTo(product / Math.sqrt(square * ownSquare), within(1e-9));
        });
    }

    @Test
    void userFactors_noHoldings_areZero() {
        Bundle bundle = bundle(3, checkerboard());
        assertThat(factors(bundle, RecommendationRequest.anonymous().build())).containsExactly(0, 0, 0);
        assertThat(modelOf(bundle).factorCount()).isEqualTo(3);
    }

    @Test
    void save_modelWithoutMemory_holdsNoCustomerId(@TempDir Path folder) throws Exception {
        Panel panel = SmallBank.panel(150);
        EventLog log = SmallShop.log(90);
        for (Dataset data : List.of(panel, log)) {
            AlsModel model = new AlsTrainer(AlsConfig.defaults()).train(data);
            Path alone = folder.resolve("alone.recsys");
            Path whole = folder.resolve("whole.recsys");
            Bundle.of(model).save(alone);
            Bundle.of(model).remembering(data).save(whole);
            String without = Files.readString(alone, ISO_8859_1);
            String with = Files.readString(whole, ISO_8859_1);
            for (String id : data.users().ids()) {
                assertThat(without.contains(id)).as("%s in the model", id).isFalse();
                assertThat(with.contains(id)).as("%s in the bundle", id).isTrue();
            }
            assertThat(Bundle.load(alone).memory()).isEmpty();
        }
    }

    @Test
    void train_noInteractions_isRefused() {
        assertThatThrownBy(() -> new AlsTrainer(AlsConfig.defaults())
                        .train(EventLog.builder().build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("data must have at least one interaction for als to learn from");
    }
}
