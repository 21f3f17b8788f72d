package dev.recsys.mlc.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.data.FeatureTable;
import dev.recsys.internal.run.Workers;
import dev.recsys.mlc.uplift.UpliftFixture.Design;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RandomisationTest {
    private static void require(FeatureTable attributes, boolean[] treated, long seed) {
        try (Workers workers = Workers.of("test", 2);
                Workers alone = Workers.of("test", 1)) {
            Randomisation.require(attributes, treated, UpliftFixture.RANDOM, seed, workers, alone);
        }
    }

    private static FeatureTable attributes(FeatureTable table) {
        return table.select(table.schema().names().subList(0, 9));
    }

    @Test
    void require_randomTreatment_isRefusedOnceInAHundredAtMost() {
        int refused = 0;
        for (int seed = 0; seed < 100; seed++) {
            FeatureTable table =
                    UpliftFixture.draw(Design.SMALL_EFFECT, 1000, 7000 + seed).table();
            try {
                require(
                        attributes(table),
                        CampaignRows.of(table, UpliftFixture.RANDOM).treated(),
                        seed);
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertThat(refused).isLessThanOrEqualTo(4); // more once in 300 runs, if one in a hundred is refused
    }

    @Test
    void require_treatmentByAnAttribute_isRefusedWithItsName() {
        for (int seed = 0; seed < 20; seed++) {
            FeatureTable table =
                    UpliftFixture.draw(Design.CONFOUNDED, 500, 100 + seed).table();
            boolean[] treated = CampaignRows.of(table, UpliftFixture.RANDOM).treated();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> require(attributes(table), treated, 1))
                    .withMessageContaining("\"x0\" tells who was treated")
                    .withMessageContaining("Campaign.withPropensity");
        }
    }

    @Test
    void require_treatmentByTwoAttributesTogether_isRefusedByTheTrees() {
        FeatureTable table =
                attributes(UpliftFixture.draw(Design.SMALL_EFFECT, 2000, 3).table());
        SplittableRandom random = new SplittableRandom(4);
        boolean[] treated = new boolean[2000];
        for (int row = 0; row < treated.length; row++) {
            boolean alike = table.number(row, 2) > 0 == table.number(row, 5) > 0;
            treated[row] = UpliftFixture.unit(random) < (alike ? 0.65 : 0.35);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> require(table, treated, 1))
                .withMessageContaining("attributes together")
                .withMessageMatching(".*\"x[25]\" most of all.*");
    }

    @Test
    void require_oneColumnOfOneValue_passes() {
        FeatureTable table =
                FeatureTable.builder(4).numeric("x", new float[] {1, 1, 1, 1}).build();
        assertThatCode(() -> require(table, new boolean[] {true, false, true, false}, 1))
                .doesNotThrowAnyException();
    }
}
