package dev.recsys.mlc.internal.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TeacherTest {
    private static final Offset<Float> ROUNDING = within(1e-6f);

    @Test
    void targets_ofSomeProducts_areMeansOfLabelAndProbability() {
        byte[] cells = {1, 0, 2, 0, 2, 1}; // added, not added, owned
        double[] probabilities = {0.5, 0.2, 0.9, 0.1, 0.8, 1};
        Teacher teacher = new Teacher(cells, 3, probabilities, 7);
        assertThat(teacher.rounds()).isEqualTo(7);
        float[] all = teacher.targets(new int[] {0, 1, 2});
        float[] expected = {0.65f, 0.14f, 0, 0.07f, 0, 1};
        for (int cell = 0; cell < expected.length; cell++) {
            assertThat(all[cell]).isCloseTo(expected[cell], ROUNDING);
        }
        assertThat(teacher.targets(new int[] {0, 2})).containsExactly(all[0], all[2], all[3], all[5]);
        assertThat(teacher.targets(new int[0])).isEmpty();
    }
}
