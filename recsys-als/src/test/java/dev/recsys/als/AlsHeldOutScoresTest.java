package dev.recsys.als;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.FallbackLevel;
import dev.recsys.TrainingListener;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.HoldingHistory;
import dev.recsys.data.Panel;
import dev.recsys.internal.run.ItemPopularity;
import dev.recsys.internal.run.PartRates;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.HeldOutScores;
import dev.recsys.pipeline.HeldOutTrainer.Fitted;
import dev.recsys.testkit.SmallBank;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AlsHeldOutScoresTest {
    private static KnownCustomer holder(int... items) {
        float[] weights = new float[items.length];
        java.util.Arrays.fill(weights, 1);
        return KnownCustomer.of(
                items,
                weights,
                HoldingHistory.builder(0, SmallBank.PRODUCTS.size()).build(),
                FeatureRow.unknown(),
                FeatureRow.unknown());
    }

    @Test
    void score_anyCustomer_hasTheRatesWithoutTheCustomersPart() {
        Panel panel = SmallBank.panel(200);
        AlsConfig config = AlsConfig.defaults();
        Fitted fitted = new AlsTrainer(config).trainHeldOut(panel, TrainingListener.none());
        HeldOutScores honest = Objects.requireNonNull(fitted.heldOut());
        int periods = config.resolvedFor(panel).scores().popularityPeriods();
        double[] rates = ItemPopularity.rates(panel, periods);
        PartRates parts = PartRates.of(panel, periods);
        boolean differs = false;
        for (int user = 0; user < 10; user++) {
            KnownCustomer customer = holder(user % 3);
            double[] all = fitted.model().score(customer).scores();
            double[] held = honest.score(user, customer).scores();
            double[] without = parts.without(PartRates.partOf(user));
            for (int item = 0; item < all.length; item++) {
                assertThat(held[item] * rates[item]).isCloseTo(all[item] * without[item], within(1e-12));
                differs |= held[item] != all[item];
            }
        }
        assertThat(differs).isTrue();
        assertThat(honest.areCalibrated()).isFalse();
        assertThat(honest.score(0, holder()).level()).isEqualTo(FallbackLevel.POPULARITY);
    }
}
