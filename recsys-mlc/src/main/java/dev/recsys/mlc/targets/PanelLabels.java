package dev.recsys.mlc.targets;

import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.internal.check.Checks;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * Makes rows to learn from out of a panel: a customer at a cut-off, with what was known up to then, and what happened in the
 * periods after it.
 *
 * <pre>{@code
 * PanelLabels labels = PanelLabels.of(3, PanelTarget.removal("card"));
 * PanelRows rows = labels.rows(panel);
 * TargetModel model = new TargetTrainer(rows.config(TargetConfig.defaults())).train(rows.table(), rows.targets());
 * TargetScores risks = model.predictAll(labels.latest(panel).table(), 2);
 * }</pre>
 *
 * <p>A label is 1 if it is seen in one of the periods after the cut-off, 0 if the customer has a row in all of them and it is not,
 * and else unknown: a period without a row says nothing. Of customers who leave the panel, {@link Gone} decides. To measure a model,
 * learn from {@code rows(panel.through(cutOff))}, of which every label was known by then, and test on {@code rowsAt(panel, cutOff)}.
 *
 * @param targets what may happen
 * @param within in how many periods after the cut-off
 * @param history how many periods before the cut-off the rows say holdings of, beside those of the cut-off
 * @param cutOffs the most cut-offs to take rows of, the last ones first
 * @param gone what becomes of customers who leave the panel
 */
public record PanelLabels(List<PanelTarget> targets, int within, int history, int cutOffs, Gone gone) {
    /** What becomes of customers without a row in the last period after the cut-off, if nothing else says whether they lost something. */
    public enum Gone {
        /** It is unknown whether they did. */
        UNKNOWN,
        /** They gave up what they held, and are active no longer. Also of those who come back later. */
        LOST
    }

    private static final int MOST = 60;

    /**
     * Checks and copies the values.
     *
     * @param targets at least one, each once
     * @param within in 1..60
     * @param history in 0..60
     * @param cutOffs at least 1
     * @param gone not null
     * @throws IllegalArgumentException if a value is null or out of range
     */
    public PanelLabels {
        targets = Checks.copyOf(targets, "targets");
        Checks.that(!targets.isEmpty(), "targets must have at least one, but was empty");
        List<String> columns = targets.stream().map(PanelTarget::column).toList();
        Checks.that(columns.stream().distinct().count() == columns.size(), "targets must differ, but were %s", columns);
        Checks.inRange(within, 1, MOST, "within");
        Checks.inRange(history, 0, MOST, "history");
        Checks.atLeast(cutOffs, 1, "cutOffs");
        Checks.notNull(gone, "gone");
    }

    /**
     * Labels of all cut-offs, of what is known at the cut-off alone; who leaves the panel is unknown.
     *
     * @param within in how many periods after the cut-off, in 1..60
     * @param targets what may happen, at least one, each once. Not modified.
     * @return the labels
     * @throws IllegalArgumentException if a value is null or out of range
     */
    public static PanelLabels of(int within, PanelTarget... targets) {
        return new PanelLabels(
                Checks.copyOf(Arrays.asList(Checks.notNull(targets, "targets")), "targets"),
                within,
                0,
                Integer.MAX_VALUE,
                Gone.UNKNOWN);
    }

    /**
     * The same with another {@link #history}. A model that looks at earlier periods can't weigh offers, as requests do not say them.
     *
     * @param history in 0..60
     * @return the labels
     * @throws IllegalArgumentException if it is out of range
     */
    public PanelLabels withHistory(int history) {
        return new PanelLabels(targets, within, history, cutOffs, gone);
    }

    /**
     * The same with another {@link #cutOffs}.
     *
     * @param cutOffs at least 1
     * @return the labels
     * @throws IllegalArgumentException if it is out of range
     */
    public PanelLabels withCutOffs(int cutOffs) {
        return new PanelLabels(targets, within, history, cutOffs, gone);
    }

    /**
     * The same with another {@link #gone}.
     *
     * @param gone not null
     * @return the labels
     * @throws IllegalArgumentException if it is null
     */
    public PanelLabels withGone(Gone gone) {
        return new PanelLabels(targets, within, history, cutOffs, gone);
    }

    /**
     * Rows of the last cut-offs after which the panel has all periods.
     *
     * @param panel the panel
     * @return a row for each customer of a cut-off of whom a label is known
     * @throws IllegalArgumentException if there is no such cut-off or row, a target names an item, a column or a value that the panel
     *     does not have, a feature has the name of a column that is made here, or the panel is null
     */
    public PanelRows rows(Panel panel) {
        PanelScan scan = scan(panel);
        List<Snapshot> complete =
                panel.snapshots().stream().filter(scan::isComplete).toList();
        Checks.that(
                !complete.isEmpty(),
                "the panel must have a period with all of the %d after it, but has %d periods",
                within,
                panel.snapshots().size());
        return scan.rows(complete.subList(Math.max(0, complete.size() - cutOffs), complete.size()), targets);
    }

    /**
     * Rows of one cut-off, such as to test on.
     *
     * @param panel the panel
     * @param date that of one of its snapshots; the panel must have all periods after it
     * @return a row for each customer of whom a label is known
     * @throws IllegalArgumentException as {@link #rows}, or if there is no such snapshot
     */
    public PanelRows rowsAt(Panel panel, LocalDate date) {
        PanelScan scan = scan(panel);
        Checks.notNull(date, "date");
        Snapshot snapshot = panel.snapshots().stream()
                .filter(each -> each.date().equals(date))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("date must be that of a snapshot of the panel, but was " + date));
        Checks.that(
                scan.isComplete(snapshot),
                "the panel must have all of the %d periods after %s, but lacks some",
                within,
                date);
        return scan.rows(List.of(snapshot), targets);
    }

    /**
     * All customers of the last snapshot, to predict of them what is not known yet.
     *
     * @param panel the panel
     * @return rows without labels, with no targets
     * @throws IllegalArgumentException as {@link #rows}
     */
    public PanelRows latest(Panel panel) {
        return scan(panel).rows(List.of(panel.last()), List.of());
    }

    private PanelScan scan(Panel panel) {
        return new PanelScan(targets, within, history, gone == Gone.LOST, Checks.notNull(panel, "panel"));
    }
}
