package dev.recsys.mlc.uplift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.mlc.uplift.UpliftConfig.Learner;
import dev.recsys.mlc.uplift.UpliftFixture.Design;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpliftCoverageTest {
    // 95 % of 200 is 190 ± 3.1; four standard errors around it. UpliftStudy measures a thousand samples.
    private static final int SAMPLES = 200;
    private static final int LEAST = 178;
    private static final int MOST = 199;

    @Test
    void intervals_ofKnownEffects_holdTheTruthInNineteenOfTwenty() {
        assertThat(covered(Design.SLEEPING_DOGS, Learner.TWO_MODELS, 800))
                .allSatisfy(hits -> assertThat(hits).isBetween(LEAST, MOST));
    }

    @ParameterizedTest
    @EnumSource(Design.class)
    @Tag("slow")
    void intervals_ofTrees_holdTheTruthInNineteenOfTwenty(Design design) {
        assertThat(covered(design, Learner.UPLIFT_TREES, 2000))
                .allSatisfy(hits -> assertThat(hits).isBetween(LEAST, MOST));
    }

    private static List<Integer> covered(Design design, Learner learner, int rows) {
        return Arrays.stream(UpliftStudy.covered(design, learner, SAMPLES, rows, 200))
                .boxed()
                .toList();
    }
}
