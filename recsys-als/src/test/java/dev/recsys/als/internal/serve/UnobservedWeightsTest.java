package dev.recsys.als.internal.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.als.internal.solve.Targets;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import org.junit.jupiter.api.Test;

class UnobservedWeightsTest {
    /** Four users have item 0, one has item 1, nobody item 2. */
    private static final InteractionMatrix MATRIX = InteractionMatrix.builder(4, 3)
            .add(0, 0, 3)
            .add(1, 0, 1)
            .add(2, 0, 1)
            .add(3, 0, 1)
            .add(3, 1, 2)
            .build();

    @Test
    void of_exponentHalf_isTheRootOfUsersOverItsMean() {
        UnobservedWeights unobserved = UnobservedWeights.of(0.5, MATRIX);
        // The roots are 2, 1 and, as if one had it, 1; their mean is 4/3.
        Targets targets = unobserved.targets();
        assertThat(targets.of(0)).isCloseTo(Math.sqrt(1.5), within(1e-12));
        assertThat(targets.of(1)).isCloseTo(Math.sqrt(0.75), within(1e-12));
        assertThat(targets.of(2)).isCloseTo(Math.sqrt(0.75), within(1e-12));
        InteractionMatrix divided = unobserved.apply(MATRIX);
        assertThat(divided.weight(0, 0)).isEqualTo(2);
        assertThat((double) divided.weight(3, 1)).isCloseTo(2 / 0.75, within(1e-6));
        assertThat(unobserved.apply(new int[] {0, 1}, new float[] {3, 2}))
                .containsExactly(divided.weight(0, 0), divided.weight(3, 1));
    }

    @Test
    void of_exponentNone_leavesAllAsItIs() {
        UnobservedWeights unobserved = UnobservedWeights.of(0, MATRIX);
        assertThat(unobserved.apply(MATRIX)).isSameAs(MATRIX);
        assertThat(unobserved.targets()).isSameAs(Targets.ONE);
        assertThat(unobserved.extended(InteractionMatrix.builder(1, 9).build())).isSameAs(unobserved);
    }

    @Test
    void extended_newItem_isWeighedByTheOldMean() {
        InteractionMatrix more =
                InteractionMatrix.builder(1, 4).add(0, 0, 1).add(0, 3, 1).build();
        Targets targets = UnobservedWeights.of(0.5, MATRIX).extended(more).targets();
        assertThat(targets.of(0)).isCloseTo(Math.sqrt(1.5), within(1e-12));
        assertThat(targets.of(3)).isCloseTo(Math.sqrt(0.75), within(1e-12));
    }

    @Test
    void readFrom_whatWasWritten_isTheSameAndOutOfRangeIsRefused() throws ModelFormatException {
        UnobservedWeights unobserved = UnobservedWeights.of(0.5, MATRIX);
        Sections.Builder sections = Sections.builder();
        unobserved.writeTo(sections);
        Sections written = sections.build();
        UnobservedWeights read = UnobservedWeights.readFrom(written, 3);
        for (int item = 0; item < 3; item++) {
            assertThat(read.targets().of(item)).isEqualTo(unobserved.targets().of(item));
        }
        assertThatThrownBy(() -> UnobservedWeights.readFrom(written, 4)).isInstanceOf(ModelFormatException.class);
        for (double bad : new double[] {0, -1, 1e300}) {
            Sections broken = Sections.builder()
                    .put("unobservedWeightsParameters", new double[] {0.5, 1})
                    .put("unobservedWeights", new double[] {1, bad, 1})
                    .build();
            assertThatThrownBy(() -> UnobservedWeights.readFrom(broken, 3))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("unobservedWeights");
        }
    }
}
