package dev.recsys.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recsys.data.Catalogue;
import dev.recsys.data.Feature;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Item;
import dev.recsys.data.Vocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Items and features with their roles, kept in a model and read back. */
class VocabularySectionsTest {
    private static final Catalogue ITEMS = Catalogue.ofItems(List.of(
            Item.of("account"),
            Item.of("loan")
                    .withLabel("Loan")
                    .withGroup("credit")
                    .withAttribute("rate", "5")
                    .withAttribute("term", "é")
                    .asCredit(),
            Item.of("card").withLabel("Card")));
    private static final FeatureSchema SCHEMA = FeatureSchema.of(List.of(
            Feature.numeric("age").withLabel("Age").asProtected(),
            Feature.categorical("city"),
            Feature.numeric("income")));
    private static final Vocabulary VOCABULARY = new Vocabulary(
            ITEMS, SCHEMA, List.of(IdIndex.of(List.of()), IdIndex.of(List.of("a", "b")), IdIndex.of(List.of())));

    private static Sections sections() {
        return Sections.builder().put("v", VOCABULARY).build();
    }

    /** The sections with the text of one replaced. */
    private static Sections with(String name, String from, String to) throws ModelFormatException {
        Sections whole = sections();
        String text = whole.text(name);
        assertThat(text).contains(from);
        Sections.Builder changed = Sections.builder();
        whole.all().forEach((other, section) -> {
            if (!other.equals(name)) {
                changed.put(other, section);
            }
        });
        return changed.put(name, text.replace(from, to)).build();
    }

    private static void refuses(String name, String from, String to, String message) throws ModelFormatException {
        Sections changed = with(name, from, to);
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> changed.vocabulary("v"))
                .withMessageContaining(message);
    }

    @Test
    void vocabulary_written_readsBackWithLabelsGroupsRolesAndAttributes() throws Exception {
        Vocabulary read = sections().vocabulary("v");
        assertThat(read).isEqualTo(VOCABULARY);
        assertThat(read.catalogue().items()).isEqualTo(ITEMS.items());
        assertThat(read.schema().features()).isEqualTo(SCHEMA.features());
        assertThat(read.dictionary(1).ids()).containsExactly("a", "b");
        assertThat(read.protects()).isTrue();
    }

    /** What can be derived is not written: a catalogue of plain ids costs no text. */
    @Test
    void catalogue_ofPlainIds_isWrittenWithoutDescriptions() throws Exception {
        Sections plain =
                Sections.builder().put("c", Catalogue.of(List.of("a", "b"))).build();
        assertThat(plain.text("c.described")).isEqualTo("[]");
        assertThat(plain.catalogue("c")).isEqualTo(Catalogue.of(List.of("a", "b")));
        assertThat(sections().text("v.items.described")).contains("\"Loan\"").doesNotContain("account");
    }

    @Test
    void catalogue_describingAnItemThatIsNotThere_isRefused() throws Exception {
        refuses("v.items.described", "\"index\":1", "\"index\":3", "item index");
        refuses("v.items.described", "\"index\":1", "\"index\":-1", "item index");
        refuses("v.items.described", "\"index\":1", "\"place\":1", "item index");
    }

    /** Otherwise a model read and saved again would have another hash. */
    @Test
    void vocabulary_writtenInAnotherWay_isRefused() throws Exception {
        refuses("v.items.described", "{\"index\"", "{ \"index\"", "is not as this library writes it");
        refuses("v.features", "{\"name\"", "{ \"name\"", "is not as this library writes it");
        refuses("v.items.described", "\"label\":\"Loan\"", "\"label\":\"Loan\",\"other\":1", "is not as this library");
    }

    @Test
    void vocabulary_damaged_isRefusedInWords() throws Exception {
        refuses("v.items.described", "CREDIT", "DEBIT", "section \"v.items\" is damaged");
        refuses("v.features", "NUMERIC", "NUMBER", "section \"v\" is damaged");
        refuses("v.features", "[{", "{{", "the features are not JSON");
        refuses("v.items.described", "[{", "{{", "the items are not JSON");
        Sections noArray = Sections.builder()
                .put("c", IdIndex.of(List.of("a")))
                .put("c.described", "{}")
                .build();
        assertThatExceptionOfType(ModelFormatException.class)
                .isThrownBy(() -> noArray.catalogue("c"))
                .withMessageContaining("the items must be a JSON array");
    }
}
