package dev.recsys.decision.drift;

import dev.recsys.ModelInfo;
import dev.recsys.TrainingListener;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Panel;
import dev.recsys.data.Period;
import dev.recsys.internal.check.Checks;
import java.time.LocalDate;

/**
 * Compares the periods after a model's last one with what it was trained on: its features and the model's scores, what
 * customers add, the quality of the data, and how the model's answers turned out.
 *
 * <pre>{@code
 * DriftReport report = DriftMonitor.of(bundle, DriftConfig.defaults()).examine(panel, TrainingListener.none());
 * if (report.verdict() == Verdict.RETRAIN) {
 *     report.reasons().forEach(System.out::println); // additions of loan stopped in 2016-03: 212 expected, 3 seen
 * }
 * }</pre>
 *
 * <p>The reference is the model's last period in the panel; where the panel begins later, the customers that the bundle
 * remembers of that period. Periods before it tell what is usual: how features move from one period to the next, and how many
 * customers add a product; without them fewer things can be judged, and the report says which. Each later period is scored
 * by what was known at its end, and its outcomes are what customers added in the next.
 *
 * <p>The same bundle, panel and options give the same report. Immutable and thread-safe. <b>Cost:</b> some passes over the
 * panel's rows, and {@link DriftConfig#scoredCustomers} answers for each later period and up to three before.
 */
public final class DriftMonitor {
    private final Bundle bundle;
    private final DriftConfig config;

    private DriftMonitor(Bundle bundle, DriftConfig config) {
        this.bundle = bundle;
        this.config = config;
    }

    /**
     * A monitor of a model.
     *
     * @param bundle the model, and what it remembers of customers, if anything
     * @param config when a change counts, and how many customers to look at
     * @return the monitor
     * @throws IllegalArgumentException if an argument is null
     */
    public static DriftMonitor of(Bundle bundle, DriftConfig config) {
        return new DriftMonitor(Checks.notNull(bundle, "bundle"), Checks.notNull(config, "config"));
    }

    /**
     * Examines each period of a panel after the model's last one.
     *
     * @param panel later periods, best with the model's last one and some before it
     * @param listener gets the progress after each period; can cancel
     * @return the report
     * @throws IllegalArgumentException if the model was trained on events or on another kind of period, no period is later
     *     than its last, or there is no reference; or if an argument is null
     * @throws dev.recsys.TrainingCancelledException if the listener cancelled or the thread was interrupted
     */
    public DriftReport examine(Panel panel, TrainingListener listener) {
        Checks.notNull(panel, "panel");
        Checks.notNull(listener, "listener");
        ModelInfo info = bundle.info();
        LocalDate lastDate = info.lastDate();
        Period period = info.period();
        if (lastDate == null || period == null) {
            throw new IllegalArgumentException(
                    "drift is measured on panels, but the model " + info.algorithm() + " was trained on events");
        }
        Checks.that(
                period == panel.period(),
                "the model was trained on a panel by %s, so the panel must be one, but was by %s",
                period,
                panel.period());
        int lastIndex = period.indexOf(lastDate);
        int last = -1;
        int first = panel.snapshots().size();
        for (int place = panel.snapshots().size() - 1; place >= 0; place--) {
            int index = panel.snapshots().get(place).periodIndex();
            last = index == lastIndex ? place : last;
            first = index > lastIndex ? place : first;
        }
        Checks.that(
                first < panel.snapshots().size(),
                "there is nothing to examine: the panel has %s, and the model was trained through %s",
                panel.snapshots().isEmpty()
                        ? "no period"
                        : "periods up to " + panel.last().date(),
                lastDate);
        return new Examination(bundle, config, panel, lastDate, last, first, listener).report();
    }
}
