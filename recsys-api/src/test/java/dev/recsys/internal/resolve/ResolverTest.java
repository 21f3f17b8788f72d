package dev.recsys.internal.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recsys.Customer;
import dev.recsys.Facts;
import dev.recsys.Ignored;
import dev.recsys.RecommendationRequest;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Panel;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.memory.MemoryNeeds;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a request says and what is remembered become one customer. */
class ResolverTest {
    private static final LocalDate MARCH = LocalDate.of(2020, 3, 31);
    private static final FeatureSchema SCHEMA = FeatureSchema.builder()
            .numeric("age")
            .categorical("city")
            .categorical("sex")
            .protect("sex")
            .build();
    private static final Vocabulary VOCABULARY = new Vocabulary(
            Catalogue.of(List.of("account", "card", "fund")),
            SCHEMA,
            List.of(IdIndex.of(List.of()), IdIndex.of(List.of("north", "south")), IdIndex.of(List.of("f", "m"))));
    private static final int AGE = 0;
    private static final int CITY = 1;
    private static final int SEX = 2;

    private static Resolution resolve(Customer customer) {
        return new Resolver(VOCABULARY, null)
                .resolve(RecommendationRequest.forCustomer(customer).build());
    }

    private static KnownCustomer known(Customer.Builder customer) {
        return resolve(customer.build()).customer();
    }

    /** A customer in three months. */
    private static CustomerMemory memory() {
        Panel panel = Panel.builder(VOCABULARY.catalogue(), SCHEMA)
                .row(MARCH.minusMonths(2), "ann")
                .row(MARCH.minusMonths(1), "ann")
                .number("age", 30)
                .category("city", "north")
                .holds("account")
                .row(MARCH, "ann")
                .number("age", 31)
                .category("city", "south")
                .category("sex", "f")
                .holds("account")
                .holds("card")
                .build();
        return CustomerMemory.of(panel, new MemoryNeeds(Set.of("age", "city", "sex"), 3, Set.of("age", "city"), 0));
    }

    private static KnownCustomer remembered(RecommendationRequest.Builder request) {
        return new Resolver(VOCABULARY, memory()).resolve(request.build()).customer();
    }

    @Test
    void resolve_nothingSaid_isKnownOfNobody() {
        KnownCustomer customer = known(Customer.builder("x"));
        assertThat(customer.known()).isEqualTo(new KnownCustomer.Known(false, false, false, false, false));
        assertThat(customer.held()).isEmpty();
        assertThat(customer.features().number(AGE)).isNaN();
        assertThat(customer.features().code(CITY)).isEqualTo(-1);
        assertThat(customer.featuresBefore().number(AGE)).isNaN();
        assertThat(customer.featuresBefore().code(CITY)).isEqualTo(-1);
        assertThat(customer.history().isKnown()).isFalse();
    }

    @Test
    void resolve_holdings_areInTheOrderOfTheCatalogueWithTheirWeights() {
        Resolution resolution = resolve(Customer.anonymous()
                .holdings(Map.of("fund", 2.5, "account", 1e-60, "card", 1e12, "bond", 1.0))
                .build());
        KnownCustomer customer = resolution.customer();
        assertThat(customer.held()).containsExactly(0, 1, 2);
        assertThat(customer.weights()).containsExactly(Float.MIN_NORMAL, 1e12f, 2.5f);
        assertThat(customer.known()).isEqualTo(new KnownCustomer.Known(false, true, false, false, false));
        assertThat(resolution.ignored()).containsExactly(new Ignored(Ignored.Part.HOLDING, "bond"));
    }

    @Test
    void resolve_noHoldings_isNotTheSameAsUnknownOnes() {
        assertThat(known(Customer.anonymous().holdings(List.of())).holdingsKnown())
                .isTrue();
        assertThat(known(Customer.anonymous()).holdingsKnown()).isFalse();
    }

