package dev.recsys.eval;

import dev.recsys.Recommender;
import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.internal.check.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several splits of one data set by time, each at a later origin: at each, models are trained on all before it and asked about
 * the one period after it. Says how much figures change from period to period, and that a model is not best by one lucky month.
 *
 * <pre>{@code
 * FoldsReport report = RollingOrigin.of(panel, 4)
 *         .evaluate(Map.of("small", small, "large", large), Evaluator.defaults(7), TrainingListener.none());
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param <D> the kind of data
 */
public final class RollingOrigin<D extends Dataset> {
    private final Class<D> type;
    private final List<TimeSplit> splits;

    private RollingOrigin(Class<D> type, List<TimeSplit> splits) {
        this.type = type;
        this.splits = List.copyOf(splits);
    }

    /**
     * The last periods of a panel, each once the truth.
     *
     * @param panel the panel
     * @param origins how many, at least 1
     * @return the splits, in the order of time; O(rows · origins)
     * @throws IllegalArgumentException if {@code panel} is null, {@code origins} is below 1 or not below the number of
     *     snapshots, or there is a gap before one of the periods
     */
    public static RollingOrigin<Panel> of(Panel panel, int origins) {
        int snapshots = Checks.notNull(panel, "panel").snapshots().size();
        Checks.atLeast(origins, 1, "origins");
        Checks.that(
                origins < snapshots,
                "origins must be fewer than the panel's snapshots, %s, but was %s",
                snapshots,
                origins);
        List<TimeSplit> splits = new ArrayList<>();
        for (int later = snapshots - origins; later < snapshots; later++) {
            splits.add(TimeSplit.at(panel, panel.snapshots().get(later).date()));
        }
        return new RollingOrigin<>(Panel.class, splits);
    }

    /**
     * The last stretches of time of an event log, each once the truth; what comes after a stretch is no part of its truth.
     *
     * @param log the events
     * @param origins how many stretches, at least 1
     * @param step how long each is, at least a second; the last one ends with the last event
     * @return the splits, in the order of time; O(events · origins)
     * @throws IllegalArgumentException if {@code log} or {@code step} is null, {@code log} is empty, {@code origins} is below 1,
     *     {@code step} is below a second or so long that it leaves nothing before the first stretch, or a stretch has no event
     */
    public static RollingOrigin<EventLog> of(EventLog log, int origins, Duration step) {
        Checks.that(Checks.notNull(log, "log").size() > 0, "log must not be empty");
        Checks.atLeast(origins, 1, "origins");
        Checks.that(
                Checks.notNull(step, "step").compareTo(Duration.ofSeconds(1)) >= 0,
                "step must be at least a second, but was %s",
                step);
        Duration whole = Duration.between(log.time(0), log.time(log.size() - 1));
        Checks.that(
                step.compareTo(whole.dividedBy(origins)) <= 0,
                "step must leave events before the first of %s origins, but was %s of a log of %s",
                origins,
                step,
                whole);
        Instant end = log.time(log.size() - 1).plusSeconds(1);
        List<TimeSplit> splits = new ArrayList<>();
        for (int back = origins; back >= 1; back--) {
            Instant origin = end.minus(step.multipliedBy(back));
            EventLog until = log.before(origin.plus(step));
            Checks.that(
                    !until.time(until.size() - 1).isBefore(origin),
                    "each of the origins must have events after it, but there is none in %s from %s on",
                    step,
                    origin);
            splits.add(TimeSplit.at(until, origin));
        }
        return new RollingOrigin<>(EventLog.class, splits);
    }

    /**
     * The splits.
     *
     * @return at least one, in the order of time
     */
    public List<TimeSplit> splits() {
        return splits;
    }

    /**
     * Trains and measures trainers at every origin, one after the other. A model that has seen a truth is refused.
     *
     * @param trainers what makes the models, by the names of the report and in its order. Not modified.
     * @param evaluator what to measure
     * @param listener gets the progress of all trainings and evaluations; can cancel
     * @return one report an origin; {@link FoldsReport#model} gives mean and standard error
     * @throws IllegalArgumentException if there is no trainer, one refuses the data, a model was trained on the period of the
     *     truth or a later one, a split is not {@linkplain TimeSplit#requireSound sound}, or {@code evaluator} or
     *     {@code listener} is null
     * @throws dev.recsys.TrainingCancelledException if the listener cancelled or the thread was interrupted
     */
    public FoldsReport evaluate(
            Map<String, ? extends Trainer<? super D>> trainers, Evaluator evaluator, TrainingListener listener) {
        Checks.that(
                !Checks.noNulls(trainers, "trainers").isEmpty(),
                "trainers must not be empty: an evaluation needs at least one trainer");
        trainers.keySet().forEach(name -> Checks.notBlank(name, "each name of trainers"));
        Checks.notNull(evaluator, "evaluator");
        Checks.notNull(listener, "listener");
        List<EvaluationReport> reports = new ArrayList<>();
        for (TimeSplit split : splits) {
            Map<String, Recommender> models = new LinkedHashMap<>();
            trainers.forEach((name, trainer) -> models.put(
                    name,
                    Checks.notNull(
                            trainer.train(type.cast(split.train()), listener), "the model of each of trainers")));
            reports.add(evaluator.evaluate(models, split, listener));
        }
        return new FoldsReport(reports);
    }

    @Override
    public String toString() {
        return "RollingOrigin" + splits.stream().map(TimeSplit::name).toList();
    }
}
