package dev.recsys.data;

/**
 * What a trainer learns from: a {@link Panel} of snapshots or an {@link EventLog}. Immutable and thread-safe.
 */
public sealed interface Dataset permits Panel, EventLog {
    /**
     * All users the data names, in canonical order.
     *
     * @return the user index
     */
    IdIndex users();

    /**
     * What the indexes of items, features and categories stand for.
     *
     * @return the vocabulary
     */
    Vocabulary vocabulary();

    /**
     * All items that can be offered.
     *
     * @return the catalogue
     */
    default Catalogue catalogue() {
        return vocabulary().catalogue();
    }

    /**
     * The ids of all items.
     *
     * @return the item index
     */
    default IdIndex items() {
        return vocabulary().catalogue().ids();
    }

    /**
     * What each user has at the end of the data, and how strongly: for a panel the items held in the user's last
     * snapshot, weighted by the unbroken periods of holding ÷ the periods the user was observed; for an event log every
     * item the user touched, weighted by the sum of the event weights. O(rows) the first time, then kept.
     *
     * @return users × items
     */
    InteractionMatrix interactions();

    /**
     * A SHA-256 over the whole content, equal for equal data whatever the order in which its rows arrived. Stands in a
     * model's provenance. O(bytes) the first time, then kept.
     *
     * @return 64 hexadecimal digits
     */
    String contentHash();
}
