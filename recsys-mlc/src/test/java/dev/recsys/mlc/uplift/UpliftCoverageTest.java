package dev.recsys.mlc.uplift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.mlc.uplift.UpliftConfig.Learner;
import dev.recsys.mlc.uplift.UpliftFixture.Design;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UpliftCoverageTest {
    @Test
    void intervals_ofKnownEffects_holdTheTruthInNineteenOfTwenty() {
        // 95 % of 200 is 190 ± 3.1; four standard errors around it.
        assertThat(Arrays.stream(UpliftStudy.covered(Design.SLEEPING_DOGS, Learner.TWO_MODELS, 200, 800, 200))
                        .boxed())
                .allSatisfy(hits -> assertThat(hits).isBetween(178, 199));
    }

    @Test
    @Tag("slow")
    void intervals_everyDesignAndLearner_holdTheTruthInNinetyFiveOfAHundred() {
        for (Design design : Design.values()) {
            for (Learner learner : Learner.values()) {
                // 95 ± 2 in 100; a standard error is .7.
                assertThat(Arrays.stream(UpliftStudy.covered(design, learner, 1000, 2000, 400))
                                .boxed())
                        .as("%s, %s", design, learner)
                        .allSatisfy(hits -> assertThat(hits).isBetween(930, 970));
            }
        }
    }
}
