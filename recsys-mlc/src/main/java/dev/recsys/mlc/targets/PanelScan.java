package dev.recsys.mlc.targets;

import dev.recsys.CustomerPredictor;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.internal.check.Checks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes through a panel's cut-offs and writes their rows. For one call and thread. */
final class PanelScan {
    private final List<PanelTarget> asked;
    private final int within;
    private final int history;
    private final boolean isGoneLost;
    private final Panel panel;
    private final Map<Integer, Snapshot> byPeriod = new HashMap<>();
    private final int[] items; // of each target: an item or a column, or -1
    private final int[] active; // of each target: the code of active customers, or -1

    /**
     * Checks what is asked.
     *
     * @param targets what may happen
     * @param within in how many periods after a cut-off
     * @param history how many periods before it the rows say holdings of
     * @param isGoneLost whether who leaves the panel gave up all
     * @param panel the panel
     */
    PanelScan(List<PanelTarget> targets, int within, int history, boolean isGoneLost, Panel panel) {
        this.asked = targets;
        this.within = within;
        this.history = history;
        this.isGoneLost = isGoneLost;
        this.panel = panel;
        panel.snapshots().forEach(snapshot -> byPeriod.put(snapshot.periodIndex(), snapshot));
        this.items = new int[targets.size()];
        this.active = new int[targets.size()];
        for (int k = 0; k < items.length; k++) {
            items[k] = indexOf(targets.get(k));
            active[k] = targets.get(k).kind() == PanelTarget.Kind.ACTIVITY_LOST
                    ? panel.vocabulary().code(items[k], targets.get(k).value())
                    : -1;
            Checks.that(
                    targets.get(k).kind() != PanelTarget.Kind.ACTIVITY_LOST || active[k] >= 0,
                    "column \"%s\" of the panel has no value \"%s\"",
                    targets.get(k).name(),
                    targets.get(k).value());
        }
        Set<String> made = new HashSet<>(names(targets));
        for (String feature : panel.schema().names()) {
            Checks.that(
                    !made.contains(feature), "the panel must have no feature \"%s\", as rows of labels do", feature);
        }
    }

    private int indexOf(PanelTarget target) {
        switch (target.kind()) {
            case ADDITION, REMOVAL -> {
                int item = panel.vocabulary().catalogue().indexOf(target.name());
                Checks.that(item >= 0, "the panel has no item \"%s\"", target.name());
                return item;
            }
            case ACTIVITY_LOST -> {
                FeatureSchema schema = panel.schema();
                int column = schema.indexOf(target.name());
                Checks.that(column >= 0, "the panel has no feature \"%s\"", target.name());
                Checks.that(!schema.isNumeric(column), "feature \"%s\" must be categorical", target.name());
                return column;
            }
            default -> {
                return -1;
            }
        }
    }

    private List<String> names(List<PanelTarget> targets) {
        List<String> names = new ArrayList<>();
        for (String item : panel.vocabulary().catalogue().ids().ids()) {
            names.add(CustomerPredictor.HOLDS + item);
            for (int back = 1; back <= history; back++) {
                names.add("held " + item + " " + back);
            }
        }
        names.add(PanelRows.PERIOD);
        targets.forEach(target -> names.add(target.column()));
        return names;
    }

    /** Whether the panel has all periods after a cut-off. */
    boolean isComplete(Snapshot cutOff) {
        for (int later = 1; later <= within; later++) {
            if (!byPeriod.containsKey(cutOff.periodIndex() + later)) {
                return false;
            }
        }
        return true;
    }

