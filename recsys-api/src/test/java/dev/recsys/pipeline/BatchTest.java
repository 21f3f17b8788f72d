package dev.recsys.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.BatchAnswer;
import dev.recsys.BatchRequest;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.data.Period;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.MemoryNeeds;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many answers at once are those that each customer gets alone. */
class BatchTest {
    private static final LocalDate MARCH = LocalDate.of(2020, 3, 31);
    private static final Vocabulary VOCABULARY = Vocabulary.of(Catalogue.of(List.of("a", "b", "c", "d", "e", "f")));
    private static final int MANY = 64 * 128 + 65; // a chunk, a range and one more

    private static CustomerMemory memory(int customers) {
        PanelBuilder panel = Panel.builder(VOCABULARY.catalogue(), FeatureSchema.empty());
        for (int customer = 0; customer < customers; customer++) {
            panel.row(MARCH, "u" + customer);
            panel.holds(customer % 6);
            for (int item = 0; item < 6; item++) {
                if ((customer >> item & 1) == 1) {
                    panel.holds(item);
                }
            }
        }
        return CustomerMemory.of(panel.build(), MemoryNeeds.holdings());
    }

    private static Pipeline pipeline(int customers, int blockSize) {
        return new Pipeline(new MadeUpModel(VOCABULARY, MARCH, Period.MONTH, blockSize), memory(customers));
    }

    private static void assertAlike(
            Pipeline pipeline, BatchRequest batch, IntFunction<RecommendationRequest> single, int count) {
        List<BatchAnswer> answers = new ArrayList<>();
        pipeline.answerAll(batch, answers::add);
        assertThat(answers).hasSize(count);
        for (int i = 0; i < count; i++) {
            BatchAnswer answer = answers.get(i);
            Recommendations alone = pipeline.answer(single.apply(i));
            assertThat(answer.userId()).isEqualTo(alone.customer());
            assertThat(answer.itemIds()).as("customer %d", i).isEqualTo(alone.itemIds());
            assertThat(answer.level()).isEqualTo(alone.level());
            for (int place = 0; place < answer.size(); place++) {
                assertThat(answer.score(place))
                        .isEqualTo(alone.items().get(place).score());
                if (batch.hasReasons()) {
                    assertThat(answer.reason(place))
                            .contains(alone.items().get(place).reason());
                } else {
                    assertThat(answer.reason(place)).isEmpty();
                }
            }
        }
    }

    @Test
    void answerAll_everyCustomer_isAsAlone() {
        for (int blockSize : new int[] {0, 1, 5, 64, 100}) {
            for (int count : new int[] {1, 63, 64, 65, 200}) {
                assertAlike(
                        pipeline(count, blockSize),
                        BatchRequest.forAllCustomers().limit(3).threads(2),
                        i -> RecommendationRequest.forUser("u" + i).limit(3).build(),
                        count);
            }
        }
        assertAlike(
                pipeline(MANY, 0),
                BatchRequest.forAllCustomers().threads(2),
                i -> RecommendationRequest.forUser("u" + i).build(),
                MANY);
    }

    @Test
    void answerAll_nobody_isEmpty() {
        List<BatchAnswer> answers = new ArrayList<>();
        pipeline(3, 0).answerAll(BatchRequest.forUsers(List.of()), answers::add);
        pipeline(3, 5).answerAll(BatchRequest.of(List.of()), answers::add);
        assertThat(answers).isEmpty();
    }

    @Test
    void answerAll_withReasons_givesThoseOfEachItem() {
        for (int blockSize : new int[] {0, 5}) {
            assertAlike(
                    pipeline(70, blockSize),
                    BatchRequest.forAllCustomers().withReasons(),
                    i -> RecommendationRequest.forUser("u" + i).build(),
                    70);
        }
    }

    @Test
    void answerAll_someCustomers_areInTheOrderAskedFor() {
        List<String> ids = List.of("u7", "stranger", "u2", "u7");
        RecommendationRequest rules = RecommendationRequest.anonymous()
                .deny(List.of("b"))
                .includeOwned()
                .limit(4)
                .build();
        BatchRequest batch = BatchRequest.forUsers(ids).rules(rules);
        for (int blockSize : new int[] {0, 3}) {
            assertAlike(pipeline(9, blockSize), batch, i -> batch.single(ids.get(i)), 4);
        }
    }

    @Test
    void answerAll_requests_haveEachTheirOwnRules() {
        List<RecommendationRequest> requests = IntStream.range(0, 150)
                .mapToObj(i -> {
                    RecommendationRequest.Builder request =
                            i % 3 == 0 ? RecommendationRequest.anonymous() : RecommendationRequest.forUser("u" + i);
                    if (i % 2 == 0) {
                        request.allow(List.of("a", "c", "e", "unknown"));
                    }
                    if (i % 5 == 0) {
                        request.includeOwned();
                    }
                    return request.limit(1 + i % 7).build();
                })
                .toList();
        for (int blockSize : new int[] {0, 4}) {
            assertAlike(pipeline(100, blockSize), BatchRequest.of(requests), requests::get, 150);
        }
    }

    @Test
    void answerAll_catalogueWithoutItems_givesEmptyAnswers() {
        Pipeline pipeline =
                new Pipeline(new MadeUpModel(Vocabulary.of(Catalogue.of(List.of())), null, null, 0), memory(2));
        List<BatchAnswer> answers = new ArrayList<>();
        pipeline.answerAll(BatchRequest.forAllCustomers(), answers::add);
        assertThat(answers).hasSize(2).allMatch(answer -> answer.size() == 0);
    }

    @Test
    void answerAll_strictRulesWithUnknownItems_areRefused() {
        RecommendationRequest.Builder rules = RecommendationRequest.anonymous().deny(List.of("unknown"));
        Pipeline pipeline = pipeline(2, 0);
        List<BatchAnswer> answers = new ArrayList<>();
        pipeline.answerAll(BatchRequest.forAllCustomers().rules(rules.build()), answers::add);
        assertThat(answers).hasSize(2);
        RecommendationRequest strict = rules.strict().build();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> pipeline.answerAll(BatchRequest.forAllCustomers().rules(strict), answers::add))
                .withMessageContaining("the request is strict, but the model does not know");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pipeline.answerAll(BatchRequest.of(List.of(strict)), answers::add))
                .withMessageContaining("the request is strict, but the model does not know");
        assertThat(answers).hasSize(2);
    }

    @Test
    void answerAll_everybodyWithoutAMemory_isRefused() {
        MadeUpModel model = new MadeUpModel(VOCABULARY, null, null, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.recommendAll(BatchRequest.forAllCustomers(), answer -> {}))
                .withMessage("the requests are for all customers, but no customers are remembered here");
        List<BatchAnswer> answers = new ArrayList<>();
        model.recommendAll(BatchRequest.forUsers(List.of("u1")), answers::add);
        assertThat(answers)
                .singleElement()
                .satisfies(answer -> assertThat(answer.userId()).contains("u1"));
    }
}
