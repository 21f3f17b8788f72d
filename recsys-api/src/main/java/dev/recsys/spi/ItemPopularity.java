package dev.recsys.spi;

import dev.recsys.check.Checks;
import dev.recsys.data.Dataset;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Panel;
import dev.recsys.data.Transition;
import java.util.Arrays;

/** How often an item is taken: what every model falls back on. Thread-safe: no state. */
public final class ItemPopularity {
    private ItemPopularity() {}

    /**
     * The rate at which users take each item. For a panel with at least two snapshots: additions ÷ users who did not
     * hold the item, over the last months; with one snapshot: the share of its users who hold it. For an event log: the
     * share of the users with any event who touched the item. A part of a longer history shares the indexes of the whole;
     * users of whom the part tells nothing don't count.
     *
     * @param data the data
     * @param months how many of the last transitions count, at least 1
     * @return one rate an item, in 0..1
     * @throws IllegalArgumentException if {@code months} is below 1
     */
    public static double[] rates(Dataset data, int months) {
        Checks.atLeast(months, 1, "months");
        double[] taken = new double[data.items().size()];
        double[] could = new double[taken.length];
        if (data instanceof Panel panel && panel.snapshots().size() > 1) {
            int last = panel.snapshots().size() - 1;
            for (int later = Math.max(1, last - months + 1); later <= last; later++) {
                Transition transition = panel.transition(later);
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
            return panel.snapshots().isEmpty() ? 0 : panel.last().rowCount();
        }
        int users = 0;
        for (int user = 0; user < interactions.rowCount(); user++) {
            users += interactions.rowSize(user) > 0 ? 1 : 0;
        }
        return users;
    }
}