    PanelRows rows(List<Snapshot> cutOffs, List<PanelTarget> targets) {
        List<Snapshot> of = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        List<float[]> known = new ArrayList<>();
        for (Snapshot cutOff : cutOffs) {
            for (int row = 0; row < cutOff.rowCount(); row++) {
                float[] label = label(cutOff, row, targets);
                if (targets.isEmpty() || isKnown(label)) {
                    of.add(cutOff);
                    rows.add(row);
                    known.add(label);
                }
            }
        }
        Checks.that(!rows.isEmpty(), "the panel must have a customer of whom a label is known, but has none");
        FeatureTable.Builder table = FeatureTable.builder(rows.size());
        addFeatures(table, of, rows);
        addHoldings(table, of, rows);
        int first = panel.snapshots().get(0).periodIndex();
        float[] period = new float[rows.size()];
        for (int row = 0; row < period.length; row++) {
            period[row] = of.get(row).periodIndex() - first;
        }
        table.numeric(PanelRows.PERIOD, period);
        for (int k = 0; k < targets.size(); k++) {
            float[] column = new float[rows.size()];
            for (int row = 0; row < column.length; row++) {
                column[row] = known.get(row)[k];
            }
            table.numeric(targets.get(k).column(), column);
        }
        List<String> customers = new ArrayList<>();
        List<LocalDate> dates = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            customers.add(panel.users().id(of.get(row).user(rows.get(row))));
            dates.add(of.get(row).date());
        }
        return new PanelRows(
                table.build(), targets.stream().map(PanelTarget::target).toList(), customers, dates);
    }

    private static boolean isKnown(float[] label) {
        for (float each : label) {
            if (!Float.isNaN(each)) {
                return true;
            }
        }
        return false;
    }

    private void addFeatures(FeatureTable.Builder table, List<Snapshot> of, List<Integer> rows) {
        FeatureSchema schema = panel.schema();
        for (int column = 0; column < schema.size(); column++) {
            if (schema.isProtected(column)) {
                continue;
            }
            int at = column;
            if (schema.isNumeric(column)) {
                float[] numbers = new float[rows.size()];
                for (int row = 0; row < numbers.length; row++) {
                    numbers[row] = of.get(row).features().number(rows.get(row), at);
                }
                table.numeric(schema.name(column), numbers);
            } else {
                int[] codes = new int[rows.size()];
                Arrays.setAll(codes, row -> of.get(row).features().code(rows.get(row), at));
                table.categorical(schema.name(column), panel.vocabulary().dictionary(column), codes);
            }
        }
    }

    private void addHoldings(FeatureTable.Builder table, List<Snapshot> of, List<Integer> rows) {
        for (int back = 0; back <= history; back++) {
            Snapshot[] then = new Snapshot[rows.size()];
            int[] rowThen = new int[rows.size()];
            for (int row = 0; row < rowThen.length; row++) {
                Snapshot cutOff = of.get(row);
                then[row] = back == 0 ? cutOff : byPeriod.get(cutOff.periodIndex() - back);
                rowThen[row] = then[row] == null ? -1 : then[row].rowOf(cutOff.user(rows.get(row)));
            }
            for (int item = 0; item < panel.vocabulary().catalogue().size(); item++) {
                float[] held = new float[rows.size()];
                for (int row = 0; row < held.length; row++) {
                    held[row] =
                            rowThen[row] < 0 ? Float.NaN : then[row].holdings().holds(rowThen[row], item) ? 1 : 0;
                }
                String id = panel.vocabulary().catalogue().id(item);
                table.numeric(back == 0 ? CustomerPredictor.HOLDS + id : "held " + id + " " + back, held);
            }
        }
    }

    /** A label for each target: 1, 0, or NaN where it is unknown or not asked. */
    private float[] label(Snapshot now, int row, List<PanelTarget> targets) {
        float[] label = new float[targets.size()];
        for (int k = 0; k < label.length; k++) {
            label[k] = canHappen(k, now, row) ? label(k, now, row) : Float.NaN;
        }
        return label;
    }

    private float label(int k, Snapshot now, int row) {
        boolean isComplete = true;
        int rowThen = -1;
        for (int later = 1; later <= within; later++) {
            Snapshot then = Checks.notNull(byPeriod.get(now.periodIndex() + later), "snapshot");
            rowThen = then.rowOf(now.user(row));
            if (rowThen < 0) {
                isComplete = false;
            } else if (happened(k, now, row, then, rowThen)) {
                return 1;
            }
        }
        if (isComplete) {
            return 0;
        }
        boolean isGone = rowThen < 0 && isGoneLost;
        return isGone && asked.get(k).isLoss() ? 1 : Float.NaN;
    }

    private boolean canHappen(int k, Snapshot now, int row) {
        PanelTarget target = asked.get(k);
        return switch (target.kind()) {
            case ADDITION -> !now.holdings().holds(row, items[k]);
            case REMOVAL -> now.holdings().holds(row, items[k]);
            case ALL_REMOVED -> now.holdings().count(row) > 0;
            case ACTIVITY_LOST -> now.features().code(row, items[k]) == active[k];
            case FIRST_ADDITION -> wasQuiet(now, row, target.quiet());
        };
    }

    private boolean wasQuiet(Snapshot now, int row, int periods) {
        Snapshot after = now;
        int rowAfter = row;
        for (int back = 1; back <= periods; back++) {
            Snapshot before = byPeriod.get(now.periodIndex() - back);
            int rowBefore = before == null ? -1 : before.rowOf(now.user(row));
            if (before == null || rowBefore < 0 || hasMore(before, rowBefore, after, rowAfter)) {
                return false;
            }
            after = before;
            rowAfter = rowBefore;
        }
        return true;
    }

    private boolean happened(int k, Snapshot now, int row, Snapshot then, int rowThen) {
        return switch (asked.get(k).kind()) {
            case ADDITION -> then.holdings().holds(rowThen, items[k]);
            case REMOVAL -> !then.holdings().holds(rowThen, items[k]);
            case ALL_REMOVED -> then.holdings().count(rowThen) == 0;
            case ACTIVITY_LOST -> {
                int code = then.features().code(rowThen, items[k]);
                yield code >= 0 && code != active[k];
            }
            case FIRST_ADDITION -> hasMore(now, row, then, rowThen);
        };
    }

    /** Whether a later row holds what an earlier one does not. */
    private static boolean hasMore(Snapshot before, int rowBefore, Snapshot after, int rowAfter) {
        for (int item : after.holdings().itemsOf(rowAfter)) {
            if (!before.holdings().holds(rowBefore, item)) {
                return true;
            }
        }
        return false;
    }
}
