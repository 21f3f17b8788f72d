package dev.recsys.eval;

import dev.recsys.Recommender;
import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Panel;
import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Folds of a panel's customers, to choose settings without touching a test period: a model is trained on all periods of
 * the other customers, and asked, as of the last but one period, about customers it never saw. Give it what
 * {@link TimeSplit#train} gives:
 *
 * <pre>{@code
 * FoldsReport report = CustomerFolds.of((Panel) split.train(), 5, 1)
 *         .evaluate(Map.of("small", small, "large", large), Evaluator.defaults(7), TrainingListener.none());
 * }</pre>
 *
 * <p>A customer's fold follows from the seed and the id alone, not from the place in the data. Immutable and thread-safe.
 */
public final class CustomerFolds {
    private final Panel panel;
    private final int folds;
    private final long seed;

    private CustomerFolds(Panel panel, int folds, long seed) {
        this.panel = panel;
        this.folds = folds;
        this.seed = seed;
    }

    /**
     * Folds of a panel.
     *
     * @param panel the panel, with at least two snapshots, the last two of adjacent periods
     * @param folds how many folds, at least 2
     * @param seed decides who is in which fold
     * @return the folds
     * @throws IllegalArgumentException if there are fewer than two snapshots or folds, or a gap before the last
     *     snapshot
     */
    public static CustomerFolds of(Panel panel, int folds, long seed) {
        int snapshots = Checks.notNull(panel, "panel").snapshots().size();
        Checks.atLeast(snapshots, 2, "the number of the panel's snapshots");
        PanelCases.requireStep(panel, snapshots - 1);
        return new CustomerFolds(panel, Checks.atLeast(folds, 2, "folds"), seed);
    }

    /**
     * How many folds there are.
     *
     * @return the count
     */
    public int count() {
        return folds;
    }

    /**
     * The fold a customer is in.
     *
     * @param userId any string
     * @return in {@code 0..count()-1}
     * @throws IllegalArgumentException if {@code userId} is null
     */
    public int foldOf(String userId) {
        Checks.notNull(userId, "userId");
        long hash = 0xcbf29ce484222325L ^ seed * 0x9e3779b97f4a7c15L;
        for (int i = 0; i < userId.length(); i++) {
            hash = (hash ^ userId.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return (int) Long.remainderUnsigned(hash ^ hash >>> 31, folds);
    }

    /**
     * One fold as a split: to train on, all periods of the customers outside the fold; as truth, what those in the fold
     * added from the last but one snapshot to the last.
     *
     * @param fold in {@code 0..count()-1}
     * @return the split, named after the last snapshot and the fold; O(rows)
     * @throws IllegalArgumentException if the fold is out of range or none of its customers is in both snapshots
     */
    public TimeSplit split(int fold) {
        Checks.index(fold, folds, "fold");
        IdIndex users = panel.users();
        Panel others = panel.keepUsers(user -> foldOf(users.id(user)) != fold);
        Panel tested = panel.keepUsers(user -> foldOf(users.id(user)) == fold);
        String name = panel.last().date() + ", fold " + (fold + 1) + " of " + folds;
        PanelCases cases = new PanelCases(tested, tested.snapshots().size() - 1);
        return new TimeSplit(name, others, cases, null).leakedBy(panel);
    }

    /**
     * Trains and measures one trainer on every fold, in silence, under the name {@code "model"}.
     *
     * @param trainer what makes the models
     * @param evaluator what to measure
     * @return one report a fold
     * @throws IllegalArgumentException if the trainer refuses a fold's data or a fold has no customer to test, or if
     *     {@code trainer} is null
     */
    public FoldsReport evaluate(Trainer<? super Panel> trainer, Evaluator evaluator) {
        Checks.notNull(trainer, "trainer");
        return evaluate(Map.of("model", trainer), evaluator, TrainingListener.none());
    }

    /**
     * Trains and measures trainers on every fold, one after the other.
     *
     * @param trainers what makes the models, by the names of the report and in its order. Not modified.
     * @param evaluator what to measure
     * @param listener gets the progress of all trainings and evaluations; can cancel
     * @return one report a fold
     * @throws IllegalArgumentException if there is no trainer, one refuses a fold's data, or a fold has no customer to
     *     test
     * @throws dev.recsys.TrainingCancelledException if the listener cancelled or the thread was interrupted
     */
    public FoldsReport evaluate(
            Map<String, ? extends Trainer<? super Panel>> trainers, Evaluator evaluator, TrainingListener listener) {
        Checks.that(
                !Checks.noNulls(trainers, "trainers").isEmpty(),
                "trainers must not be empty: an evaluation needs at least one trainer");
        Checks.notNull(evaluator, "evaluator");
        Checks.notNull(listener, "listener");
        List<EvaluationReport> reports = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            TimeSplit split = split(fold);
            Map<String, Recommender> models = new LinkedHashMap<>();
            trainers.forEach((name, trainer) -> models.put(name, trainer.train((Panel) split.train(), listener)));
            reports.add(evaluator.allowingThinSplits().evaluate(models, split, listener)); // a fold may be small
        }
        return new FoldsReport(reports);
    }
}
