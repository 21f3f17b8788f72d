package dev.recsys.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.FallbackLevel;
import dev.recsys.HoldingHistory;
import dev.recsys.PanelRequests;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.ScoreMeaning;
import dev.recsys.Trainer;
import dev.recsys.TrainingCancelledException;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.UserFeatures;
import dev.recsys.data.Panel;
import dev.recsys.model.ModelStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every recommender promises; each implementation extends it with its trainer. */
public abstract class RecommenderContract {
    private static final int CUSTOMERS = 300;
    private static final Panel PANEL = SmallBank.panel(CUSTOMERS);
    private static final Map<Class<?>, Recommender> TRAINED = new HashMap<>();

    /** A trainer with small settings that uses this many threads. */
    protected abstract Trainer trainer(int threads);

    private Recommender model() {
        return TRAINED.computeIfAbsent(getClass(), c -> trainer(1).train(PANEL));
    }

    private static List<RecommendationRequest> requests() {
        PanelRequests source = PanelRequests.at(PANEL, SmallBank.month(3));
        List<RecommendationRequest> requests = new ArrayList<>();
        for (int row = 0; row < source.snapshot().rowCount(); row++) {
            requests.add(source.request(row).build());
        }
        requests.add(RecommendationRequest.forUser("stranger").build());
        requests.add(RecommendationRequest.forUser("stranger")
                .holdings(List.of("account", "payroll"))
                .build());
        requests.add(RecommendationRequest.forUser("stranger")
                .holdings(List.of("account"))
                .history(HoldingHistory.builder()
                        .month(List.of("card", "no such"))
                        .unknownMonth()
                        .month(List.of())
                        .build())
                .build());
        requests.add(RecommendationRequest.anonymous()
                .feature("age", 70)
                .feature("city", "atlantis")
                .build());
        requests.add(RecommendationRequest.forUser("stranger")
                .feature("age", 70)
                .featuresBefore(UserFeatures.of(Map.of("age", 69.0, "shoe size", 7.0), Map.of("city", "atlantis")))
                .build());
        requests.add(
                RecommendationRequest.anonymous().feature("age", Double.NaN).build());
        return requests;
    }

    @Test
    void recommend_anyRequest_keepsScoreOrderLimitAndCatalogue() {
        for (RecommendationRequest request : requests()) {
            Recommendations answer = model().recommend(request);
            assertThat(answer.items()).hasSizeLessThanOrEqualTo(request.limit());
            assertThat(answer.itemIds()).doesNotHaveDuplicates().isSubsetOf(SmallBank.PRODUCTS);
            double last = Double.POSITIVE_INFINITY;
            for (RecommendedItem item : answer.items()) {
                assertThat(item.score()).isFinite().isLessThanOrEqualTo(last);
                if (model().scoreMeaning() == ScoreMeaning.PROBABILITY) {
                    assertThat(item.score()).isBetween(0.0, 1.0);
                }
                assertThat(item.reason()).isNotBlank();
                double sum = item.contributions().values().stream()
                        .mapToDouble(c -> c)
                        .sum();
                assertThat(sum).isCloseTo(item.score(), org.assertj.core.data.Offset.offset(1e-9));
                last = item.score();
            }
            assertThat(answer.generation()).isEqualTo(model().info().modelHash());
        }
    }

    @Test
    void recommend_ownedItems_areLeftOutUnlessIncluded() {
        for (RecommendationRequest request : requests()) {
            Set<String> owned = request.holdings().orElse(Map.of()).keySet();
            assertThat(model().recommend(request).itemIds())
                    .doesNotContainAnyElementsOf(owned.isEmpty() ? Set.of("none") : owned);
        }
        RecommendationRequest everything = RecommendationRequest.forUser("stranger")
                .holdings(List.of("account"))
                .includeOwned()
                .limit(100)
                .build();
        assertThat(model().recommend(everything).itemIds()).containsExactlyInAnyOrderElementsOf(SmallBank.PRODUCTS);
    }

    @Test
    void recommend_rememberedHoldings_areLeftOut() {
        PanelRequests source = PanelRequests.at(PANEL, SmallBank.month(3));
        for (int row = 0; row < source.snapshot().rowCount(); row++) {
            RecommendationRequest full = source.request(row).build();
            String user = full.userId().orElseThrow();
            Recommendations byId =
                    model().recommend(RecommendationRequest.forUser(user).build());
            assertThat(byId.items()).isEqualTo(model().recommend(full).items());
        }
    }

