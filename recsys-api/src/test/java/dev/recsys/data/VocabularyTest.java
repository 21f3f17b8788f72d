package dev.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    private static final Catalogue ITEMS = Catalogue.of(List.of("account", "loan"));
    private static final IdIndex CITIES = IdIndex.of(List.of("north", "south"));
    private static final IdIndex NONE = IdIndex.of(List.of());

    private static FeatureSchema schema() {
        return FeatureSchema.builder().numeric("age").categorical("city").build();
    }

    private static Vocabulary vocabulary() {
        return new Vocabulary(ITEMS, schema(), List.of(NONE, CITIES));
    }

    @Test
    void code_valueOfACategory_isItsPlaceOrMinusOne() {
        assertThat(vocabulary().code(1, "north")).isZero();
        assertThat(vocabulary().code(1, "south")).isEqualTo(1);
        assertThat(vocabulary().code(1, "South")).isEqualTo(-1);
        assertThat(vocabulary().code(1, null)).isEqualTo(-1);
        assertThat(vocabulary().code(0, "north")).isEqualTo(-1);
    }

    /** So many values get no map of strings. */
    @Test
    void code_manyValues_isThatOfTheDictionary() {
        FeatureSchema schema = FeatureSchema.builder().categorical("postcode").build();
        for (int count : new int[] {1 << 16, (1 << 16) + 1}) {
            IdIndex values =
                    IdIndex.of(IntStream.range(0, count).mapToObj(i -> "p" + i).toList());
            Vocabulary many = new Vocabulary(ITEMS, schema, List.of(values));
            assertThat(many.code(0, "p0")).isZero();
            assertThat(many.code(0, "p" + (count - 1))).isEqualTo(count - 1);
            assertThat(many.code(0, "p" + count)).isEqualTo(-1);
        }
    }

    @Test
    void dictionary_eachColumn_hasItsValues() {
        assertThat(vocabulary().dictionary(0).size()).isZero();
        assertThat(vocabulary().dictionary(1)).isEqualTo(CITIES);
    }

    @Test
    void columns_outOfRange_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> vocabulary().dictionary(2))
                .withMessage("column must be in 0..1, but was 2");
        assertThatIllegalArgumentException().isThrownBy(() -> vocabulary().code(-1, "north"));
    }

    @Test
    void constructor_dictionariesThatDoNotFit_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Vocabulary(ITEMS, schema(), List.of(NONE)))
                .withMessage("dictionaries must be one a feature of the schema, but there were 1 for 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Vocabulary(ITEMS, schema(), List.of(CITIES, CITIES)))
                .withMessage("feature \"age\" is numeric and has no values");
    }

    @Test
    void of_itemsAlone_hasNoFeatures() {
        assertThat(Vocabulary.of(ITEMS).schema().size()).isZero();
        assertThat(Vocabulary.of(ITEMS).catalogue()).isSameAs(ITEMS);
        assertThat(Vocabulary.of(ITEMS).protects()).isFalse();
    }

    @Test
    void protects_creditItemsAndProtectedFeatures_needsBoth() {
        Catalogue credit =
                Catalogue.builder().items(ITEMS.ids().ids()).credit("loan").build();
        FeatureSchema guarded = FeatureSchema.builder()
                .numeric("age")
                .categorical("city")
                .protect("age")
                .build();
        List<IdIndex> values = List.of(NONE, CITIES);
        assertThat(new Vocabulary(ITEMS, schema(), values).protects()).isFalse();
        assertThat(new Vocabulary(credit, schema(), values).protects()).isFalse();
        assertThat(new Vocabulary(ITEMS, guarded, values).protects()).isFalse();
        assertThat(new Vocabulary(credit, guarded, values).protects()).isTrue();
    }

    @Test
    void equals_eachPart_counts() {
        assertThat(vocabulary()).isEqualTo(vocabulary()).hasSameHashCodeAs(vocabulary());
        assertThat(vocabulary())
                .isNotEqualTo(new Vocabulary(Catalogue.of(List.of("account")), schema(), List.of(NONE, CITIES)));
        assertThat(vocabulary())
                .isNotEqualTo(new Vocabulary(ITEMS, schema(), List.of(NONE, IdIndex.of(List.of("south", "north")))));
        FeatureSchema other =
                FeatureSchema.builder().numeric("wealth").categorical("city").build();
        assertThat(vocabulary()).isNotEqualTo(new Vocabulary(ITEMS, other, List.of(NONE, CITIES)));
    }
}
