package dev.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemTest {
    private static final Item CARD =
            new Item("card", "Credit card", "cards", Item.Role.CREDIT, Map.of("rate", "9", "alias", "visa"));

    @Test
    void equals_ofTheSameValues_holdsForTheHashToo() {
        Item same = new Item("card", "Credit card", "cards", Item.Role.CREDIT, Map.of("alias", "visa", "rate", "9"));
        assertThat(same).isEqualTo(CARD).hasSameHashCodeAs(CARD);
        assertThat(Item.of("card")).isEqualTo(Item.of("card")).hasSameHashCodeAs(Item.of("card"));
    }

    @Test
    void equals_whereOneValueDiffers_doesNotHold() {
        List<Item> others = List.of(
                new Item("card2", CARD.label(), CARD.group(), CARD.role(), CARD.attributes()),
                new Item(CARD.id(), "Card", CARD.group(), CARD.role(), CARD.attributes()),
                new Item(CARD.id(), CARD.label(), "", CARD.role(), CARD.attributes()),
                new Item(CARD.id(), CARD.label(), CARD.group(), Item.Role.PLAIN, CARD.attributes()),
                new Item(CARD.id(), CARD.label(), CARD.group(), CARD.role(), Map.of("rate", "9")));
        assertThat(others).doesNotContain(CARD).doesNotHaveDuplicates();
        assertThat(CARD).isNotEqualTo("card").isNotEqualTo(null);
    }

    /** What Java makes for a record; data hashed by earlier versions keep their hash. */
    @Test
    void toString_ofItemAndFeature_readsAsOfAnyRecord() {
        assertThat(CARD)
                .hasToString(
                        "Item[id=card, label=Credit card, group=cards, role=CREDIT, attributes={alias=visa, rate=9}]");
        assertThat(Feature.numeric("age")).hasToString("Feature[name=age, kind=NUMERIC, label=age, role=OPEN]");
    }
}
