package dev.recsys.eval.search;

import dev.recsys.Recommender;
import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.eval.CustomerFolds;
import dev.recsys.eval.EvaluationReport;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.Interval;
import dev.recsys.eval.RollingOrigin;
import dev.recsys.eval.TimeSplit;
import dev.recsys.eval.internal.IdDraw;
import dev.recsys.internal.check.Checks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How configurations are measured without a test period: on {@link CustomerFolds} or a {@link RollingOrigin} of the data to train
 * on. Give it what {@link TimeSplit#train} gives, so that no trial sees the test period.
 *
 * <p>A value is the mean over the splits. Its interval comes from theirs, which are over customers ({@link Interval}): of folds,
 * which share no customer, half of the width is the root of the sum of the squared halves ÷ the number of folds; of origins, which
 * share theirs, each end is the mean of their ends, as if all went up and down together. How the splits differ from one another,
 * other than by their customers, is in neither.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <D> the kind of data
 */
public final class Validation<D extends Dataset> {
    private static final String MODEL = "model";

    private final String name;
    private final Class<D> type;
    private final D data;
    private final int count;
    private final IntFunction<TimeSplit> splits;
    private final boolean disjoint;

    private Validation(String name, Class<D> type, D data, int count, IntFunction<TimeSplit> splits, boolean disjoint) {
        this.name = name;
        this.type = type;
        this.data = data;
        this.count = count;
        this.splits = splits;
        this.disjoint = disjoint;
    }

    /**
     * Folds of customers: each trial trains on the others and predicts the last period of those in the fold.
     *
     * @param panel what may be trained on, with at least two snapshots, the last two of adjacent periods
     * @param folds how many, at least 2
     * @param seed decides who is in which fold
     * @return the validation
     * @throws IllegalArgumentException if there are fewer than two snapshots or folds, or a gap before the last snapshot
     */
    public static Validation<Panel> byCustomers(Panel panel, int folds, long seed) {
        CustomerFolds all = CustomerFolds.of(panel, folds, seed);
        String name = folds + " customer folds of " + panel.last().date() + ", seed " + seed;
        return new Validation<>(name, Panel.class, panel, folds, all::split, true);
    }

    /**
     * The last periods: each trial trains on what came before each of them and predicts it.
     *
     * @param panel what may be trained on
     * @param origins how many periods, at least 1
     * @return the validation
     * @throws IllegalArgumentException if {@code panel} is null, {@code origins} is below 1 or not below the number of snapshots,
     *     or there is a gap before one of the periods
     */
    public static Validation<Panel> byTime(Panel panel, int origins) {
        List<TimeSplit> all = RollingOrigin.of(panel, origins).splits();
        return new Validation<>(named(all), Panel.class, panel, origins, all::get, false);
    }

    /**
     * The last stretches of time: each trial trains on what came before each of them and predicts what users with earlier events
     * turn to in it for the first time.
     *
     * @param log what may be trained on
     * @param origins how many stretches, at least 1
     * @param step how long each is, at least a second; the last one ends with the last event
     * @return the validation; O(events · origins)
     * @throws IllegalArgumentException as {@link RollingOrigin#of(EventLog, int, Duration)}, or if in a stretch no user with
     *     earlier events turns to an item for the first time
     */
    public static Validation<EventLog> byTime(EventLog log, int origins, Duration step) {
        List<TimeSplit> all = RollingOrigin.of(log, origins, step).splits();
        for (TimeSplit split : all) {
            Checks.that(
                    split.adderCount() > 0,
                    "log must have a user with earlier events who turns to a new item after each origin, but has none in %s"
                            + " from %s on",
                    step,
                    split.name());
        }
        return new Validation<>(named(all), EventLog.class, log, origins, all::get, false);
    }

    private static String named(List<TimeSplit> origins) {
        return "origins "
                + String.join(", ", origins.stream().map(TimeSplit::name).toList());
    }

    /**
     * What it is called in tables and files.
     *
     * @return such as {@code "5 customer folds of 2016-03-28, seed 42"}
     */
    public String name() {
        return name;
    }

    /**
     * How many splits there are, each of which a trial trains a model for.
     *
     * @return at least 1
     */
    public int count() {
        return count;
    }

    /** The hash of all data a trial may see. */
    String dataHash() {
        return data.contentHash();
    }

    /** The value of a trainer, and how sure it is; without an interval where a split has none. */
    record Measured(double value, @Nullable Interval interval) {}

    /** Trains and measures on every split; on a share of the customers to train on, those of a lower share among them. */
    Measured measure(
            Trainer<? super D> trainer,
            double share,
            long seed,
            Evaluator evaluator,
            String metric,
            TrainingListener listener) {
        double sum = 0;
        double lows = 0;
        double highs = 0;
        double squares = 0;
        boolean sure = true;
        Evaluator asked = disjoint ? evaluator.allowingThinSplits() : evaluator; // a fold may be small
        for (int i = 0; i < count; i++) {
            TimeSplit split = splits.apply(i);
            D train = type.cast(share < 1 ? part(split.train(), share, seed) : split.train());
            Recommender model = Checks.notNull(trainer.train(train, listener), "the model of the trainer");
            EvaluationReport report = asked.evaluate(Map.of(MODEL, model), split, listener);
            Double value = report.model(MODEL).metrics().get(metric);
            Checks.that(value != null, "there is no figure %s on the split %s", metric, split.name());
            sum += Checks.notNull(value, metric);
            Interval interval = report.model(MODEL).intervals().get(metric);
            if (interval == null) {
                sure = false;
            } else {
                lows += interval.low();
                highs += interval.high();
                double half = (interval.high() - interval.low()) / 2;
                squares += half * half;
            }
        }
        double mean = sum / count;
        if (!sure) {
            return new Measured(mean, null);
        }
        double half = Math.sqrt(squares) / count;
        return new Measured(
                mean, disjoint ? new Interval(mean - half, mean + half) : new Interval(lows / count, highs / count));
    }

    /** The customers whose number by seed and id alone lies below the share. */
    private static Dataset part(Dataset train, double share, long seed) {
        boolean[] kept = new boolean[train.users().size()];
        for (int user = 0; user < kept.length; user++) {
            kept[user] = IdDraw.uniform(train.users().id(user), seed) < share;
        }
        if (train instanceof EventLog log) {
            return log.keep(event -> kept[log.user(event)]);
        }
        return ((Panel) train).keepUsers(user -> kept[user]);
    }

    @Override
    public String toString() {
        return "Validation[" + name + "]";
    }
}
