package dev.recsys.report;

import dev.recsys.Recommendations;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts the offers made to the customers of a panel's last snapshot, by product and by group of customers, and keeps a few
 * customers whole. Not thread-safe.
 */
public final class OfferTally {
    /** Customers kept whole. */
    public static final int CUSTOMERS = 10;

    private final Panel panel;
    private final Snapshot last;
    private final int column;
    private final OfferCounts counts;
    private final long[] customers; // by group
    private final List<Recommendations> shown = new ArrayList<>();

    /**
     * A tally without offers.
     *
     * @param panel whose last snapshot has the customers
     * @param group a categorical feature whose values are the groups, or null for one group
     * @throws IllegalArgumentException if the feature is unknown or numeric, or {@code panel} is null
     * @throws IllegalStateException if the panel has no snapshot
     */
    public OfferTally(Panel panel, @Nullable String group) {
        this.panel = Checks.notNull(panel, "panel");
        this.last = panel.last();
        this.column = group == null ? -1 : panel.schema().indexOf(group);
        Checks.that(
                group == null || (column >= 0 && !panel.schema().isNumeric(column)),
                "group must be a categorical feature of the panel, but was %s",
                group);
        int groups = column < 0 ? 1 : panel.vocabulary().dictionary(column).size() + 1;
        counts = new OfferCounts(groups, panel.catalogue().size());
        customers = new long[groups];
    }

    /**
     * Counts the offers to a customer.
     *
     * @param customerId of the last snapshot; another counts as one whose group is unknown
     * @param itemIds what is offered; items that the panel does not know are left out
     * @throws IllegalArgumentException if {@code customerId} or {@code itemIds} is null
     */
    public void add(String customerId, List<String> itemIds) {
        int group = groupOf(Checks.notNull(customerId, "customerId"));
        Checks.noNulls(itemIds, "itemIds");
        customers[group]++;
        if (itemIds.isEmpty()) {
            counts.nothing(group);
        }
        for (String id : itemIds) {
            counts.offer(group, panel.catalogue().indexOf(id));
        }
    }

    /**
     * Keeps the answer to a customer, to be shown; at most {@link #CUSTOMERS}, those after them are left out.
     *
     * @param answer with the customer's id, reasons and contributions
     * @throws IllegalArgumentException if {@code answer} is null
     */
    public void show(Recommendations answer) {
        Checks.notNull(answer, "answer");
        if (shown.size() < CUSTOMERS) {
            shown.add(answer);
        }
    }

    /**
     * Customers to {@link #show}, spread evenly over the last snapshot.
     *
     * @return at most {@link #CUSTOMERS} ids
     */
    public List<String> examples() {
        List<String> ids = new ArrayList<>();
        int count = Math.min(CUSTOMERS, last.rowCount());
        for (int i = 0; i < count; i++) {
            int row = (int) ((long) last.rowCount() * (2L * i + 1) / (2L * count));
            ids.add(panel.users().id(last.user(row)));
        }
        return ids;
    }

    /** The group of a customer; the last one where it is unknown. */
    int groupOf(String customerId) {
        if (column < 0) {
            return 0;
        }
        int user = panel.users().indexOf(customerId);
        int row = user < 0 ? -1 : last.rowOf(user);
        int code = row < 0 ? -1 : last.features().code(row, column);
        return code < 0 ? customers.length - 1 : code;
    }

    Panel panel() {
        return panel;
    }

    List<Recommendations> shown() {
        return List.copyOf(shown);
    }

    /** The groups that have customers, most first. */
    List<Integer> groups() {
        return IntStream.range(0, customers.length)
                .filter(group -> customers[group] > 0)
                .boxed()
                .sorted(Comparator.comparingLong(group -> -customers[group]))
                .toList();
    }

    /** A group's name; empty where its customers have no value. */
    String groupName(int group) {
        Vocabulary vocabulary = panel.vocabulary();
        boolean unknown = column < 0 || group == vocabulary.dictionary(column).size();
        return unknown ? "" : vocabulary.dictionary(column).id(group);
    }

    /** What the groups are, or empty for one group. */
    String groupLabel() {
        return column < 0 ? "" : panel.schema().feature(column).label();
    }

    long customers(int group) {
        return customers[group];
    }

    OfferCounts counts() {
        return counts;
    }

    /** How many groups there may be, those without customers included. */
    int groupCount() {
        return customers.length;
    }

    long customers() {
        return Arrays.stream(customers).sum();
    }

    /** The labels of what a customer holds. */
    List<String> holdings(@Nullable String customerId) {
        int user = panel.users().indexOf(customerId);
        int row = user < 0 ? -1 : last.rowOf(user);
        List<String> labels = new ArrayList<>();
        for (int item : row < 0 ? new int[0] : last.holdings().itemsOf(row)) {
            labels.add(panel.catalogue().item(item).label());
        }
        return labels;
    }
}
