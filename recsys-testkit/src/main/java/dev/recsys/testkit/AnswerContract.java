package dev.recsys.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.FallbackLevel;
import dev.recsys.Ignored;
import dev.recsys.ReasonTexts;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.ScoreMeaning;
import dev.recsys.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * What every single answer promises. Extend {@link RecommenderContract} or {@link EventContract} instead.
 *
 * @param <D> the data the trainer learns from
 */
public abstract class AnswerContract<D extends Dataset> extends TrainedContract<D> {
    /** For subclasses of this package. */
    AnswerContract() {}

    @Test
    void recommend_anyRequest_answersInFullAndInOrder() {
        for (RecommendationRequest request : requests()) {
            Recommendations answer = recommender().recommend(request);
            int left = recommender().catalogue().size() - known(owned(request)).size();
            assertThat(answer.items()).as("%s", request).hasSize(Math.min(left, request.limit()));
            assertThat(answer.itemIds()).doesNotHaveDuplicates();
            assertThat(answer.customer()).isEqualTo(request.customer().id());
            assertThat(answer.generation()).isEqualTo(recommender().info().modelHash());
            assertThat(answer.model()).isEqualTo(recommender().info().algorithm());
            RecommendedItem last = null;
            for (RecommendedItem item : answer.items()) {
                if (last != null) {
                    assertThat(item.score()).isLessThanOrEqualTo(last.score());
                    assertThat(item.score() < last.score() || index(last.itemId()) < index(item.itemId()))
                            .as("equal scores stand in the order of the catalogue")
                            .isTrue();
                }
                if (recommender().scoreMeaning() == ScoreMeaning.PROBABILITY) {
                    assertThat(item.score()).isBetween(0.0, 1.0);
                }
                double sum = item.contributions().values().stream()
                        .mapToDouble(part -> part)
                        .sum();
                assertThat(sum).isCloseTo(item.score(), Offset.offset(1e-9 * Math.max(1, Math.abs(item.score()))));
                last = item;
            }
        }
    }

    private int index(String itemId) {
        return recommender().catalogue().indexOf(itemId);
    }

    private List<String> known(Set<String> itemIds) {
        return itemIds.stream().filter(id -> index(id) >= 0).toList();
    }

    @Test
    void recommend_anyRule_cutsTheOneRanking() {
        String first = recommender().catalogue().id(0);
        String last = recommender().catalogue().id(recommender().catalogue().size() - 1);
        for (RecommendationRequest request : requests()) {
            List<RecommendedItem> all = everything(recommender(), request).items();
            assertThat(all).hasSize(recommender().catalogue().size());
            Set<String> owned = owned(request);
            Predicate<String> free = id -> !owned.contains(id);
            assertAnswer(request.toBuilder().limit(1_000), all, free);
            for (int limit = 1; limit <= 3; limit++) {
                assertAnswer(request.toBuilder().limit(limit), all, free);
            }
            assertAnswer(
                    request.toBuilder().allow(List.of(first, last)), all, free.and(List.of(first, last)::contains));
            assertAnswer(
                    request.toBuilder().allow(List.of(first, last)).deny(List.of(first)), all, free.and(last::equals));
            assertAnswer(request.toBuilder().deny(List.of(first)), all, free.and(id -> !id.equals(first)));
            assertAnswer(
                    request.toBuilder().deny(List.of(first)).includeOwned().limit(1_000), all, id -> !id.equals(first));
            assertAnswer(request.toBuilder().allow(List.of()), all, id -> false);
        }
    }

    private void assertAnswer(
            RecommendationRequest.Builder asked, List<RecommendedItem> all, Predicate<String> passes) {
        RecommendationRequest request = asked.build();
        assertThat(recommender().recommend(request).items())
                .as("%s, allowed %s, denied %s", request, request.allowed(), request.denied())
                .isEqualTo(all.stream()
                        .filter(item -> passes.test(item.itemId()))
                        .limit(request.limit())
                        .toList());
    }

