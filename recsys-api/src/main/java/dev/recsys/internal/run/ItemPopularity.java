package dev.recsys.internal.run;

import dev.recsys.data.Dataset;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.data.Transition;
import dev.recsys.internal.check.Checks;
import java.util.Arrays;
import java.util.BitSet;

/** How often an item is taken: what every model falls back on. Thread-safe: no state. */
public final class ItemPopularity {
    private ItemPopularity() {}

    /**
     * The rate at which users take each item. For a panel with two adjacent snapshots: additions ÷ users who did not
     * hold the item, over the last steps; else: the share of its users who hold it. For an event log: the
     * share of the users with any event who touched the item. A part of a longer history shares the indexes of the whole;
     * users without a row in the part don't count.
     *
     * @param data the data
     * @param periods how many of the last transitions count, at least 1
     * @return one rate an item, in 0..1
     * @throws IllegalArgumentException if {@code periods} is below 1
     */
    public static double[] rates(Dataset data, int periods) {
        Checks.atLeast(periods, 1, "periods");
        double[] taken = new double[data.catalogue().size()];
        double[] could = new double[taken.length];
        if (data instanceof Panel panel && panel.hasTransition()) {
            for (Transition transition : panel.lastTransitions(periods)) {
                for (int item = 0; item < taken.length; item++) {
                    taken[item] += transition.additionCount(item);
                    could[item] += transition.nonOwnerCount(item);
                }
            }
        } else {
            InteractionMatrix interactions = data.interactions();
            for (int cell = 0; cell < interactions.cellCount(); cell++) {
                taken[interactions.columnAt(cell)]++;
            }
            Arrays.fill(could, usersWithData(data, interactions));
        }
        for (int item = 0; item < taken.length; item++) {
            taken[item] = could[item] == 0 ? 0 : taken[item] / could[item];
        }
        return taken;
    }

    private static int usersWithData(Dataset data, InteractionMatrix interactions) {
        if (data instanceof Panel panel) {
            BitSet users = new BitSet();
            for (Snapshot snapshot : panel.snapshots()) {
                for (int row = 0; row < snapshot.rowCount(); row++) {
                    users.set(snapshot.user(row));
                }
            }
            return users.cardinality();
        }
        int users = 0;
        for (int user = 0; user < interactions.rowCount(); user++) {
            users += interactions.rowSize(user) > 0 ? 1 : 0;
        }
        return users;
    }
}
