package dev.recsys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.recsys.data.Catalogue;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Many requests at once, and their answers. */
class BatchRequestTest {
    private static final RecommendationRequest RULES = RecommendationRequest.anonymous()
            .allow(List.of("a", "b"))
            .deny(List.of("b"))
            .date(LocalDate.of(2020, 3, 31))
            .limit(3)
            .includeOwned()
            .strict()
            .build();

    @Test
    void forAllCustomers_nothingSaid_hasTheDefaults() {
        BatchRequest batch = BatchRequest.forAllCustomers();
        assertThat(batch.requests()).isEmpty();
        assertThat(batch.userIds()).isEmpty();
        assertThat(batch.rules()).isEqualTo(RecommendationRequest.anonymous().build());
        assertThat(batch.hasReasons()).isFalse();
        assertThat(batch.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(batch).hasToString("BatchRequest[all]");
    }

    @Test
    void withers_eachOption_keepTheOthers() {
        BatchRequest batch = BatchRequest.forUsers(List.of("u", "v", "u"))
                .rules(RULES)
                .withReasons()
                .threads(1);
        assertThat(batch.userIds()).contains(List.of("u", "v", "u"));
        assertThat(batch.rules()).isEqualTo(RULES);
        assertThat(batch.hasReasons()).isTrue();
        assertThat(batch.threads()).isEqualTo(1);
        assertThat(batch).hasToString("BatchRequest[3 users]");
        BatchRequest shorter = batch.limit(1);
        assertThat(shorter.rules()).isEqualTo(RULES.toBuilder().limit(1).build());
        assertThat(shorter.hasReasons()).isTrue();
        assertThat(shorter.threads()).isEqualTo(1);
        assertThat(shorter.userIds()).isEqualTo(batch.userIds());
        assertThat(batch.rules().limit()).isEqualTo(3);
    }

    @Test
    void single_customer_hasTheRulesOfTheBatch() {
        RecommendationRequest single =
                BatchRequest.forAllCustomers().rules(RULES).single("u");
        assertThat(single)
                .isEqualTo(RecommendationRequest.forUser("u")
                        .allow(Set.of("a", "b"))
                        .deny(Set.of("b"))
                        .date(LocalDate.of(2020, 3, 31))
                        .limit(3)
                        .includeOwned()
                        .strict()
                        .build());
        assertThat(BatchRequest.forAllCustomers().single("u"))
                .isEqualTo(RecommendationRequest.forUser("u").build());
    }

    @Test
    void of_requests_haveTheirOwnRules() {
        BatchRequest batch = BatchRequest.of(List.of(RULES)).withReasons().threads(3);
        assertThat(batch.requests()).contains(List.of(RULES));
        assertThat(batch.userIds()).isEmpty();
        assertThat(batch.threads()).isEqualTo(3);
        assertThat(batch).hasToString("BatchRequest[1 requests]");
        assertThatIllegalStateException()
                .isThrownBy(() -> batch.limit(2))
                .withMessage("a batch of requests has the rules of each request");
    }

    @Test
    void builder_hostileValues_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchRequest.forAllCustomers().threads(0))
                .withMessage("threads must be at least 1, but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchRequest.forAllCustomers().limit(0));
        assertThatIllegalArgumentException().isThrownBy(() -> BatchRequest.forUsers(List.of("u", " ")));
        assertThatIllegalArgumentException().isThrownBy(() -> BatchRequest.of(null));
        assertThatIllegalArgumentException().isThrownBy(() -> BatchRequest.forUsers(null));
    }

    @Test
    void answer_places_areReadFromTheCatalogue() {
        Catalogue catalogue = Catalogue.of(List.of("a", "b", "c"));
        Reason reason = Reason.of(Reason.POPULAR);
        BatchAnswer answer = new BatchAnswer(
                "u",
                FallbackLevel.HOLDINGS,
                catalogue,
                new int[] {2, 0},
                new double[] {0.5, 0.25},
                List.of(reason, reason));
        assertThat(answer.userId()).contains("u");
        assertThat(answer.level()).isEqualTo(FallbackLevel.HOLDINGS);
        assertThat(answer.size()).isEqualTo(2);
        assertThat(answer.itemIds()).containsExactly("c", "a");
        assertThat(answer.itemIndex(0)).isEqualTo(2);
        assertThat(answer.score(1)).isEqualTo(0.25);
        assertThat(answer.reason(1)).contains(reason);
        assertThat(answer).hasToString("BatchAnswer[u, 2 items]");
        assertThatIllegalArgumentException().isThrownBy(() -> answer.score(2));
        assertThatIllegalArgumentException().isThrownBy(() -> answer.reason(2));
        assertThatIllegalArgumentException().isThrownBy(() -> answer.itemId(-1));
    }

    @Test
    void answer_withoutReasonsOrId_hasNone() {
        Catalogue catalogue = Catalogue.of(List.of("a"));
        int[] items = {0};
        BatchAnswer answer =
                new BatchAnswer(null, FallbackLevel.POPULARITY, catalogue, items, new double[] {1}, List.of());
        assertThat(answer.userId()).isEmpty();
        assertThat(answer.reason(0)).isEmpty();
        assertThat(answer).hasToString("BatchAnswer[anonymous, 1 items]");
        assertThatIllegalArgumentException().isThrownBy(() -> answer.reason(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new BatchAnswer(null, FallbackLevel.POPULARITY, catalogue, items, new double[2], List.of()))
                .withMessage("1 items have 2 scores");
        Reason reason = Reason.of(Reason.POPULAR);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchAnswer(
                        null, FallbackLevel.POPULARITY, catalogue, items, new double[1], List.of(reason, reason)))
                .withMessage("1 items have 2 reasons");
    }
}
