package dev.recsys.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.FallbackLevel;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.TrainingListener;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClusterModelTest {
    private static final ClusterModel MODEL = new ClusterTrainer(
                    ClusterConfig.builder().clusters(3).smoothing(1).build())
            .train(Panels.groups(600), TrainingListener.none());

    private static int clusterOf(RecommendationRequest.Builder request) {
        return MODEL.clusterOf(request.build()).orElse(-1);
    }

    private static int segmentOf(int user) {
        return clusterOf(RecommendationRequest.forUser(Panels.id(user)));
    }

    @Test
    void newCustomer_isAssignedByTheFeaturesThatAreKnown() {
        assertThat(clusterOf(RecommendationRequest.anonymous().feature("age", 21)))
                .isEqualTo(segmentOf(0));
        assertThat(clusterOf(RecommendationRequest.anonymous().feature("segment", "employee")))
                .isEqualTo(segmentOf(1));
        assertThat(clusterOf(RecommendationRequest.anonymous().feature("income", 70_000)))
                .isEqualTo(segmentOf(1));
        assertThat(clusterOf(
                        RecommendationRequest.anonymous().feature("age", 72).feature("income", Double.NaN)))
                .isEqualTo(segmentOf(2));
    }

    @Test
    void newCustomer_getsWhatTheSegmentTakes() {
        Recommendations answer = MODEL.recommend(
                RecommendationRequest.anonymous().feature("age", 72).build());

        assertThat(answer.level()).isEqualTo(FallbackLevel.FEATURES);
        assertThat(answer.itemIds()).startsWith("pension", "fund");
        assertThat(answer.items().get(0).score()).isEqualTo(MODEL.additionRate(segmentOf(2), "pension"));
        assertThat(answer.items().get(0).reason())
                .matches("taken by \\d+\\.\\d+ % of customers like you \\(segment " + segmentOf(2) + "\\)");
    }

    @Test
    void unseenCategory_countsAsUnknown() {
        assertThat(clusterOf(RecommendationRequest.anonymous().feature("segment", "martian")))
                .isEqualTo(-1);
        assertThat(clusterOf(RecommendationRequest.anonymous()
                        .feature("segment", "martian")
                        .feature("age", 21)))
                .isEqualTo(segmentOf(0));
    }

    @Test
    void extremeNumbers_areAssigned() {
        assertThat(clusterOf(RecommendationRequest.anonymous().feature("age", Double.MAX_VALUE)))
                .isEqualTo(segmentOf(2));
        assertThat(clusterOf(RecommendationRequest.anonymous().feature("age", -1e300)))
                .isEqualTo(segmentOf(0));
    }

    @Test
    void userWithoutKnownFeatures_getsTheOverallRates() {
        Recommendations answer = MODEL.recommend(
                RecommendationRequest.forUser("nobody").feature("shoe", 43).build());

        assertThat(answer.level()).isEqualTo(FallbackLevel.POPULARITY);
        assertThat(answer.items()).hasSize(5);
        assertThat(answer.items().get(0).reason())
                .matches("taken by \\d+\\.\\d+ % of the customers who did not have it");
    }

    @Test
    void requestFeatures_goBeforeRememberedOnes() {
        RecommendationRequest.Builder older =
                RecommendationRequest.forUser(Panels.id(0)).feature("age", 70).feature("segment", "retired");

        assertThat(clusterOf(older)).isEqualTo(segmentOf(2));
        assertThat(MODEL.recommend(older.build()).level()).isEqualTo(FallbackLevel.KNOWN_USER);
    }

    @Test
    void answers_keepTheRequestsRules() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            String user = Panels.id(random.nextInt(700));
            String denied = Panels.ITEMS.get(random.nextInt(5));
            int limit = 1 + random.nextInt(6);
            Recommendations answer = MODEL.recommend(RecommendationRequest.forUser(user)
                    .holdings(List.of("account"))
                    .deny(List.of(denied))
                    .limit(limit)
                    .build());

            assertThat(answer.itemIds()).doesNotContain("account", denied).hasSizeLessThanOrEqualTo(limit);
            assertThat(answer.items()).allMatch(item -> Double.isFinite(item.score()));
            assertThat(answer.items().stream().map(RecommendedItem::score))
                    .isSortedAccordingTo((a, b) -> Double.compare(b, a));
            assertThat(answer.generation()).isEqualTo(MODEL.info().modelHash());
        }
        assertThat(MODEL.recommend(RecommendationRequest.forUser(Panels.id(0))
                                .allow(List.of("loan", "account"))
                                .build())
                        .itemIds())
                .containsExactly("loan");
        assertThat(MODEL.recommend(RecommendationRequest.forUser(Panels.id(0))
                                .includeOwned()
                                .build())
                        .itemIds())
                .contains("account");
    }

    @Test
    void accessors_refuseUnknownSegmentsAndItems() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.additionRate(3, "card"))
                .withMessage("cluster must be in 0..2, but was 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.meanHoldings(0, "yacht"))
                .withMessage("there is no item \"yacht\" in the catalogue");
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.profile(-1));
    }
}