    @Test
    void resolve_features_areKnownOpenlyUnlessProtected() {
        KnownCustomer customer = known(Customer.anonymous().number("age", 30).category("city", "south"));
        assertThat(customer.features().number(AGE)).isEqualTo(30);
        assertThat(customer.features().code(CITY)).isEqualTo(1);
        assertThat(customer.features().code(SEX)).isEqualTo(-1);
        assertThat(customer.featuresKnown()).isTrue();
        assertThat(customer.openFeaturesKnown()).isTrue();
        KnownCustomer closed = known(Customer.anonymous().category("sex", "m"));
        assertThat(closed.featuresKnown()).isTrue();
        assertThat(closed.openFeaturesKnown()).isFalse();
        assertThat(known(Customer.anonymous().category("city", "north")).openFeaturesKnown())
                .isTrue();
        assertThat(known(Customer.anonymous().number("age", 0)).openFeaturesKnown())
                .isTrue();
    }

    /** A double past the greatest float would be infinite, which no model can score. */
    @Test
    void resolve_numbersPastTheGreatestFloat_stayFinite() {
        assertThat(known(Customer.anonymous().number("age", 1e300)).features().number(AGE))
                .isEqualTo(Float.MAX_VALUE);
        assertThat(known(Customer.anonymous().number("age", -1e300)).features().number(AGE))
                .isEqualTo(-Float.MAX_VALUE);
    }

    @Test
    void resolve_whatTheVocabularyLacks_isListedByItsKind() {
        Resolution resolution = resolve(Customer.anonymous()
                .number("income", 1)
                .number("city", 2)
                .category("age", "old")
                .category("sex", "x")
                .build());
        assertThat(resolution.ignored())
                .containsExactlyInAnyOrder(
                        new Ignored(Ignored.Part.FEATURE, "income"),
                        new Ignored(Ignored.Part.FEATURE_KIND, "city"),
                        new Ignored(Ignored.Part.FEATURE_KIND, "age"),
                        new Ignored(Ignored.Part.FEATURE_VALUE, "sex"));
        assertThat(resolution.customer().featuresKnown()).isFalse();
    }

    @Test
    void resolve_firstCategoryOfAFeature_isKnownAndNotListed() {
        Resolution resolution =
                resolve(Customer.anonymous().category("city", "north").build());
        assertThat(resolution.ignored()).isEmpty();
        assertThat(resolution.customer().features().code(CITY)).isZero();
    }

    @Test
    void resolve_dateOutsideFourDigitYears_isRefused() {
        Resolver resolver = new Resolver(VOCABULARY, null);
        LocalDate last = LocalDate.of(9999, 12, 31);
        resolver.resolve(RecommendationRequest.forCustomer(Customer.anonymous().build())
                .date(last)
                .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> resolver.resolve(
                        RecommendationRequest.forCustomer(Customer.anonymous().build())
                                .date(last.plusDays(1))
                                .build()))
                .withMessageContaining("the request's date must lie in the years -9999 to 9999");
    }

    @Test
    void resolve_earlierPeriods_areHistoryAndListNothing() {
        Resolution resolution = resolve(Customer.anonymous()
                .earlier(
                        1,
                        Facts.builder()
                                .holdings(List.of("card", "bond"))
                                .number("age", 29)
                                .category("city", "north")
                                .category("income", "high")
                                .number("sex", 1)
                                .build())
                .earlier(3, Facts.builder().holdings(List.of("fund")).build())
                .build());
        KnownCustomer customer = resolution.customer();
        assertThat(resolution.ignored()).isEmpty();
        assertThat(customer.historyKnown()).isTrue();
        assertThat(customer.holdingsKnown()).isFalse();
        assertThat(customer.history().periodCount()).isEqualTo(3);
        assertThat(customer.history().holds(1, 1)).isTrue();
        assertThat(customer.history().holds(1, 0)).isFalse();
        assertThat(customer.history().isKnown(2)).isFalse();
        assertThat(customer.history().holds(3, 2)).isTrue();
        assertThat(customer.featuresBefore().number(AGE)).isEqualTo(29);
        assertThat(customer.featuresBefore().code(CITY)).isZero();
        assertThat(customer.featuresBefore().code(SEX)).isEqualTo(-1);
        assertThat(customer.featuresKnown()).isFalse();
    }

    @Test
    void resolve_justJoined_knowsThatThereIsNoHistory() {
        KnownCustomer customer = known(Customer.anonymous().justJoined());
        assertThat(customer.historyKnown()).isTrue();
        assertThat(customer.history().isKnown()).isFalse();
        KnownCustomer features = known(Customer.anonymous()
                .earlier(1, Facts.builder().number("age", 29).build()));
        assertThat(features.historyKnown()).isFalse();
    }

