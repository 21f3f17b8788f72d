package dev.recsys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.Explanation.Audience;
import dev.recsys.Explanation.Contribution;
import dev.recsys.Explanation.Unit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final Contribution HOLDS =
            new Contribution(Reason.of(Reason.HOLDS, "item", "card"), 0.5, Audience.CUSTOMER);
    private static final Contribution AGE =
            new Contribution(Reason.of(Reason.FEATURE, "feature", "age"), -0.125, Audience.AUDITOR);

    private static Explanation part() {
        return new Explanation("loan", 0.3, Unit.LOG_ODDS, -1, List.of(HOLDS, AGE), Map.of());
    }

    @Test
    void rawScore_contributions_areAddedToTheBase() {
        assertThat(part().rawScore()).isEqualTo(-0.625);
    }

    @Test
    void forCustomer_auditorsFacts_areLeftOutOfThePartsToo() {
        Explanation whole = new Explanation("loan", 0.3, Unit.SCORE, 0, List.of(), Map.of("mlc", part()));
        assertThat(whole.forCustomer().parts().get("mlc").contributions()).containsExactly(HOLDS);
        assertThat(whole.forCustomer().toJson()).doesNotContain("age").contains("card");
        assertThat(whole.toJson()).contains("age", "\"rawScore\":-0.625");
    }

    @Test
    void constructor_notFinite_isRefused() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Explanation("loan", bad, Unit.SCORE, 0, List.of(), Map.of()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Contribution(Reason.of(Reason.POPULAR), bad, Audience.CUSTOMER));
        }
    }
}
