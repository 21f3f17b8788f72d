package dev.recsys.decision.rule;

import dev.recsys.data.Catalogue;
import dev.recsys.data.Item;
import dev.recsys.internal.check.Checks;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The items a rule is about. A name that the catalogue does not have is an error when the policy meets the catalogue: a rule
 * that is about nothing protects nobody. Immutable and thread-safe.
 */
public final class ItemSelector {
    private static final ItemSelector ALL = new ItemSelector("all items", List.of(), List.of(), item -> true, false);

    private final String text;
    private final List<String> ids;
    private final List<String> groups;
    private final Predicate<Item> belongs;
    private final boolean mustMatch;

    private ItemSelector(
            String text, List<String> ids, List<String> groups, Predicate<Item> belongs, boolean mustMatch) {
        this.text = text;
        this.ids = ids;
        this.groups = groups;
        this.belongs = belongs;
        this.mustMatch = mustMatch;
    }

    /**
     * All items.
     *
     * @return the selector
     */
    public static ItemSelector all() {
        return ALL;
    }

    /**
     * Some items.
     *
     * @param itemIds ids of the catalogue
     * @return the selector
     * @throws IllegalArgumentException if there is none, or a null
     */
    public static ItemSelector items(String... itemIds) {
        List<String> ids = Checks.copyOf(Arrays.asList(Checks.notNull(itemIds, "itemIds")), "itemIds");
        Checks.that(!ids.isEmpty(), "itemIds must not be empty");
        return new ItemSelector("items " + ids, ids, List.of(), item -> false, true);
    }

    /**
     * The items of some groups.
     *
     * @param groups groups of the catalogue
     * @return the selector
     * @throws IllegalArgumentException if there is none, or a null
     */
    public static ItemSelector groups(String... groups) {
        List<String> names = Checks.copyOf(Arrays.asList(Checks.notNull(groups, "groups")), "groups");
        Checks.that(!names.isEmpty(), "groups must not be empty");
        return new ItemSelector("groups " + names, List.of(), names, item -> false, true);
    }

    /**
     * The items by which the bank lends money.
     *
     * @return the selector
     */
    public static ItemSelector credit() {
        return new ItemSelector("credit items", List.of(), List.of(), Item::isCredit, true);
    }

    /**
     * The items with an attribute of some value.
     *
     * @param attribute its name
     * @param value its value
     * @return the selector
     * @throws IllegalArgumentException if the name is blank or the value null
     */
    public static ItemSelector attribute(String attribute, String value) {
        Checks.notBlank(attribute, "attribute");
        Checks.notNull(value, "value");
        return new ItemSelector(
                "items with " + attribute + " " + value,
                List.of(),
                List.of(),
                item -> value.equals(item.attributes().get(attribute)),
                true);
    }

    /**
     * The items with an attribute of any value.
     *
     * @param attribute its name
     * @return the selector
     * @throws IllegalArgumentException if the name is blank
     */
    public static ItemSelector attribute(String attribute) {
        Checks.notBlank(attribute, "attribute");
        return new ItemSelector(
                "items with " + attribute,
                List.of(),
                List.of(),
                item -> item.attributes().containsKey(attribute),
                true);
    }

    /**
     * The items of a catalogue.
     *
     * @param catalogue the catalogue
     * @return their indexes
     * @throws IllegalArgumentException if the catalogue is null, an item or a group is named that it does not have, or nothing
     *     is selected
     */
    public BitSet of(Catalogue catalogue) {
        Checks.notNull(catalogue, "catalogue");
        BitSet found = new BitSet(catalogue.size());
        List<Item> items = catalogue.items();
        for (int item = 0; item < items.size(); item++) {
            if (belongs.test(items.get(item))) {
                found.set(item);
            }
        }
        for (String id : ids) {
            int item = catalogue.indexOf(id);
            Checks.that(item >= 0, "the catalogue has no item \"%s\"", id);
            found.set(item);
        }
        for (String group : groups) {
            int[] members = IntStream.range(0, items.size())
                    .filter(item -> items.get(item).group().equals(group))
                    .toArray();
            Checks.that(members.length > 0, "the catalogue has no group \"%s\"", group);
            IntStream.of(members).forEach(found::set);
        }
        Checks.that(!mustMatch || !found.isEmpty(), "the catalogue has no %s", text);
        return found;
    }

    /** The items in words. */
    @Override
    public String toString() {
        return text;
    }
}
