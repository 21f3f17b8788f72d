package dev.recsys.internal.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.Customer;
import dev.recsys.Facts;
import dev.recsys.RecommendationRequest;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.KnownCustomer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A customer of one vocabulary seen by a model of another. */
class VocabularyMapTest {
    private static final IdIndex NONE = IdIndex.of(List.of());
    private static final Vocabulary SOURCE = new Vocabulary(
            Catalogue.of(List.of("account", "card", "fund")),
            FeatureSchema.builder()
                    .numeric("age")
                    .categorical("city")
                    .categorical("segment")
                    .numeric("income")
                    .build(),
            List.of(NONE, IdIndex.of(List.of("north", "south")), IdIndex.of(List.of("x", "y")), NONE));
    private static final Vocabulary OTHER = new Vocabulary(
            Catalogue.of(List.of("fund", "loan", "account")),
            FeatureSchema.builder()
                    .categorical("income") // another kind under one name
                    .categorical("segment")
                    .categorical("city")
                    .numeric("age")
                    .numeric("score")
                    .build(),
            List.of(
                    IdIndex.of(List.of("high")),
                    IdIndex.of(List.of("x", "y")),
                    IdIndex.of(List.of("south", "west")),
                    NONE,
                    NONE));

    private static KnownCustomer customer(String city) {
        Customer said = Customer.anonymous()
                .holdings(Map.of("account", 0.5, "card", 2.0, "fund", 3.0))
                .number("age", 30)
                .number("income", 9)
                .category("city", city)
                .category("segment", "y")
                .earlier(
                        1,
                        Facts.builder()
                                .holdings(List.of("card", "fund"))
                                .number("age", 29)
                                .build())
                .earlier(3, Facts.builder().holdings(List.of("account")).build())
                .build();
        return new Resolver(SOURCE, null)
                .resolve(RecommendationRequest.forCustomer(said).build())
                .customer();
    }

    @Test
    void customer_ofOtherItems_holdsThoseOfOneName() {
        KnownCustomer mapped = VocabularyMap.between(SOURCE, OTHER).customer(customer("south"));
        assertThat(mapped.held()).containsExactly(0, 2);
        assertThat(mapped.weights()).containsExactly(3f, 0.5f);
        assertThat(mapped.history().periodCount()).isEqualTo(3);
        assertThat(mapped.history().isKnown(1)).isTrue();
        assertThat(mapped.history().holds(1, 0)).isTrue();
        assertThat(mapped.history().holds(1, 1)).isFalse();
        assertThat(mapped.history().holds(1, 2)).isFalse();
        assertThat(mapped.history().isKnown(2)).isFalse();
        assertThat(mapped.history().holds(3, 2)).isTrue();
        assertThat(mapped.known()).isEqualTo(customer("south").known());
    }

    @Test
    void customer_ofOtherFeatures_hasThoseOfOneNameAndKind() {
        KnownCustomer mapped = VocabularyMap.between(SOURCE, OTHER).customer(customer("south"));
        FeatureRow row = mapped.features();
        assertThat(row.code(0)).as("a number there").isEqualTo(-1);
        assertThat(row.code(1)).isEqualTo(1);
        assertThat(row.code(2)).isZero();
        assertThat(row.number(3)).isEqualTo(30);
        assertThat(row.number(4)).isNaN();
        assertThat(mapped.featuresBefore().number(3)).isEqualTo(29);
        assertThat(mapped.featuresBefore().code(2)).isEqualTo(-1);
        FeatureRow north =
                VocabularyMap.between(SOURCE, OTHER).customer(customer("north")).features();
        assertThat(north.code(2)).as("a city unknown there").isEqualTo(-1);
    }

    @Test
    void customer_featureThatIsTheFirstThere_isTranslatedToo() {
        FeatureSchema city = FeatureSchema.builder().categorical("city").build();
        Catalogue items = SOURCE.catalogue();
        Vocabulary from = new Vocabulary(items, city, List.of(IdIndex.of(List.of("north", "south"))));
        Vocabulary to = new Vocabulary(items, city, List.of(IdIndex.of(List.of("south", "north"))));
        Customer said = Customer.anonymous().category("city", "north").build();
        KnownCustomer customer = new Resolver(from, null)
                .resolve(RecommendationRequest.forCustomer(said).build())
                .customer();
        assertThat(VocabularyMap.between(from, to).customer(customer).features().code(0))
                .isEqualTo(1);
    }

    @Test
    void customer_ofTheSameVocabulary_staysAsItIs() {
        KnownCustomer customer = customer("south");
        KnownCustomer mapped = VocabularyMap.between(SOURCE, SOURCE).customer(customer);
        assertThat(mapped.held()).isEqualTo(customer.held());
        assertThat(mapped.weights()).isEqualTo(customer.weights());
        assertThat(mapped.history()).isEqualTo(customer.history());
        assertThat(mapped.features().code(1)).isEqualTo(1);
        assertThat(mapped.features().number(3)).isEqualTo(9);
    }

    @Test
    void item_ofEachVocabulary_isTheOneOfItsName() {
        VocabularyMap map = VocabularyMap.between(SOURCE, OTHER);
        assertThat(new int[] {map.item(0), map.item(1), map.item(2)}).containsExactly(2, -1, 0);
        assertThat(map.hasSameItems()).isFalse();
        assertThat(VocabularyMap.between(OTHER, OTHER).hasSameItems()).isTrue();
    }
}
