package dev.recsys.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.FallbackLevel;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.HoldingHistory;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
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
                .withMessage("the items of the customer must be below itemCount 3, but one was 3");
    }

    @Test
    void of_itemBelowZeroOrWeightNotFinite_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> holding(-1, 1))
                .withMessage("each of held must be at least 0, but was -1");
        for (float weight : new float[] {-1, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException().isThrownBy(() -> holding(0, weight));
        }
    }

    private static KnownCustomer knowing(int itemCount, boolean remembered, boolean holdings, boolean features) {
        return new KnownCustomer(
                IntStream.range(0, itemCount).toArray(),
                new float[itemCount],
                HoldingHistory.none(),
                FeatureRow.unknown(),
                FeatureRow.unknown(),
                new KnownCustomer.Known(remembered, holdings, true, features, false));
    }

    @Test
    void levels_eachSetOfFacts_areWhatTheAnswerIsBuiltOn() {
        assertThat(knowing(0, true, true, true).levelByHoldings()).isEqualTo(FallbackLevel.POPULARITY);
        assertThat(knowing(1, true, true, true).levelByHoldings()).isEqualTo(FallbackLevel.KNOWN_USER);
        assertThat(knowing(1, false, true, true).levelByHoldings()).isEqualTo(FallbackLevel.HOLDINGS);
        assertThat(knowing(1, true, true, false).levelByFeatures()).isEqualTo(FallbackLevel.POPULARITY);
        assertThat(knowing(1, true, true, true).levelByFeatures()).isEqualTo(FallbackLevel.KNOWN_USER);
        assertThat(knowing(1, false, true, true).levelByFeatures()).isEqualTo(FallbackLevel.FEATURES);
        assertThat(knowing(0, true, false, false).levelByAll()).isEqualTo(FallbackLevel.KNOWN_USER);
        assertThat(knowing(0, false, true, false).levelByAll()).isEqualTo(FallbackLevel.HOLDINGS);
        assertThat(knowing(0, false, false, true).levelByAll()).isEqualTo(FallbackLevel.FEATURES);
        assertThat(knowing(0, false, false, false).levelByAll()).isEqualTo(FallbackLevel.POPULARITY);
    }

    @Test
    void known_eachFact_isAskedByItsName() {
        KnownCustomer customer = knowing(0, false, true, false);
        assertThat(customer.known()).isEqualTo(new KnownCustomer.Known(false, true, true, false, false));
        assertThat(customer.holdingsKnown()).isTrue();
        assertThat(customer.historyKnown()).isTrue();
        assertThat(customer.featuresKnown()).isFalse();
        assertThat(customer.openFeaturesKnown()).isFalse();
        assertThat(customer.isRemembered()).isFalse();
        KnownCustomer other = new KnownCustomer(
                new int[0],
                new float[0],
                HoldingHistory.none(),
                FeatureRow.unknown(),
                FeatureRow.unknown(),
                new KnownCustomer.Known(true, false, false, true, true));
        assertThat(other.holdingsKnown()).isFalse();
        assertThat(other.historyKnown()).isFalse();
        assertThat(other.featuresKnown()).isTrue();
        assertThat(other.openFeaturesKnown()).isTrue();
    }

    @Test
    void of_moreItemsThanWeights_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KnownCustomer.of(
                        new int[] {0}, new float[2], HoldingHistory.none(), FeatureRow.unknown(), FeatureRow.unknown()))
                .withMessage("held and weights must be as many, but were 1 and 2");
        assertThat(holding(0, Float.MAX_VALUE).weights()).containsExactly(Float.MAX_VALUE);
    }

    @Test
    void ofHoldings_otherShape_isRefused() {
        IdIndex customers = IdIndex.of(List.of("a"));
        Catalogue catalogue = Catalogue.of(List.of("x", "y"));
        InteractionMatrix right = InteractionMatrix.builder(1, 2).add(0, 1, 1).build();
        assertThat(CustomerMemory.ofHoldings(customers, catalogue, right).holdings())
                .isSameAs(right);
        for (int[] shape : new int[][] {{2, 2}, {1, 3}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CustomerMemory.ofHoldings(
                            customers,
                            catalogue,
                            InteractionMatrix.builder(shape[0], shape[1]).build()))
                    .withMessageContaining("which is 1 x 2");
        }
    }

    @Test
    void and_twoHalfLives_areRefused() {
        MemoryNeeds week = new MemoryNeeds(Set.of(), 0, Set.of(), 7);
        MemoryNeeds month = new MemoryNeeds(Set.of("age"), 3, Set.of("age"), 30);
        assertThat(week.and(week).halfLifeDays()).isEqualTo(7);
        assertThat(week.and(MemoryNeeds.holdings()).halfLifeDays()).isEqualTo(7);
        assertThat(MemoryNeeds.holdings().and(month)).isEqualTo(month);
        assertThatIllegalArgumentException().isThrownBy(() -> week.and(month));
    }
}