    @Test
    void resolve_remembered_isAsTheLatestSnapshot() {
        KnownCustomer ann = remembered(RecommendationRequest.forUser("ann"));
        assertThat(ann.known()).isEqualTo(new KnownCustomer.Known(true, true, true, true, true));
        assertThat(ann.held()).containsExactly(0, 1);
        assertThat(ann.features().number(AGE)).isEqualTo(31);
        assertThat(ann.features().code(CITY)).isEqualTo(1);
        assertThat(ann.features().code(SEX)).isZero();
        assertThat(ann.featuresBefore().number(AGE)).isEqualTo(30);
        assertThat(ann.history().holds(1, 0)).isTrue();
        assertThat(ann.history().holds(1, 1)).isFalse();
        assertThat(remembered(RecommendationRequest.anonymous()).isRemembered()).isFalse();
        assertThat(remembered(RecommendationRequest.forUser("bob")).isRemembered())
                .isFalse();
    }

    @Test
    void remembered_place_isAsTheRequestOfItsId() {
        Resolver resolver = new Resolver(VOCABULARY, memory());
        KnownCustomer place = resolver.remembered(0);
        KnownCustomer asked = remembered(RecommendationRequest.forUser("ann"));
        assertThat(place.known()).isEqualTo(asked.known());
        assertThat(place.held()).isEqualTo(asked.held());
        assertThat(place.weights()).isEqualTo(asked.weights());
        assertThat(place.history()).isEqualTo(asked.history());
        assertThat(place.features().number(AGE)).isEqualTo(31);
        assertThat(place.featuresBefore().number(AGE)).isEqualTo(30);
        assertThatIllegalArgumentException().isThrownBy(() -> resolver.remembered(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Resolver(VOCABULARY, null).remembered(0));
    }

    @Test
    void resolve_saidOfARememberedCustomer_goesBeforeTheMemory() {
        Customer said = Customer.builder("ann")
                .now(Facts.builder()
                        .holdings(List.of("fund"))
                        .number("age", 40)
                        .missing("city")
                        .build())
                .build();
        KnownCustomer ann = remembered(RecommendationRequest.forCustomer(said));
        assertThat(ann.held()).containsExactly(2);
        assertThat(ann.features().number(AGE)).isEqualTo(40);
        assertThat(ann.features().code(CITY)).as("said to be missing").isEqualTo(-1);
        assertThat(ann.features().code(SEX)).as("remembered").isZero();
        assertThat(ann.isRemembered()).isTrue();
        assertThat(remembered(RecommendationRequest.forCustomer(Customer.builder("ann")
                                .now(Facts.builder().missing("age").build())
                                .build()))
                        .features()
                        .number(AGE))
                .isNaN();
    }

    /** Of a later month, what was remembered as the latest is the month before. */
    @Test
    void resolve_saidOfALaterMonth_movesTheMemoryBack() {
        RecommendationRequest.Builder april = RecommendationRequest.forUser("ann")
                .holdings(List.of("fund"))
                .feature("age", 40)
                .date(MARCH.plusMonths(1));
        KnownCustomer ann = remembered(april);
        assertThat(ann.history().holds(1, 1)).isTrue();
        assertThat(ann.history().holds(2, 0)).isTrue();
        assertThat(ann.history().holds(2, 1)).isFalse();
        assertThat(ann.featuresBefore().number(AGE))
                .as("said, so the latest is before")
                .isEqualTo(31);
        assertThat(ann.featuresBefore().code(CITY))
                .as("not said, so the latest is now")
                .isZero();
        assertThat(ann.featuresBefore().code(SEX))
                .as("not remembered of before")
                .isEqualTo(-1);

        KnownCustomer may = remembered(april.date(MARCH.plusMonths(2)));
        assertThat(may.featuresBefore().number(AGE)).as("April is not known").isNaN();
        assertThat(may.featuresBefore().code(CITY)).isZero();
        assertThat(may.history().isKnown(1)).isFalse();
        assertThat(may.history().holds(2, 1)).isTrue();

        KnownCustomer silent = remembered(RecommendationRequest.forUser("ann").date(MARCH.plusMonths(1)));
        assertThat(silent.history().holds(1, 1))
                .as("the remembered holdings stand for today's")
                .isFalse();
        assertThat(silent.featuresBefore().number(AGE)).isEqualTo(30);
    }
}
