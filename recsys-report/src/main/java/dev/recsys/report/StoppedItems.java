package dev.recsys.report;

import dev.recsys.data.Panel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds products that were added, and then by nobody any more: that says more than chance where many were expected. */
final class StoppedItems {
    private static final double EXPECTED = 3; // by chance alone there are none in 5 % of all cases
    private static final int SAID = 3;

    private final List<Stop> stops = new ArrayList<>();

    private record Stop(String label, String month, long before) {}

    StoppedItems(Panel panel, PanelCounts counts, List<Integer> steps, List<String> months) {
        for (int item = 0; item < panel.catalogue().size(); item++) {
            long before = 0;
            int end = 0;
            for (int i = 0; i < steps.size(); i++) {
                long now = counts.added(steps.get(i), item);
                before += now;
                end = now > 0 ? i + 1 : end;
            }
            int silent = steps.size() - end;
            if (before > 0 && silent > 0 && (double) before / end * silent >= EXPECTED) {
                stops.add(new Stop(panel.catalogue().item(item).label(), months.get(steps.get(end)), before));
            }
        }
        stops.sort(Comparator.comparingLong(stop -> -stop.before));
    }

    /** A sentence for each of the greatest, or nothing. */
    String sentence(SectionWriter out) {
        return String.join(
                " ",
                stops.stream()
                        .limit(SAID)
                        .map(stop ->
                                out.text("additions.stopped", stop.label, stop.month, out.numbers.count(stop.before)))
                        .toList());
    }
}
