package dev.recsys.hybrid;

import dev.recsys.Recommender;
import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.data.Dataset;
import dev.recsys.data.Panel;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.HeapRoom;
import dev.recsys.internal.run.PartRates;
import dev.recsys.internal.run.Workers;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.HeldOutScores;
import dev.recsys.pipeline.HeldOutTrainer;
import dev.recsys.pipeline.HeldOutTrainer.Fitted;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Trains components and learns from their honest scores how to blend them. A component whose trainer gives none is trained
 * once more, without one part of the customers, and the blend is then learned from that part alone. For one call.
 *
 * @param <D> the data all components learn from
 */
final class LearnedBlend<D extends Dataset> {
    private static final String TASK = "blend";
    private static final int PART = 0;

    private final Map<String, Trainer<? super D>> trainers;
    private final D data;
    private final Panel panel;
    private final TrainingListener listener;
    private final @Nullable Blend over;
    private final @Nullable List<String> context;

    /**
     * A blend to learn.
     *
     * @param data the panel
     * @param over a blend of calibrated probabilities, or null to learn how to weigh them
     * @param context the features the weights may depend on besides the holdings, or null for weights that depend on nothing
     */
    LearnedBlend(
            Map<String, Trainer<? super D>> trainers,
            D data,
            TrainingListener listener,
            @Nullable Blend over,
            @Nullable List<String> context) {
        this.trainers = trainers;
        this.data = data;
        this.panel = (Panel) data;
        this.listener = listener;
        this.over = over;
        this.context = context;
    }

    /** A builder that has the components and the blend. */
    HybridRecommender.Builder train() {
        ContextCells cells = context == null
                ? ContextCells.NONE
                : ContextCells.of(context, data.vocabulary()); // before the training
        HybridRecommender.Builder hybrid = HybridRecommender.builder();
        Map<String, Fitted> fitted = new LinkedHashMap<>();
        for (Map.Entry<String, Trainer<? super D>> entry : trainers.entrySet()) {
            Fitted trained = fit(entry.getKey(), entry.getValue());
            fitted.put(entry.getKey(), trained);
            hybrid.add(entry.getKey(), trained.model());
        }
        boolean isWhole = fitted.values().stream().allMatch(trained -> trained.heldOut() != null);
        List<StackScores.Source> sources = new ArrayList<>();
        fitted.forEach((name, trained) -> sources.add(source(name, trained)));
        long start = System.nanoTime();
        listener.checkCancelled(TASK);
        IntPredicate isTaken = isWhole ? user -> true : user -> PartRates.partOf(user) == PART;
        StackRows rows = StackRows.draw(panel, isTaken);
        HeapRoom.require(
                4L * rows.count() * rows.cells().itemCount() * sources.size(),
                HybridRecommender.ALGORITHM,
                "fewer components",
                "%d rows, %d items and %d components",
                rows.count(),
                rows.cells().itemCount(),
                sources.size());
        try (Workers workers = Workers.of(TASK, Runtime.getRuntime().availableProcessors())) {
            StackLearner learner = new StackLearner(
                    sources,
                    rows,
                    data.vocabulary(),
                    workers,
                    (step, steps) -> listener.report(
                            new TrainingProgress(TASK, step, steps, Double.NaN, (System.nanoTime() - start) / 1e9)));
            Blend learned = over == null
                    ? learner.learn(cells)
                    : new CalibratedBlend(
                            over instanceof Mixture ? learner.learnMixture() : learner.learnLines(), over);
            return hybrid.learned(learned, data.vocabulary(), learner.notes());
        }
    }

    private Fitted fit(String name, Trainer<? super D> trainer) {
        if (trainer instanceof HeldOutTrainer<? super D> heldOut) {
            return heldOut.trainHeldOut(data, listener);
        }
        return new Fitted(model(name, trainer.train(data, listener)), null);
    }

    private StackScores.Source source(String name, Fitted trained) {
        HeldOutScores scores = trained.heldOut();
        if (scores != null) {
            Component component = new Component(name, trained.model(), data.vocabulary());
            return new StackScores.Source(component, scores, !scores.areCalibrated());
        }
        @SuppressWarnings("unchecked") // the data is a panel, and so is a part of it
        D others = (D) panel.keepUsers(user -> PartRates.partOf(user) != PART);
        Trainer<? super D> trainer = Checks.notNull(trainers.get(name), name);
        ScoringModel stranger = model(name, trainer.train(others, listener));
        return new StackScores.Source(new Component(name, stranger, data.vocabulary()), new Strangers(stranger), true);
    }

    static ScoringModel model(String name, @Nullable Recommender trained) {
        if (trained instanceof ScoringModel model) {
            return model;
        }
        throw new IllegalArgumentException("component \"" + name + "\" must be a ScoringModel, but was "
                + (trained == null ? "null" : trained.getClass().getSimpleName()));
    }

    /** Scores of customers a model never saw. */
    private record Strangers(ScoringModel model) implements HeldOutScores {
        @Override
        public Scoring score(int user, KnownCustomer customer) {
            return model.score(customer);
        }

        @Override
        public boolean areCalibrated() {
            return false;
        }
    }
}
