package dev.recsys.data;

import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The items that can be offered, in the order of their indexes. An item nobody said more about than its id is plain and
 * labelled by it. Immutable and thread-safe.
 *
 * <pre>{@code
 * Catalogue catalogue = Catalogue.builder()
 *         .item("account").item("card").item("loan")
 *         .label("loan", "Personal loan").credit("card", "loan")
 *         .build();
 * }</pre>
 */
public final class Catalogue {
    private final IdIndex ids;
    private final Map<Integer, Item> described; // by index; those that differ from Item.of(id)
    private final BitSet credit = new BitSet();
    private final @Nullable String[] decoded; // ids by index, once asked for
    private final Map<String, Integer> aliases = new HashMap<>();

    private Catalogue(IdIndex ids, Map<Integer, Item> described) {
        this.ids = ids;
        this.described = described;
        this.decoded = new String[ids.size()];
        described.forEach((index, item) -> {
            credit.set(index, item.isCredit());
            String alias = item.attributes().get(Item.ALIAS);
            if (alias != null) {
                Checks.that(
                        ids.indexOf(alias) < 0 && aliases.put(alias, index) == null,
                        "alias \"%s\" of item \"%s\" is taken",
                        alias,
                        item.id());
            }
        });
    }

    /**
     * A catalogue of plain items.
     *
     * @param ids the ids in order
     * @return the catalogue; O(1)
     */
    public static Catalogue of(IdIndex ids) {
        return new Catalogue(Checks.notNull(ids, "ids"), Map.of());
    }

    /**
     * A catalogue of plain items.
     *
     * @param ids the ids in order
     * @return the catalogue
     * @throws IllegalArgumentException if an id is empty or appears twice, or if {@code ids} is null
     */
    public static Catalogue of(List<String> ids) {
        Checks.notNull(ids, "ids");
        return of(IdIndex.of(ids));
    }

    /**
     * A catalogue of items.
     *
     * @param items in order
     * @return the catalogue
     * @throws IllegalArgumentException if an id or an alias appears twice, or if {@code items} is null
     */
    public static Catalogue ofItems(Iterable<Item> items) {
        Checks.notNull(items, "items");
        IdIndex.Builder ids = IdIndex.builder();
        Map<Integer, Item> described = new HashMap<>();
        for (Item item : items) {
            Checks.notNull(item, "item");
            int index = ids.size();
            Checks.that(ids.add(item.id()) == index, "items must differ, but item \"%s\" appears twice", item.id());
            if (!item.equals(Item.of(item.id()))) {
                described.put(index, item);
            }
        }
        return new Catalogue(ids.build(), described);
    }

    /**
     * A builder.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How many items there are.
     *
     * @return the count
     */
    public int size() {
        return ids.size();
    }

    /**
     * The ids and their indexes.
     *
     * @return the index
     */
    public IdIndex ids() {
        return ids;
    }

    /**
     * An item's index.
     *
     * @param id any string: an id, or an {@linkplain Item#ALIAS alias}
     * @return the index, or -1 if there is no such item
     */
    public int indexOf(@Nullable String id) {
        int item = ids.indexOf(id);
        if (item >= 0 || aliases.isEmpty()) {
            return item;
        }
        Integer alias = aliases.get(id);
        return alias == null ? -1 : alias;
    }

    /**
     * An item's id.
     *
     * @param item in {@code 0..size()-1}
     * @return the id
     * @throws IllegalArgumentException if the index is out of range
     */
    public String id(int item) {
        Checks.index(item, decoded.length, "item");
        String id = decoded[item];
        if (id == null) {
            id = ids.id(item);
            decoded[item] = id; // a race writes an equal string
        }
        return id;
    }

    /**
     * An item.
     *
     * @param item in {@code 0..size()-1}
     * @return the item
     * @throws IllegalArgumentException if the index is out of range
     */
    public Item item(int item) {
        Checks.index(item, size(), "item");
        Item known = described.get(item);
        return known == null ? Item.of(ids.id(item)) : known;
    }

    /**
     * All items in order.
     *
     * @return a new list
     */
    public List<Item> items() {
        List<Item> items = new ArrayList<>(size());
        for (int item = 0; item < size(); item++) {
            items.add(item(item));
        }
        return items;
    }

    /**
     * Whether an item is credit.
     *
     * @param item in {@code 0..size()-1}
     * @return true if the bank lends money by it
     * @throws IllegalArgumentException if the index is out of range
     */
    public boolean isCredit(int item) {
        return credit.get(Checks.index(item, size(), "item"));
    }

    /**
     * How many items are credit.
     *
     * @return the count
     */
    public int creditCount() {
        return credit.cardinality();
    }

    /** {@inheritDoc} Two catalogues are equal if their items are, in the same order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Catalogue that && ids.equals(that.ids) && described.equals(that.described));
    }

    @Override
    public int hashCode() {
        return 31 * ids.hashCode() + described.hashCode();
    }

    @Override
    public String toString() {
        return "Catalogue[" + size() + " items, " + creditCount() + " credit]";
    }

    /** Collects items; not thread-safe. */
    public static final class Builder {
        private final Map<String, Item> items = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds a plain item.
         *
         * @param id an id no other item has
         * @return this
         * @throws IllegalArgumentException if the id is blank or taken
         */
        public Builder item(String id) {
            return item(Item.of(id));
        }

        /**
         * Adds an item.
         *
         * @param item an item whose id no other has
         * @return this
         * @throws IllegalArgumentException if the id is taken, or if {@code item} is null
         */
        public Builder item(Item item) {
            Checks.notNull(item, "item");
            Checks.that(items.putIfAbsent(item.id(), item) == null, "item \"%s\" appears twice", item.id());
            return this;
        }

        /**
         * Adds plain items.
         *
         * @param ids ids no other item has
         * @return this
         * @throws IllegalArgumentException if an id is blank or taken, or if {@code ids} is null
         */
        public Builder items(Collection<String> ids) {
            Checks.notNull(ids, "ids");
            ids.forEach(id -> item(Checks.notBlank(id, "each of ids")));
            return this;
        }

        /**
         * Sets what people call an item.
         *
         * @param id an item added before
         * @param label not blank
         * @return this
         * @throws IllegalArgumentException if there is no such item or the label is blank
         */
        public Builder label(String id, String label) {
            items.put(id, known(id).withLabel(label));
            return this;
        }

        /**
         * Sets the group of items.
         *
         * @param group the group
         * @param itemIds items added before
         * @return this
         * @throws IllegalArgumentException if there is no such item, or if {@code itemIds} is null
         */
        public Builder group(String group, String... itemIds) {
            Checks.notNull(itemIds, "itemIds");
            for (String id : itemIds) {
                items.put(id, known(id).withGroup(group));
            }
            return this;
        }

        /**
         * Declares items to be credit.
         *
         * @param itemIds items added before
         * @return this
         * @throws IllegalArgumentException if there is no such item, or if {@code itemIds} is null
         */
        public Builder credit(String... itemIds) {
            Checks.notNull(itemIds, "itemIds");
            for (String id : itemIds) {
                items.put(id, known(id).asCredit());
            }
            return this;
        }

        private Item known(String id) {
            Item item = items.get(id);
            Checks.that(
                    item != null, "each of itemIds must be one of %s, but there is no item \"%s\"", items.keySet(), id);
            return Checks.notNull(item, id);
        }

        /**
         * The catalogue.
         *
         * @return an immutable catalogue
         */
        public Catalogue build() {
            return ofItems(items.values());
        }
    }
}
