package dev.recsys.decision.drift;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.data.Snapshot;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** Copies a panel row by row with a fault planted in the months from a date on. */
final class Copies {
    private final LocalDate from;
    IntPredicate keptUser = user -> true;
    String feature = "";
    DoubleUnaryOperator number = value -> value;
    UnaryOperator<String> category = value -> value;
    IntPredicate replacedUser = user -> true;
    String stopped = "";

    Copies(LocalDate from) {
        this.from = from;
    }

    Panel of(Panel panel) {
        PanelBuilder copy = Panel.builder(panel.catalogue(), panel.schema()).period(panel.period());
        int item = stopped.isEmpty() ? -1 : panel.items().indexOf(stopped);
        BitSet known = new BitSet();
        BitSet holding = new BitSet();
        for (Snapshot snapshot : panel.snapshots()) {
            boolean isFaulty = !snapshot.date().isBefore(from);
            for (int row = 0; row < snapshot.rowCount(); row++) {
                int user = snapshot.user(row);
                if (!isFaulty || keptUser.test(user)) {
                    copy.row(snapshot.date(), panel.users().id(user));
                    features(panel, snapshot.features(), row, isFaulty && replacedUser.test(user), copy);
                    for (int held : snapshot.holdings().itemsOf(row)) {
                        boolean isAddition = known.get(user) && !holding.get(user);
                        if (!(isFaulty && held == item && isAddition)) {
                            copy.holds(held);
                        }
                    }
                    boolean heldBefore = !known.get(user) || holding.get(user) || !isFaulty;
                    known.set(user);
                    holding.set(
                            user, item >= 0 && heldBefore && snapshot.holdings().holds(row, item));
                }
            }
        }
        return copy.build();
    }

    private void features(Panel panel, FeatureTable table, int row, boolean isFaulty, PanelBuilder copy) {
        for (int column = 0; column < panel.schema().size(); column++) {
            String name = panel.schema().name(column);
            boolean isReplaced = isFaulty && name.equals(feature);
            if (panel.schema().isNumeric(column)) {
                double value = table.number(row, column);
                double written = isReplaced ? number.applyAsDouble(value) : value;
                if (!Double.isNaN(written)) {
                    copy.number(name, written);
                }
            } else if (table.code(row, column) >= 0) {
                String value = table.dictionary(column).id(table.code(row, column));
                copy.category(name, isReplaced ? category.apply(value) : value);
            }
        }
    }
}
