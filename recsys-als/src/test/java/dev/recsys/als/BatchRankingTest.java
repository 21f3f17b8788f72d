package dev.recsys.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.BatchAnswer;
import dev.recsys.BatchRequest;
import dev.recsys.FallbackLevel;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.testkit.SmallBank;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class BatchRankingTest {
    /** Popular items come first; item weights differ, so norms do too. */
    private static EventLog events(int users, int items) {
        SplittableRandom random = new SplittableRandom(5);
        EventLog.Builder log = EventLog.builder();
        for (int user = 0; user < users; user++) {
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                double place = random.nextDouble();
                int item = (int) (items * place * place * place + random.nextInt(3)) % items;
                log.add("u" + user, "i" + item, 1 + random.nextInt(3), Instant.EPOCH);
            }
        }
        return log.build();
    }

    /** A panel of more products than are solved in item space. */
    private static Panel wideBank() {
        List<String> products = IntStream.range(0, 90).mapToObj(i -> "p" + i).toList();
        PanelBuilder panel = Panel.builder(products, FeatureSchema.empty());
        SplittableRandom random = new SplittableRandom(9);
        for (int month = 1; month <= 2; month++) {
            for (int user = 0; user < 200; user++) {
                panel.row(LocalDate.of(2016, month, 28), "c" + user);
                for (int product = user % 7; product < 90; product += 9) {
                    if (month == 2 || random.nextInt(3) > 0) {
                        panel.holds("p" + product);
                    }
                }
            }
        }
        return panel.build();
    }

    private static AlsConfig config(int factors) {
        return AlsConfig.forEvents().withFactors(factors).withIterations(3);
    }

    private static Bundle bundle(int users, int items, int factors) {
        return bundle(config(factors), events(users, items));
    }

    private static Bundle bundle(AlsConfig config, Dataset data) {
        return Bundle.of(new AlsTrainer(config).train(data)).remembering(data);
    }

    private static RecommendationRequest.Builder rules() {
        return RecommendationRequest.anonymous();
    }

    private static List<BatchAnswer> all(Recommender recommender, BatchRequest request) {
        List<BatchAnswer> answers = new ArrayList<>();
        recommender.recommendAll(request, answers::add);
        return answers;
    }

    private static List<String> ids(List<BatchAnswer> answers) {
        return answers.stream()
                .map(BatchAnswer::userId)
                .map(Optional::orElseThrow)
                .toList();
    }

    private static void assertSameAsSingle(Recommender recommender, BatchRequest request) {
        List<BatchAnswer> answers = all(recommender, request);
        assertThat(answers).isNotEmpty();
        for (BatchAnswer answer : answers) {
            assertSame(
                    recommender,
                    answer,
                    recommender.recommend(request.single(answer.userId().orElseThrow())));
        }
    }

    private static void assertSame(Recommender recommender, BatchAnswer answer, Recommendations single) {
        assertThat(answer.userId()).isEqualTo(single.customer());
        assertThat(answer.itemIds()).as("%s", answer.userId()).isEqualTo(single.itemIds());
        assertThat(answer.level()).isEqualTo(single.level());
        for (int place = 0; place < answer.size(); place++) {
            assertThat(Double.doubleToRawLongBits(answer.score(place)))
                    .isEqualTo(
                            Double.doubleToRawLongBits(single.items().get(place).score()));
            assertThat(recommender.catalogue().id(answer.itemIndex(place))).isEqualTo(answer.itemId(place));
        }
    }

    @ParameterizedTest
    @CsvSource({"300, 20, 4", "300, 33, 5", "300, 64, 16", "700, 500, 17", "5000, 1000, 8"})
    void recommendAll_anyCatalogue_answersAsSingleRequestsDo(int users, int items, int factors) {
        Bundle bundle = bundle(users, items, factors);
        BatchRequest request = BatchRequest.forAllCustomers().threads(2).limit(10);
        assertThat(ids(all(bundle, request)))
                .isEqualTo(events(users, items).users().ids());
        assertSameAsSingle(bundle, request);
        RecommendationRequest.Builder rules = rules().limit(10).includeOwned();
        assertSameAsSingle(bundle, request.rules(rules.build()));
        rules.deny(List.of("i0", "i1", "i5")).limit(2000);
        assertSameAsSingle(bundle, request.rules(rules.build()));
        rules.allow(List.of("i1", "i2", "i3")).limit(3);
        assertSameAsSingle(bundle, request.rules(rules.build()));
    }

    @Test
    void recommendAll_panelWeightedByRates_answersAsSingleRequestsDo() {
        Bundle small = bundle(AlsConfig.defaults(), SmallBank.panel(300));
        assertSameAsSingle(small, BatchRequest.forAllCustomers());
        Bundle large = bundle(AlsConfig.defaults(), wideBank());
        assertSameAsSingle(large, BatchRequest.forAllCustomers().limit(5));
    }

    @ParameterizedTest
    @CsvSource({"20, 4", "500, 17"})
    void recommendAll_requestsWithHoldingsAndRules_answersAsSingleRequestsDo(int items, int factors) {
        Bundle bundle = bundle(700, items, factors);
        List<RecommendationRequest> requests = new ArrayList<>();
        for (int place = 0; place < 200; place++) {
            RecommendationRequest.Builder request = place % 4 == 0
                    ? RecommendationRequest.anonymous()
                    : RecommendationRequest.forUser("u" + 5 * place); // some are strangers
            request.limit(1 + place % 30);
            if (place % 3 == 0) {
                request.holdings(Map.of("i" + place % 13, 2.0, "i" + (13 + place % 7), 0.5));
            }
            if (place % 5 == 0) {
                request.deny(List.of("i0", "i" + place % 7));
            }
            requests.add(request.build());
        }
        for (Recommender recommender : List.of(bundle, bundle.model())) {
            for (int threads : new int[] {1, 2, 5}) {
                List<BatchAnswer> answers =
                        all(recommender, BatchRequest.of(requests).threads(threads));
                assertThat(answers).hasSameSizeAs(requests);
                for (int place = 0; place < answers.size(); place++) {
                    assertSame(recommender, answers.get(place), recommender.recommend(requests.get(place)));
                }
            }
        }
    }

    @Test
    void recommendAll_givenUsers_areAnsweredInTheirOrder() {
        Bundle bundle = bundle(300, 100, 8);
        BatchRequest request = BatchRequest.forUsers(List.of("u7", "stranger", "u3", "u7"))
                .rules(rules().deny(List.of("i0")).build());
        List<BatchAnswer> answers = all(bundle, request);
        assertThat(ids(answers)).containsExactly("u7", "stranger", "u3", "u7");
        assertThat(answers.get(1).level()).isEqualTo(FallbackLevel.POPULARITY);
        assertThat(answers.get(1).itemIds()).hasSize(7).doesNotContain("i0");
        assertSameAsSingle(bundle, request);
        assertThat(all(bundle, BatchRequest.forUsers(List.of()))).isEmpty();
        BatchRequest nothing = BatchRequest.forUsers(List.of("u7"))
                .rules(rules().allow(List.of()).build());
        assertThat(all(bundle, nothing).get(0).size()).isZero();
    }

    @Test
    void recommendAll_anyThreadCount_givesTheSame() {
        Bundle bundle = bundle(5000, 300, 8);
        List<BatchAnswer> one = all(bundle, BatchRequest.forAllCustomers().threads(1));
        for (int threads : new int[] {2, 3, 7}) {
            List<BatchAnswer> many = all(bundle, BatchRequest.forAllCustomers().threads(threads));
            assertThat(ids(many)).isEqualTo(ids(one));
            for (int i = 0; i < one.size(); i++) {
                assertThat(many.get(i).itemIds()).isEqualTo(one.get(i).itemIds());
                for (int place = 0; place < one.get(i).size(); place++) {
                    assertThat(many.get(i).score(place)).isEqualTo(one.get(i).score(place));
                }
            }
        }
    }

    @Test
    void rank_bestOfTheCatalogue_isThatOfAllScores() {
        // What the panels leave out must not have mattered.
        Bundle bundle = bundle(2000, 900, 12);
        for (BatchAnswer answer : all(bundle, BatchRequest.forAllCustomers().limit(5))) {
            Recommendations every = bundle.recommend(
                    RecommendationRequest.forUser(answer.userId().orElseThrow())
                            .limit(900)
                            .build());
            assertThat(answer.itemIds()).isEqualTo(every.itemIds().subList(0, 5));
        }
    }

    @Test
    void recommendAll_consumerThatThrows_endsTheCall() {
        Bundle bundle = bundle(300, 100, 8);
        assertThatThrownBy(() -> bundle.recommendAll(BatchRequest.forAllCustomers(), answer -> {
                    throw new IllegalStateException("full");
                }))
                .hasMessage("full");
        assertThatThrownBy(() -> BatchRequest.forAllCustomers().limit(0))
                .hasMessage("limit must be at least 1, but was 0");
    }
}
