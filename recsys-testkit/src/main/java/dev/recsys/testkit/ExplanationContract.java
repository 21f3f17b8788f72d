package dev.recsys.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.Explanation;
import dev.recsys.RecommendationRequest;
import dev.recsys.RecommendedItem;
import dev.recsys.data.Dataset;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * What explanations promise. Extend {@link RecommenderContract} or {@link EventContract} instead.
 *
 * @param <D> the data the trainer learns from
 */
public abstract class ExplanationContract<D extends Dataset> extends BatchContract<D> {
    /** For subclasses of this package. */
    ExplanationContract() {}

    @Test
    void explain_anyItem_addsUpToTheScoreOfTheAnswer() {
        List<RecommendationRequest> requests = requests();
        for (int place = 0; place < requests.size(); place += 5) {
            assertExplained(requests.get(place));
        }
        assertExplained(RecommendationRequest.anonymous().build());
    }

    private void assertExplained(RecommendationRequest request) {
        for (RecommendedItem item : everything(recommender(), request).items()) {
            Explanation explanation = recommender().explain(request, item.itemId());
            assertThat(explanation.itemId()).isEqualTo(item.itemId());
            assertThat(explanation.score()).isCloseTo(item.score(), near(item.score()));
            assertAddsUp(explanation);
            assertOnlyForCustomer(explanation, explanation.forCustomer());
            assertThat(explanation.toJson()).contains("\"item\":\"" + item.itemId() + "\"");
        }
    }

    /** A raw score in the unit of the score is the score. */
    private static void assertAddsUp(Explanation explanation) {
        explanation.parts().values().forEach(ExplanationContract::assertAddsUp);
        assertThat(explanation.rawScore()).isFinite();
        if (explanation.unit() == Explanation.Unit.SCORE) {
            assertThat(explanation.rawScore())
                    .as("base and contributions of %s", explanation.itemId())
                    .isCloseTo(explanation.score(), near(explanation.score()));
        }
    }

    private static Offset<Double> near(double score) {
        return Offset.offset(1e-6 * Math.max(1, Math.abs(score)));
    }

    private static void assertOnlyForCustomer(Explanation all, Explanation told) {
        assertThat(all.contributions()).containsAll(told.contributions());
        assertThat(told.contributions())
                .allMatch(contribution -> contribution.audience() == Explanation.Audience.CUSTOMER);
        assertThat(told.score()).isEqualTo(all.score());
        assertThat(told.parts().keySet()).isEqualTo(all.parts().keySet());
        told.parts().forEach((name, part) -> assertOnlyForCustomer(all.parts().getOrDefault(name, part), part));
    }

    @Test
    void explain_unknownItem_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        recommender().explain(RecommendationRequest.anonymous().build(), "no such item"))
                .withMessageContaining("no such item");
    }
}