    @Test
    void recommend_allowAndDenyLists_areKept() {
        for (RecommendationRequest request : requests()) {
            RecommendationRequest.Builder again =
                    RecommendationRequest.forUser(request.userId().orElse("x"));
            List<String> allowed = model().recommend(
                            again.allow(List.of("card", "fund", "no such")).build())
                    .itemIds();
            assertThat(allowed).isSubsetOf("card", "fund");
            List<String> both =
                    model().recommend(again.deny(List.of("card")).build()).itemIds();
            assertThat(both).isSubsetOf("fund");
            assertThat(model().recommend(again.allow(List.of()).build()).items())
                    .isEmpty();
        }
    }

    @Test
    void recommend_limit_cutsTheSameRanking() {
        for (RecommendationRequest request : requests()) {
            List<String> all = model().recommend(request.withLimit(1000)).itemIds();
            for (int limit = 1; limit <= 3; limit++) {
                assertThat(model().recommend(request.withLimit(limit)).itemIds())
                        .isEqualTo(all.subList(0, Math.min(limit, all.size())));
            }
        }
    }

    @Test
    void recommend_unknownUser_getsTheFallback() {
        Recommendations answer =
                model().recommend(RecommendationRequest.forUser("stranger").build());
        assertThat(answer.level()).isEqualTo(FallbackLevel.POPULARITY);
        assertThat(answer.items()).isNotEmpty();
        assertThat(model().recommend(RecommendationRequest.anonymous().build()).items())
                .isEqualTo(answer.items());
    }

    @Test
    void recommend_unknownItemsAndFeatures_arePassedOver() {
        Recommendations plain = model().recommend(RecommendationRequest.forUser("stranger")
                .holdings(List.of("account"))
                .build());
        Recommendations odd = model().recommend(RecommendationRequest.forUser("stranger")
                .holdings(List.of("account", "yacht"))
                .feature("shoe size", 43)
                .build());
        assertThat(odd.items()).isEqualTo(plain.items());
    }

    @Test
    void recommendAll_manyRequests_equalsOneByOne() {
        List<Recommendations> batch = new ArrayList<>();
        model().recommendAll(requests(), batch::add);
        assertThat(batch).isEqualTo(requests().stream().map(model()::recommend).toList());
    }

    @Test
    void recommend_manyThreads_answerAlike() throws Exception {
        List<Recommendations> alone =
                requests().stream().map(model()::recommend).toList();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<List<Recommendations>>> together = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                together.add(pool.submit(
                        () -> requests().stream().map(model()::recommend).toList()));
            }
            for (Future<List<Recommendations>> one : together) {
                assertThat(one.get()).isEqualTo(alone);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void train_anyThreadCountOrRowOrder_givesOneHash() {
        for (int threads : new int[] {2, 3, 7}) {
            Recommender other = trainer(threads).train(SmallBank.shuffled(CUSTOMERS, threads));
            assertThat(other.info().modelHash()).isEqualTo(model().info().modelHash());
        }
    }

    @Test
    void train_cancelled_throws() {
        TrainingListener cancelling = new CancellingListener();
        assertThatThrownBy(() -> trainer(2).train(PANEL, cancelling)).isInstanceOf(TrainingCancelledException.class);
    }

    @Test
    void train_listener_hearsEachTaskToItsEnd() {
        Map<String, TrainingProgress> last = new HashMap<>();
        trainer(2).train(PANEL, progress -> last.put(progress.task(), progress));
        assertThat(last).isNotEmpty();
        last.values().forEach(p -> assertThat(p.step()).isEqualTo(p.totalSteps()));
    }

    @Test
    void saveAndLoad_anyRequest_answersAlike(@TempDir Path folder) throws Exception {
        ModelStore store = ModelStore.at(folder);
        store.save("model", model());
        Recommender loaded = store.load("model");
        assertThat(loaded.info()).isEqualTo(model().info());
        assertThat(loaded.items()).isEqualTo(model().items());
        for (RecommendationRequest request : requests()) {
            assertThat(loaded.recommend(request)).isEqualTo(model().recommend(request));
        }
        store.save("again", loaded);
        assertThat(store.load("again").info().modelHash())
                .isEqualTo(model().info().modelHash());
    }
}
