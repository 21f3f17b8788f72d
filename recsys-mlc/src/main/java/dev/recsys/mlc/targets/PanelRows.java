package dev.recsys.mlc.targets;

import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Customers of a panel at cut-offs: a table of what was known of each, and of what happened next. Made by {@link PanelLabels}.
 * Immutable and thread-safe.
 *
 * <p>Columns: the features that are not protected; {@code holds ITEM} (1 or 0) for each item; {@code held ITEM 1} and so on for the
 * periods before, missing where the customer has no row; {@link #PERIOD}; and a column for each target, missing where it is unknown
 * or not asked.
 */
public final class PanelRows {
    /** The column of the cut-off's number, as {@code Period.indexOf} gives it, less that of the panel's first snapshot. */
    public static final String PERIOD = "period";

    private final FeatureTable table;
    private final List<Target> targets;
    private final List<String> customers;
    private final List<LocalDate> dates;

    PanelRows(FeatureTable table, List<Target> targets, List<String> customers, List<LocalDate> dates) {
        this.table = table;
        this.targets = List.copyOf(targets);
        this.customers = customers;
        this.dates = dates;
    }

    /**
     * The rows, in the order of cut-offs, and of customers in the panel.
     *
     * @return the table
     */
    public FeatureTable table() {
        return table;
    }

    /**
     * What to learn: a target for each label.
     *
     * @return targets of the table, known in some rows only; none for rows without labels
     */
    public List<Target> targets() {
        return targets;
    }

    /**
     * Whom a row is of.
     *
     * @param row in {@code 0..table().rowCount()-1}
     * @return the customer's id
     * @throws IllegalArgumentException if the row is out of range
     */
    public String customer(int row) {
        return customers.get(Checks.index(row, customers.size(), "row"));
    }

    /**
     * The cut-off of a row.
     *
     * @param row in {@code 0..table().rowCount()-1}
     * @return the date of its snapshot
     * @throws IllegalArgumentException if the row is out of range
     */
    public LocalDate date(int row) {
        return dates.get(Checks.index(row, dates.size(), "row"));
    }

    /**
     * A configuration that learns from these rows in time order: the last cut-offs are held out to stop by, and neither {@link #PERIOD}
     * nor a label is an attribute, whichever targets are learned. Rows of one cut-off are held out by chance.
     *
     * @param config what else to go by
     * @return the configuration
     * @throws IllegalArgumentException if it is null
     */
    public TargetConfig config(TargetConfig config) {
        Checks.notNull(config, "config");
        Set<String> excluded = new LinkedHashSet<>(config.columns().excluded());
        targets.forEach(target -> excluded.add(target.column())); // also of those that are not learned
        TargetConfig ordered = config;
        if (config.stopping().by() != TargetStopping.By.NONE
                && dates.stream().distinct().count() > 1) {
            ordered = config.withStopping(
                    config.stopping().withBy(TargetStopping.By.LAST).withOrder(List.of(PERIOD)));
        } else {
            excluded.add(PERIOD);
        }
        return ordered.withColumns(ordered.columns().withExcluded(List.copyOf(excluded)));
    }

    @Override
    public String toString() {
        return "PanelRows[" + table.rowCount() + " rows, "
                + targets.stream().map(Target::column).toList() + "]";
    }
}
