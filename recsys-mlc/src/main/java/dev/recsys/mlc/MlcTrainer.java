package dev.recsys.mlc;

import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.check.Checks;
import dev.recsys.data.Dataset;
import dev.recsys.data.Panel;
import dev.recsys.data.Transition;
import dev.recsys.spi.ItemPopularity;
import dev.recsys.spi.Provenance;
import dev.recsys.spi.UserProfiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Learns for each product, from customers who did not own it, who adds it within the month: boosted trees on attributes and
 * their changes, holdings and what was held in the months before, over a sample that {@link MlcConfig} bounds. Protected products are
 * learned apart, without the protected features. Needs a panel of at least two months. O(models × trees × features × sample
 * rows × products).
 */
public final class MlcTrainer implements Trainer {
    private final MlcConfig config;

    /**
     * A trainer of a configuration.
     *
     * @param config the options
     */
    public MlcTrainer(MlcConfig config) {
        this.config = Checks.notNull(config, "config");
    }

    @Override
    public MlcModel train(Dataset data) {
        return train(data, TrainingListener.none());
    }

    /**
     * {@inheritDoc}
     *
     * <p>Beside the panel it holds about rows · (2.2 · columns + 50 · products + 50) + 16 · bins · products · leaves bytes:
     * columns are the features, the changes of some, two a product and one; bins are those of all columns; products are those that are learned.
     * For 200,000 rows, 73 columns, 1,500 bins, 24 products and 16 leaves that is 290 MB. One tree a product takes 32 · rows
     * bytes more for each thread.
     */
    @Override
    public MlcModel train(Dataset data, TrainingListener listener) {
        Checks.that(
                data instanceof Panel panel && panel.snapshots().size() > 1,
                "mlc needs a panel of at least two months, to see which products are added");
        Panel panel = (Panel) data;
        Provenance provenance = Provenance.start(MlcModel.ALGORITHM, config, data);
        int itemCount = panel.items().size();
        List<Transition> transitions = lastTransitions(panel);
        FeatureBinner binner = FeatureBinner.learn(transitions, panel.schema(), itemCount, config);
        double[] rates = ItemPopularity.rates(data, config.months());
        double[] constants = new double[itemCount];
        for (int item = 0; item < itemCount; item++) {
            // Half an addition stands for a product nobody took.
            constants[item] = Math.min(
                    1, Math.max(rates[item], 0.5 / Math.max(1, panel.users().size())));
        }
        TrainingRows rows = TrainingRows.draw(transitions, binner, itemCount, config);
        AtomicInteger done = new AtomicInteger();
        Protection protection = Protection.of(panel.schema(), panel.items(), config);
        int models = ScorerTrainer.modelCount(config)
                * protection.groups(rows.products()).size();
        listener.checkCancelled(MlcModel.ALGORITHM);
        ScorerTrainer trainer = new ScorerTrainer(
                rows,
                config,
                heldLoss -> listener.report(new TrainingProgress(
                        MlcModel.ALGORITHM, done.incrementAndGet(), models, heldLoss, provenance.seconds())));
        ProductScorer scorer = trainer.train(binner, constants, protection);
        UserProfiles profiles =
                UserProfiles.of(data, panel.schema().names(), binner.historyMonths(), binner.changingFeatures());
        Map<String, String> notes = new HashMap<>(trainer.notes());
        notes.put("trees", Integer.toString(scorer.treeCount()));
        return new MlcModel(
                provenance.finish(MlcModel.sections(profiles, scorer, rates), notes), profiles, scorer, rates);
    }

    private List<Transition> lastTransitions(Panel panel) {
        List<Transition> last = new ArrayList<>();
        int count = panel.snapshots().size();
        for (int later = Math.max(1, count - config.months()); later < count; later++) {
            last.add(panel.transition(later));
        }
        return last;
    }
}
