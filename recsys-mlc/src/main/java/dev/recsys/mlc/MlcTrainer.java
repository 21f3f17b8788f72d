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
import dev.recsys.spi.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Learns for each product, from customers who did not own it, who adds it within the month: one booster a product on
 * attributes, holdings and what was held in the months before, over a sample that {@link MlcConfig} bounds. Needs a panel of at least two
 * months. O(products × trees × leaves × features × sample rows).
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
        TreeEnsemble[] ensembles = new TreeEnsemble[itemCount];
        double[] oddsFactors = new double[itemCount];
        AtomicInteger done = new AtomicInteger();
        try (Workers workers = Workers.of(MlcModel.ALGORITHM, config.threads())) {
            workers.forRanges(itemCount, 1, (range, item, end) -> {
                ProductSample sample = ProductSample.draw(transitions, item, binner, config);
                if (sample.isLearnable()) {
                    ensembles[item] =
                            new SmileBooster(config).train(sample.rows(), sample.labels(), config.seed() * 31 + item);
                    oddsFactors[item] = sample.oddsFactor();
                } else {
                    // Half an addition keeps the log-odds finite for a product nobody took.
                    double rate = Math.max(
                            rates[item], 0.5 / Math.max(1, panel.users().size()));
                    ensembles[item] = TreeEnsemble.constant(StrictMath.log(rate / Math.max(1e-9, 1 - rate)));
                    oddsFactors[item] = 1;
                }
                synchronized (done) {
                    listener.report(new TrainingProgress(
                            MlcModel.ALGORITHM, done.incrementAndGet(), itemCount, Double.NaN, provenance.seconds()));
                }
            });
        }
        UserProfiles profiles = UserProfiles.of(data, panel.schema().names(), binner.historyMonths());
        ProductScorer scorer = new ProductScorer(binner, List.of(ensembles), oddsFactors);
        return new MlcModel(
                provenance.finish(
                        MlcModel.sections(profiles, scorer, rates),
                        Map.of("booster", "one per product", "trees", Integer.toString(scorer.treeCount()))),
                profiles,
                scorer,
                rates);
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
