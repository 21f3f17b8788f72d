package dev.recsys.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.data.FeatureRow;
import dev.recsys.data.HoldingHistory;
import org.junit.jupiter.api.Test;

class KnownCustomerTest {
    private static KnownCustomer holding(int item, float weight) {
        return KnownCustomer.of(
                new int[] {item},
                new float[] {weight},
                HoldingHistory.none(),
                FeatureRow.unknown(),
                FeatureRow.unknown());
    }

    @Test
    void within_itemsOfTheCatalogue_isTheSameCustomer() {
        KnownCustomer customer = holding(2, 1);
        assertThat(customer.within(3)).isSameAs(customer);
    }

    @Test
    void within_itemTheCatalogueLacks_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> holding(3, 1).within(3))
                .withMessage("item must be in 0..2, but was 3");
    }

    @Test
    void of_itemBelowZeroOrWeightNotFinite_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> holding(-1, 1))
                .withMessage("item must be at least 0, but was -1");
        for (float weight : new float[] {-1, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> holding(0, weight));
        }
    }
}
