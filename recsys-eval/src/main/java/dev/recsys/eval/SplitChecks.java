package dev.recsys.eval;

import dev.recsys.ModelInfo;
import dev.recsys.data.Dataset;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.internal.check.Checks;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a split refuses: figures that would say nothing, and models that have seen the truth. */
final class SplitChecks {
    private static final double THIN = 0.05;
    private static final String ALLOWED =
            "Evaluator.allowingThinSplits (--allow-outlying-periods) evaluates it all the same";

    private SplitChecks() {}

    /** Refuses a split of nobody who added anything, or, of one cut in time, of few users. */
    static void requireSound(String name, Dataset train, Cases cases, boolean isCutInTime) {
        if (isCutInTime && train instanceof Panel panel) {
            Snapshot largest = panel.snapshots().stream()
                    .max(Comparator.comparingInt(Snapshot::rowCount))
                    .orElseThrow();
            Checks.that(
                    cases.count() >= THIN * largest.rowCount(),
                    "the split at %s has %,d test users, fewer than %.0f %% of the %,d customers of %s; %s",
                    name,
                    cases.count(),
                    100 * THIN,
                    largest.rowCount(),
                    largest.date(),
                    ALLOWED);
        }
        Checks.that(
                cases.adderCount() > 0,
                "the split at %s has %,d test users, of whom none added anything, so every figure would be 0; %s",
                name,
                cases.count(),
                ALLOWED);
    }

    /** Refuses a model of the data that a split hides, or of the period of its truth or a later one. */
    static void refuseTrained(
            String recommender, ModelInfo info, String split, @Nullable TruthCut cut, List<Dataset> leaks) {
        for (Dataset seen : leaks) {
            Checks.that(
                    !seen.contentHash().equals(info.dataHash()),
                    "\"%s\" was trained on what the split \"%s\" hides; train it on TimeSplit.train(), or measure how"
                            + " well it fits what it has seen by Evaluator.allowingTrainedPeriods()",
                    recommender,
                    split);
        }
        LocalDate last = info.lastDate();
        if (last != null && cut != null) {
            Checks.that(
                    last.isBefore(cut.firstDay()),
                    "\"%s\" was trained on data up to %s, but the truth is of %s; train it on TimeSplit.train(), or"
                            + " measure how well it fits what it has seen by Evaluator.allowingTrainedPeriods()",
                    recommender,
                    last,
                    cut.truth());
        }
    }
}