    @Test
    void recommend_unknownCustomer_getsWhatMostCustomersTake() {
        for (RecommendationRequest request : List.of(
                RecommendationRequest.forUser("stranger").build(),
                RecommendationRequest.anonymous().build())) {
            Recommendations answer = recommender().recommend(request);
            assertThat(answer.level()).isEqualTo(FallbackLevel.POPULARITY);
            assertThat(answer.items())
                    .hasSize(Math.min(request.limit(), recommender().catalogue().size()));
            for (Recommender alone : recommenders()) {
                assertThat(alone.recommend(request).items()).isEqualTo(answer.items());
            }
            assertThat(answer.ignored()).isEmpty();
        }
    }

    @Test
    void recommend_rememberedCustomer_isAnsweredAsIfTheRequestSaidAll() {
        for (RecommendationRequest full : fullRequests()) {
            String id = full.customer().id().orElseThrow();
            List<RecommendedItem> byId = recommender()
                    .recommend(RecommendationRequest.forUser(id).build())
                    .items();
            for (Recommender alone : recommenders()) {
                assertThat(alone.recommend(full).items()).isEqualTo(byId);
            }
        }
    }

    @Test
    void recommend_unknownNames_areIgnoredAndListed() {
        String first = recommender().catalogue().id(0);
        String second = recommender().catalogue().id(1);
        RecommendationRequest plain = RecommendationRequest.forUser("stranger")
                .holdings(List.of(first))
                .deny(List.of(second))
                .build();
        RecommendationRequest odd = RecommendationRequest.forUser("stranger")
                .holdings(List.of(first, "no such holding"))
                .feature("no such number", 43)
                .feature("no such category", "42")
                .deny(List.of(second, "no such denied"))
                .build();
        Recommendations answer = recommender().recommend(odd);
        assertThat(answer.items()).isEqualTo(recommender().recommend(plain).items());
        assertThat(answer.ignored())
                .containsExactlyInAnyOrder(
                        new Ignored(Ignored.Part.HOLDING, "no such holding"),
                        new Ignored(Ignored.Part.FEATURE, "no such number"),
                        new Ignored(Ignored.Part.FEATURE, "no such category"),
                        new Ignored(Ignored.Part.DENY, "no such denied"));
        Recommendations allowed = recommender()
                .recommend(odd.toBuilder()
                        .allow(List.of(second, "no such allowed"))
                        .deny(List.of())
                        .build());
        assertThat(allowed.itemIds()).containsExactly(second);
        assertThat(allowed.ignored()).contains(new Ignored(Ignored.Part.ALLOW, "no such allowed"));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> recommender().recommend(odd.toBuilder().strict().build()))
                .withMessageContaining("no such holding")
                .withMessageContaining("no such number")
                .withMessageContaining("no such denied");
        assertThat(recommender().recommend(plain.toBuilder().strict().build()))
                .isEqualTo(recommender().recommend(plain));
    }

    @Test
    void recommend_manyThreads_answerAlike() throws Exception {
        List<RecommendationRequest> requests = requests();
        List<Recommendations> alone =
                requests.stream().map(recommender()::recommend).toList();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Recommendations>>> together = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                together.add(pool.submit(
                        () -> requests.stream().map(recommender()::recommend).toList()));
            }
            for (Future<List<Recommendations>> one : together) {
                assertThat(one.get()).isEqualTo(alone);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void json_requestAndAnswer_comeBackEqual() {
        for (RecommendationRequest request : requests()) {
            RecommendationRequest again = RecommendationRequest.fromJson(request.toJson());
            assertThat(again).isEqualTo(request).hasSameHashCodeAs(request);
            Recommendations answer = recommender().recommend(request);
            assertThat(Recommendations.fromJson(answer.toJson())).isEqualTo(answer);
            assertThat(recommender().recommend(again)).isEqualTo(answer);
        }
    }

    @Test
    void reasons_anyLanguage_becomeWholeSentences() {
        for (String language : List.of("en", "es", "ru")) {
            ReasonTexts texts = ReasonTexts.of(
                    Locale.forLanguageTag(language),
                    recommender().catalogue(),
                    bundle().vocabulary().schema());
            for (RecommendationRequest request : requests()) {
                for (RecommendedItem item : recommender().recommend(request).items()) {
                    assertThat(texts.sentence(item.reason())).isNotBlank().doesNotContain("{", "}");
                }
            }
        }
    }
}
