package dev.recsys.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.BatchAnswer;
import dev.recsys.BatchRequest;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.data.Dataset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What batches promise. Extend {@link RecommenderContract} or {@link EventContract} instead.
 *
 * @param <D> the data the trainer learns from
 */
public abstract class BatchContract<D extends Dataset> extends AnswerContract<D> {
    /** For subclasses of this package. */
    BatchContract() {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void recommendAll_requests_equalsOneByOne(int threads) {
        List<RecommendationRequest> requests = new ArrayList<>();
        String first = recommender().catalogue().id(0);
        int place = 0;
        for (RecommendationRequest request : requests()) {
            RecommendationRequest.Builder varied = request.toBuilder()
                    .limit(1 + place++ % recommender().catalogue().size());
            requests.add((place % 3 == 0 ? varied.deny(List.of(first)) : varied).build());
        }
        BatchRequest batch = BatchRequest.of(requests).threads(threads);
        for (Recommender alone : recommenders()) {
            assertAlike(alone, batch, requests);
            assertAlike(alone, batch.withReasons(), requests);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void recommendAll_customers_equalsOneByOne(int threads) {
        List<String> everyone = ids(bundle().memory().orElseThrow().size());
        List<String> some = new ArrayList<>(ids(40));
        some.add("stranger");
        some.add(some.get(0));
        RecommendationRequest rules = RecommendationRequest.anonymous()
                .limit(3)
                .deny(List.of(recommender().catalogue().id(1)))
                .build();
        for (BatchRequest batch : List.of(
                BatchRequest.forAllCustomers(),
                BatchRequest.forAllCustomers().withReasons(),
                BatchRequest.forAllCustomers().rules(rules))) {
            assertAlike(recommender(), batch.threads(threads), singles(batch, everyone));
        }
        for (BatchRequest batch : List.of(
                BatchRequest.forUsers(some).limit(2),
                BatchRequest.forUsers(some).withReasons(),
                BatchRequest.forUsers(some)
                        .rules(rules.toBuilder().includeOwned().build()))) {
            assertAlike(recommender(), batch.threads(threads), singles(batch, some));
        }
    }

    private List<String> ids(int count) {
        List<String> ids = new ArrayList<>();
        for (int customer = 0; customer < count; customer++) {
            ids.add(memory().customers().id(customer));
        }
        return ids;
    }

    private static List<RecommendationRequest> singles(BatchRequest batch, List<String> ids) {
        return ids.stream().map(batch::single).toList();
    }

    private static void assertAlike(Recommender recommender, BatchRequest batch, List<RecommendationRequest> singles) {
        List<BatchAnswer> answers = new ArrayList<>();
        recommender.recommendAll(batch, answers::add);
        assertThat(answers).hasSameSizeAs(singles);
        for (int place = 0; place < singles.size(); place++) {
            BatchAnswer answer = answers.get(place);
            RecommendationRequest request = singles.get(place);
            Recommendations single = recommender.recommend(request);
            assertThat(answer.userId()).isEqualTo(request.customer().id());
            assertThat(answer.level()).isEqualTo(single.level());
            assertThat(answer.itemIds()).as("%s", request).isEqualTo(single.itemIds());
            for (int rank = 0; rank < answer.size(); rank++) {
                assertThat(Double.doubleToLongBits(answer.score(rank)))
                        .as("score %d of %s, %s", rank, request, answer.score(rank))
                        .isEqualTo(
                                Double.doubleToLongBits(single.items().get(rank).score()));
                if (batch.hasReasons()) {
                    assertThat(answer.reason(rank))
                            .contains(single.items().get(rank).reason());
                } else {
                    assertThat(answer.reason(rank)).isEmpty();
                }
            }
        }
    }

    @Test
    void recommendAll_allCustomersOfNoMemory_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bundle().model().recommendAll(BatchRequest.forAllCustomers(), answer -> {}));
    }

    @Test
    void recommendAll_strictRequestWithUnknownNames_isRefused() {
        RecommendationRequest strict = RecommendationRequest.anonymous()
                .holdings(List.of("no such"))
                .strict()
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recommender().recommendAll(BatchRequest.of(List.of(strict)), answer -> {}));
        RecommendationRequest rules = RecommendationRequest.anonymous()
                .deny(List.of("no such"))
                .strict()
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recommender()
                        .recommendAll(BatchRequest.forAllCustomers().rules(rules), answer -> {}));
    }
}
