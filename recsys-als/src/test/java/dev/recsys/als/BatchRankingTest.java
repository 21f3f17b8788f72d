package dev.recsys.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.FallbackLevel;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.data.EventLog;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.testkit.SmallBank;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static AlsModel model(int users, int items, int factors) {
        AlsConfig config = AlsConfig.forEvents().withFactors(factors).withIterations(3);
        return new AlsTrainer(config).train(events(users, items));
    }

    private static List<BatchAnswer> all(AlsModel model, BatchRequest.Builder request) {
        List<BatchAnswer> answers = new ArrayList<>();
        model.recommendAll(request.build(), answers::add);
        return answers;
    }

    private static void assertSameAsSingle(AlsModel model, BatchRequest request) {
        List<BatchAnswer> answers = new ArrayList<>();
        model.recommendAll(request, answers::add);
        assertThat(answers).isNotEmpty();
        for (BatchAnswer answer : answers) {
            Recommendations single = model.recommend(request.single(answer.userId()));
            assertThat(answer.itemIds()).as(answer.userId()).isEqualTo(single.itemIds());
            assertThat(answer.level()).isEqualTo(single.level());
            for (int place = 0; place < answer.size(); place++) {
                assertThat(Double.doubleToRawLongBits(answer.score(place)))
                        .isEqualTo(Double.doubleToRawLongBits(
                                single.items().get(place).score()));
                assertThat(model.items().id(answer.itemIndex(place))).isEqualTo(answer.itemId(place));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"300, 20, 4", "300, 33, 5", "300, 64, 16", "700, 500, 17", "5000, 1000, 8"})
    void recommendAll_anyCatalogue_answersAsSingleRequestsDo(int users, int items, int factors) {
        AlsModel model = model(users, items, factors);
        BatchRequest.Builder request = BatchRequest.forAllUsers().threads(2).limit(10);
        List<BatchAnswer> answers = all(model, request);
        assertThat(answers.stream().map(BatchAnswer::userId).toList())
                .isEqualTo(events(users, items).users().ids());
        assertSameAsSingle(model, request.build());
        assertSameAsSingle(model, request.includeOwned().build());
        assertSameAsSingle(
                model, request.deny(List.of("i0", "i1", "i5")).limit(2000).build());
        assertSameAsSingle(
                model, request.allow(List.of("i1", "i2", "i3")).limit(3).build());
    }

    @Test
    void recommendAll_panelWeightedByRates_answersAsSingleRequestsDo() {
        AlsModel small = new AlsTrainer(AlsConfig.defaults()).train(SmallBank.panel(300));
        assertSameAsSingle(small, BatchRequest.forAllUsers().build());
        AlsModel large = new AlsTrainer(AlsConfig.defaults()).train(wideBank());
        assertSameAsSingle(large, BatchRequest.forAllUsers().limit(5).build());
    }

    @Test
    void recommendAll_givenUsers_areAnsweredInTheirOrder() {
        AlsModel model = model(300, 100, 8);
        BatchRequest request = BatchRequest.forUsers(List.of("u7", "stranger", "u3", "u7"))
                .deny(List.of("i0"))
                .build();
        List<BatchAnswer> answers = new ArrayList<>();
        model.recommendAll(request, answers::add);
        assertThat(answers.stream().map(BatchAnswer::userId).toList()).containsExactly("u7", "stranger", "u3", "u7");
        assertThat(answers.get(1).level()).isEqualTo(FallbackLevel.POPULARITY);
        assertThat(answers.get(1).itemIds()).hasSize(7).doesNotContain("i0");
        assertSameAsSingle(model, request);
        assertThat(all(model, BatchRequest.forUsers(List.of()))).isEmpty();
        assertThat(all(model, BatchRequest.forUsers(List.of("u7")).allow(List.of()))
                        .get(0)
                        .size())
                .isZero();
    }

    @Test
    void recommendAll_anyThreadCount_givesTheSame() {
        AlsModel model = model(5000, 300, 8);
        List<BatchAnswer> one = all(model, BatchRequest.forAllUsers().threads(1));
        for (int threads : new int[] {2, 3, 7}) {
            List<BatchAnswer> many = all(model, BatchRequest.forAllUsers().threads(threads));
            for (int i = 0; i < one.size(); i++) {
                assertThat(many.get(i).userId()).isEqualTo(one.get(i).userId());
                assertThat(many.get(i).itemIds()).isEqualTo(one.get(i).itemIds());
                assertThat(many.get(i).score(0)).isEqualTo(one.get(i).score(0));
            }
        }
    }

    @Test
    void rank_bestOfTheCatalogue_isThatOfAllScores() {
        // What the panels leave out must not have mattered.
        AlsModel model = model(2000, 900, 12);
        for (BatchAnswer answer : all(model, BatchRequest.forAllUsers().limit(5))) {
            Recommendations every = model.recommend(
                    RecommendationRequest.forUser(answer.userId()).limit(900).build());
            assertThat(answer.itemIds()).isEqualTo(every.itemIds().subList(0, 5));
        }
    }

    @Test
    void recommendAll_consumerThatThrows_endsTheCall() {
        AlsModel model = model(300, 100, 8);
        assertThatThrownBy(() -> model.recommendAll(BatchRequest.forAllUsers().build(), answer -> {
                    throw new IllegalStateException("full");
                }))
                .hasMessage("full");
        assertThatThrownBy(() -> BatchRequest.forAllUsers().limit(0)).hasMessage("limit must be at least 1, but was 0");
    }
}
