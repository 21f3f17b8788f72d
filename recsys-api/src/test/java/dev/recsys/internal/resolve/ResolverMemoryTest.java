package dev.recsys.internal.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.Facts;
import dev.recsys.RecommendationRequest;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.memory.MemoryNeeds;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the memory of customers and a request say together. */
class ResolverMemoryTest {
    private static final LocalDate MARCH = LocalDate.of(2020, 3, 31);
    private static final LocalDate APRIL = MARCH.plusMonths(1).withDayOfMonth(30);
    private static final int AGE = 0;
    private static final int CITY = 1;
    private static final int ACCOUNT = 0;
    private static final int CARD = 1;
    private static final int FUND = 2;

    /** In March "ann" has the account, in April the fund too. */
    private static Panel panel() {
        FeatureSchema schema = FeatureSchema.builder()
                .numeric("age")
                .categorical("city")
                .protect("age")
                .build();
        PanelBuilder panel = Panel.builder(List.of("account", "card", "fund"), schema);
        panel.row(MARCH, "ann").number("age", 30).category("city", "north").holds("account");
        panel.row(APRIL, "ann").number("age", 31).category("city", "south").holds("account");
        panel.holds("fund");
        panel.row(APRIL, "bob").holds("card");
        return panel.build();
    }

    private static CustomerMemory memory() {
        return CustomerMemory.of(panel(), new MemoryNeeds(Set.of("age", "city"), 3, Set.of("city"), 0));
    }

    private static Resolver resolver() {
        return new Resolver(panel().vocabulary(), memory());
    }

    private static KnownCustomer resolved(RecommendationRequest.Builder request) {
        return resolver().resolve(request.build()).customer();
    }

    private static int city(String value) {
        return panel().vocabulary().code(CITY, value);
    }

    @Test
    void resolve_factsOfTheRequest_standInPlaceOfTheRemembered() {
        KnownCustomer ann = resolved(RecommendationRequest.forUser("ann")
                .holdings(Map.of("fund", 0.25, "card", 2.0))
                .feature("city", "north"));
        assertThat(ann.isRemembered()).isTrue();
        assertThat(ann.held()).containsExactly(CARD, FUND);
        assertThat(ann.weights()).containsExactly(2f, 0.25f);
        assertThat(ann.features().code(CITY)).isEqualTo(city("north"));
        assertThat(ann.features().number(AGE)).isEqualTo(31);
        assertThat(ann.history().holds(1, ACCOUNT)).isTrue();
    }

    @Test
    void resolve_featureSaidToBeMissing_isNotTheRemembered() {
        KnownCustomer ann = resolved(RecommendationRequest.forUser("ann").feature("age", Double.NaN));
        assertThat(ann.features().number(AGE)).isNaN();
        assertThat(ann.features().code(CITY)).isEqualTo(city("south"));
        assertThat(ann.openFeaturesKnown()).isTrue();
    }

    @Test
    void resolve_protectedFeatureAlone_isNoOpenOne() {
        KnownCustomer stranger = resolved(RecommendationRequest.anonymous().feature("age", 40));
        assertThat(stranger.featuresKnown()).isTrue();
        assertThat(stranger.openFeaturesKnown()).isFalse();
    }

    @Test
    void resolve_earlierPeriodsOfTheRequest_replaceTheRememberedHistory() {
        KnownCustomer ann = resolved(RecommendationRequest.forUser("ann")
                .earlier(2, Facts.builder().holdings(List.of("card", "yacht")).build()));
        assertThat(ann.history().isKnown(1)).isFalse();
        assertThat(ann.history().isKnown(2)).isTrue();
        assertThat(ann.history().holds(2, CARD)).isTrue();
        assertThat(ann.history().holds(2, ACCOUNT)).isFalse();
        assertThat(ann.featuresBefore().code(CITY)).isEqualTo(city("north"));
    }

    @Test
    void resolve_laterDateWithHoldings_makesTheRememberedOnesHistory() {
        KnownCustomer later = resolved(RecommendationRequest.forUser("ann")
                .date(LocalDate.of(2020, 5, 15))
                .holdings(List.of("card")));
        assertThat(later.held()).containsExactly(CARD);
        assertThat(later.history().holds(1, FUND)).isTrue();
        assertThat(later.history().holds(1, ACCOUNT)).isTrue();
        assertThat(later.history().holds(1, CARD)).isFalse();
        KnownCustomer silent = resolved(RecommendationRequest.forUser("ann").date(LocalDate.of(2020, 5, 15)));
        assertThat(silent.held()).containsExactly(ACCOUNT, FUND);
        assertThat(silent.history().holds(1, FUND)).isFalse();
    }

    @Test
    void resolve_laterDateWithAFeature_comparesItWithTheRememberedIfOnePeriodOld() {
        RecommendationRequest.Builder may = RecommendationRequest.forUser("ann").date(LocalDate.of(2020, 5, 15));
        assertThat(resolved(may.feature("city", "north")).featuresBefore().code(CITY))
                .isEqualTo(city("south"));
        RecommendationRequest.Builder june =
                RecommendationRequest.forUser("ann").date(LocalDate.of(2020, 6, 15));
        assertThat(resolved(june.feature("city", "north")).featuresBefore().code(CITY))
                .isEqualTo(-1);
        RecommendationRequest.Builder other =
                RecommendationRequest.forUser("ann").date(LocalDate.of(2020, 5, 15));
        assertThat(resolved(other.feature("age", 50)).featuresBefore().code(CITY))
                .isEqualTo(city("north"));
    }

    /** The model's indexes are not those of the memory. */
    @Test
    void resolve_otherVocabulary_translatesWhatIsRemembered() {
        FeatureSchema schema =
                FeatureSchema.builder().categorical("city").numeric("wealth").build();
        Vocabulary other = new Vocabulary(
                Catalogue.of(List.of("fund", "pension", "account")),
                schema,
                List.of(IdIndex.of(List.of("south", "east", "north")), IdIndex.of(List.of())));
        KnownCustomer ann = new Resolver(other, memory())
                .resolve(RecommendationRequest.forUser("ann").build())
                .customer();
        assertThat(ann.held()).containsExactly(0, 2);
        assertThat(ann.weights()).containsExactly(0.5f, 1f);
        assertThat(ann.features().code(0)).isZero();
        assertThat(ann.features().number(1)).isNaN();
        assertThat(ann.featuresBefore().code(0)).isEqualTo(2);
        assertThat(ann.history().holds(1, 2)).isTrue();
        assertThat(ann.history().holds(1, 0)).isFalse();
        assertThat(new Resolver(other, memory())
                        .resolve(RecommendationRequest.forUser("bob").build())
                        .customer()
                        .held())
                .isEmpty();
    }

    @Test
    void remembered_eachPlace_isTheCustomerWithoutARequest() {
        int place = memory().indexOf("ann");
        KnownCustomer ann = resolver().remembered(place);
        KnownCustomer asked = resolved(RecommendationRequest.forUser("ann"));
        assertThat(ann.held()).containsExactly(asked.held());
        assertThat(ann.known()).isEqualTo(asked.known());
        assertThat(ann.history()).isEqualTo(asked.history());
        assertThat(ann.features().number(AGE)).isEqualTo(31);
    }

    @Test
    void remembered_noMemoryOrNoSuchCustomer_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resolver(panel().vocabulary(), null).remembered(0))
                .withMessageContaining("the memory of customers");
        assertThatIllegalArgumentException().isThrownBy(() -> resolver().remembered(2));
        assertThatIllegalArgumentException().isThrownBy(() -> resolver().remembered(-1));
    }
}
