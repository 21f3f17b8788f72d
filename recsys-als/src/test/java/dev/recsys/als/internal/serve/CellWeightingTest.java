package dev.recsys.als.internal.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.data.InteractionMatrix;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import org.junit.jupiter.api.Test;

class CellWeightingTest {
    /** User 0 has items 0 (weight 4) and 1 (1), user 1 has item 0 (1), user 2 nothing. */
    private static final InteractionMatrix MATRIX = InteractionMatrix.builder(3, 3)
            .add(0, 0, 4)
            .add(0, 1, 1)
            .add(1, 0, 1)
            .build();

    @Test
    void apply_tfIdf_isRootTimesLogarithm() {
        CellWeighting weighting = CellWeighting.of(WeightingKind.TF_IDF, 1.2, 0.75, MATRIX);
        float[] weights = weighting.apply(new int[] {0, 1}, new float[] {4, 1});
        assertThat((double) weights[0]).isCloseTo(2 * Math.log(1 + 2 / 2.0), within(1e-6));
        assertThat((double) weights[1]).isCloseTo(1 * Math.log(1 + 2 / 1.0), within(1e-6));
    }

    @Test
    void apply_bm25_isTheFormula() {
        CellWeighting weighting = CellWeighting.of(WeightingKind.BM25, 2, 0.5, MATRIX);
        // Lengths are 5 and 1, so their mean is 3; of two users two have item 0 and one has item 1.
        double damping = 2 * (0.5 + 0.5 * 5 / 3);
        float[] weights = weighting.apply(new int[] {0, 1}, new float[] {4, 1});
        assertThat((double) weights[0]).isCloseTo(4 * 3 / (4 + damping) * Math.log(1 + 0.5 / 2.5), within(1e-6));
        assertThat((double) weights[1]).isCloseTo(3 / (1 + damping) * Math.log(1 + 1.5 / 1.5), within(1e-6));
        InteractionMatrix all = weighting.apply(MATRIX);
        assertThat(all.weight(0, 0)).isEqualTo(weights[0]);
        assertThat(all.weight(0, 1)).isEqualTo(weights[1]);
        assertThat(all.cellCount()).isEqualTo(3);
        assertThat(CellWeighting.of(WeightingKind.NONE, 2, 0.5, MATRIX).apply(MATRIX))
                .isSameAs(MATRIX);
    }

    @Test
    void readFrom_damagedSections_areRefused() {
        double[] parameters = {1.2, 0.75, 3};
        double[] rarity = {1, 2, 3};
        assertThat(refusal("BM25", parameters, rarity)).isEmpty();
        assertThat(refusal("NONE", parameters, new double[0])).isEmpty();
        assertThat(refusal("BM26", parameters, rarity)).contains("names no weighting: BM26");
        assertThat(refusal("BM25", new double[] {0, 0.75, 3}, rarity)).contains("out of range");
        assertThat(refusal("BM25", new double[] {1, 1.5, 3}, rarity)).contains("out of range");
        assertThat(refusal("BM25", new double[] {1, 0.5, 0}, rarity)).contains("out of range");
        assertThat(refusal("TF_IDF", parameters, new double[] {1, 0, 1})).contains("out of range");
        assertThat(refusal("TF_IDF", parameters, new double[] {1, 1})).isNotEmpty();
        assertThat(refusal("NONE", parameters, rarity)).isNotEmpty();
    }

    private static String refusal(String kind, double[] parameters, double[] rarity) {
        Sections sections = Sections.builder()
                .put("weighting", kind)
                .put("weightingParameters", parameters)
                .put("rarity", rarity)
                .build();
        try {
            CellWeighting.readFrom(sections, 3);
            return "";
        } catch (ModelFormatException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
