package dev.recsys;

import dev.recsys.check.Checks;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A view of what a panel tells of a user before its last snapshot. */
record PanelHistory(Panel panel, int user, int monthCount) implements HoldingHistory {
    @Override
    public Optional<List<String>> held(int month) {
        Checks.inRange(month, 1, monthCount, "month");
        Snapshot snapshot = panel.snapshots().get(panel.snapshots().size() - 1 - month);
        int row = snapshot.rowOf(user);
        if (row < 0) {
            return Optional.empty();
        }
        List<String> held = new ArrayList<>();
        for (int item : snapshot.holdings().itemsOf(row)) {
            held.add(panel.items().id(item));
        }
        return Optional.of(held);
    }
}
