package dev.recsys.mlc;

import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.data.Panel;
import dev.recsys.data.Transition;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.ItemPopularity;
import dev.recsys.mlc.internal.columns.FeatureBinner;
import dev.recsys.mlc.internal.columns.RowSample;
import dev.recsys.mlc.internal.columns.TrainingRows;
import dev.recsys.mlc.internal.score.ProductScorer;
import dev.recsys.mlc.internal.score.Protection;
import dev.recsys.mlc.internal.score.ScorerTrainer;
import dev.recsys.mlc.internal.score.TrainingMemory;
import dev.recsys.model.Provenance;
import dev.recsys.pipeline.HeldOutTrainer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Learns for each product, from customers who did not own it, who adds it within the next period: boosted trees on attributes
 * and their changes, holdings and what was held before, over a sample that {@link MlcConfig} bounds. Credit products are learned
 * apart, without the protected features. For each set of facts that can be known of a customer of whom less is known, one more
 * model learns from the others' probabilities ({@link dev.recsys.mlc.options.CrossFitting#fallbackModels}). Needs a panel with
 * snapshots of two adjacent periods. O((models + facts) × trees × features × sample rows × products).
 */
public final class MlcTrainer implements HeldOutTrainer<Panel> {
    private final MlcConfig config;

    /** A trainer with the default options. */
    public MlcTrainer() {
        this(MlcConfig.defaults());
    }

    /**
     * A trainer of a configuration.
     *
     * @param config the options
     */
    public MlcTrainer(MlcConfig config) {
        this.config = Checks.notNull(config, "config");
    }

    @Override
    public MlcModel train(Panel panel) {
        Checks.notNull(panel, "panel");
        return train(panel, TrainingListener.none());
    }

    /**
     * {@inheritDoc}
     *
     * <p>Beside the panel it holds about rows · (60 + 1.2 · columns + 9 · products + 25 · group) + 8 · bins · (group + 1) ·
     * (leaves + 1) bytes: columns are the features, two a product and one; bins are those of all columns; products are those
     * that are learned, and group is how many of them are learned together, which are all of them or those that are not
     * protected. For 200,000 rows, 73 columns, 1,500 bins, 24 products, 4 of them protected, and 16 leaves that is 177 MB,
     * however many models; a single one takes 7 · rows · products and 8 · rows · group less. With one tree a product, each thread takes
     * 8 · rows + 16 · bins · (leaves + 1), each product of the group 10 · rows, and (group + 1) · (leaves + 1) becomes group + 1.
     *
     * @throws IllegalStateException if the heap has no room for that; nothing is learned then
     * @throws IllegalArgumentException if {@code panel} or {@code listener} is null
     */
    @Override
    public MlcModel train(Panel panel, TrainingListener listener) {
        Checks.notNull(panel, "panel");
        Checks.notNull(listener, "listener");
        return run(panel, listener).model();
    }

    /**
     * {@inheritDoc} Each customer's honest scores are those of the model that left the customer out; a single model, which
     * leaves nobody out, gives none.
     *
     * @throws IllegalStateException if the heap has no room
     * @throws IllegalArgumentException if {@code panel} or {@code listener} is null
     */
    @Override
    public Fitted trainHeldOut(Panel panel, TrainingListener listener) {
        Checks.notNull(panel, "panel");
        Checks.notNull(listener, "listener");
        Trained trained = run(panel, listener);
        List<ProductScorer> heldOut = trained.trainer().heldOut(trained.model().scorer());
        return new Fitted(
                trained.model(), heldOut.isEmpty() ? null : new MlcHeldOutScores(trained.model(), heldOut, config));
    }

    /** A model, and the trainer of its scorer. */
    private record Trained(MlcModel model, ScorerTrainer trainer) {}

    private Trained run(Panel panel, TrainingListener listener) {
        panel.requireTransition(MlcModel.ALGORITHM);
        Provenance provenance = Provenance.start(MlcModel.ALGORITHM, config, panel);
        int itemCount = panel.catalogue().size();
        List<Transition> transitions = panel.lastTransitions(config.sampling().periods());
        FeatureBinner binner =
                FeatureBinner.learn(transitions, panel.schema(), itemCount, config.columns(), config.seed());
        double[] rates = ItemPopularity.rates(panel, config.sampling().periods());
        double[] constants = new double[itemCount];
        for (int item = 0; item < itemCount; item++) {
            // Half an addition stands for a product nobody took.
            constants[item] = Math.min(
                    1, Math.max(rates[item], 0.5 / Math.max(1, panel.users().size())));
        }
        Protection protection = Protection.of(panel.vocabulary());
        ScorerTrainer.Plan plan = config.plan();
        RowSample sample = RowSample.draw(transitions, itemCount, config.sampling(), config.seed());
        TrainingMemory.check(sample.rowCount(), sample.products(), binner, protection, plan);
        TrainingRows rows = TrainingRows.of(sample, binner);
        AtomicInteger done = new AtomicInteger();
        AtomicInteger fits = new AtomicInteger();
        listener.checkCancelled(MlcModel.ALGORITHM);
        ScorerTrainer trainer = new ScorerTrainer(
                rows,
                plan,
                heldLoss -> listener.report(new TrainingProgress(
                        MlcModel.ALGORITHM, done.incrementAndGet(), fits.get(), heldLoss, provenance.seconds())));
        fits.set(trainer.modelCount(binner, protection));
        ProductScorer scorer = trainer.train(binner, constants, protection);
        Map<String, String> notes = new HashMap<>(trainer.notes());
        notes.put("trees", Integer.toString(scorer.treeCount()));
        MlcModel model = new MlcModel(
                provenance.finish(MlcModel.sections(panel.vocabulary(), scorer, rates), notes),
                panel.vocabulary(),
                scorer,
                rates);
        return new Trained(model, trainer);
    }
}
