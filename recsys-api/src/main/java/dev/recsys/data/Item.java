package dev.recsys.data;

import dev.recsys.internal.check.Checks;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One item of a catalogue.
 *
 * @param id the id in data, requests and answers; not empty
 * @param label what people call it; the id by default
 * @param group what it belongs to, such as {@code "cards"}; empty by default
 * @param role whether it is credit
 * @param attributes further facts by name; none by default
 */
public record Item(String id, String label, String group, Role role, Map<String, String> attributes) {
    /** The attribute that holds another name of the item, which requests and look-ups accept in place of the id. */
    public static final String ALIAS = "alias";

    /** What kind of offer an item is. */
    public enum Role {
        /** Any offer. */
        PLAIN,
        /** The bank lends money by it: no protected feature reaches its score. */
        CREDIT
    }

    /**
     * Checks and copies the values.
     *
     * @param id not empty
     * @param label not blank
     * @param group possibly empty
     * @param role not null
     * @param attributes copied
     * @throws IllegalArgumentException if a value is null, or the id or the label is blank, or if
     *     {@code attributes} is or holds null
     */
    public Item {
        Checks.noNulls(attributes, "attributes");
        Checks.notBlank(id, "item id");
        Checks.notBlank(label, "label of item " + id);
        Checks.notNull(group, "group of item " + id);
        Checks.notNull(role, "role of item " + id);
        attributes = attributes.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    // Written out, since what Java makes for a record takes some forty classes of its own to start, in every first
    // training.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Item item
                && id.equals(item.id)
                && label.equals(item.label)
                && group.equals(item.group)
                && role == item.role
                && attributes.equals(item.attributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, label, group, role, attributes);
    }

    /** All values; a panel's hash is over these words, so they stay as they are. */
    @Override
    public String toString() {
        return "Item[id=" + id + ", label=" + label + ", group=" + group + ", role=" + role + ", attributes="
                + attributes + "]";
    }

    /**
     * A plain item, labelled by its id.
     *
     * @param id the id
     * @return the item
     * @throws IllegalArgumentException if the id is blank
     */
    public static Item of(String id) {
        return new Item(id, id, "", Role.PLAIN, Map.of());
    }

    /**
     * The same item with another label.
     *
     * @param newLabel what people call it
     * @return the changed item
     * @throws IllegalArgumentException if the label is blank
     */
    public Item withLabel(String newLabel) {
        return new Item(id, newLabel, group, role, attributes);
    }

    /**
     * The same item in another group.
     *
     * @param newGroup the group
     * @return the changed item
     */
    public Item withGroup(String newGroup) {
        return new Item(id, label, newGroup, role, attributes);
    }

    /**
     * The same item with one more attribute.
     *
     * @param name the attribute's name
     * @param value its value
     * @return the changed item
     */
    public Item withAttribute(String name, String value) {
        Map<String, String> more = new TreeMap<>(attributes);
        more.put(Checks.notBlank(name, "attribute name"), Checks.notNull(value, name));
        return new Item(id, label, group, role, more);
    }

    /**
     * The same item as credit.
     *
     * @return the changed item
     */
    public Item asCredit() {
        return new Item(id, label, group, Role.CREDIT, attributes);
    }

    /**
     * Whether the bank lends money by the item.
     *
     * @return true if its role is {@link Role#CREDIT}
     */
    public boolean isCredit() {
        return role == Role.CREDIT;
    }
}
