package dev.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private static Catalogue.Builder bank() {
        return Catalogue.builder().item("account").item("loan").label("loan", "Personal loan");
    }

    @Test
    void builder_roles_areKept() {
        Catalogue catalogue = bank().group("lending", "loan").credit("loan").build();
        assertThat(catalogue.isCredit(1)).isTrue();
        assertThat(catalogue.isCredit(0)).isFalse();
        assertThat(catalogue.creditCount()).isEqualTo(1);
        assertThat(catalogue.item(1).label()).isEqualTo("Personal loan");
        assertThat(catalogue.item(1).group()).isEqualTo("lending");
        assertThat(catalogue.item(0)).isEqualTo(Item.of("account"));
        assertThat(catalogue).isNotEqualTo(Catalogue.of(List.of("account", "loan")));
    }

    /** Misspelt names of credit products and protected features passed. */
    @Test
    void builder_unknownName_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bank().credit("laon"))
                .withMessage("each of itemIds must be one of [account, loan], but there is no item \"laon\"");
        assertThatIllegalArgumentException().isThrownBy(() -> bank().group("x", "laon"));
        assertThatIllegalArgumentException().isThrownBy(() -> bank().label("laon", "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> bank().item("loan"));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        FeatureSchema.builder().numeric("age").protect("agee").build())
                .withMessageContaining("agee");
    }

    @Test
    void aliases_findTheirItemAndMustBeFree() {
        Item credit = Item.of("loan").withAttribute(Item.ALIAS, "kredit");
        Catalogue catalogue = Catalogue.ofItems(List.of(Item.of("account"), credit));
        assertThat(catalogue.indexOf("kredit")).isEqualTo(1);
        assertThat(catalogue.indexOf("loan")).isEqualTo(1);
        assertThat(catalogue.indexOf("konto")).isEqualTo(-1);
        assertThat(catalogue.items()).containsExactly(Item.of("account"), credit);
        assertThat(catalogue).hasToString("Catalogue[2 items, 0 credit]");
        Item taken = Item.of("card").withAttribute(Item.ALIAS, "kredit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.ofItems(List.of(credit, taken)))
                .withMessage("alias \"kredit\" of item \"card\" is taken");
        Item anId = Item.of("card").withAttribute(Item.ALIAS, "loan");
        assertThatIllegalArgumentException().isThrownBy(() -> Catalogue.ofItems(List.of(credit, anId)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Catalogue.ofItems(List.of(credit, Item.of("loan"))))
                .withMessageContaining("loan");
    }
}
