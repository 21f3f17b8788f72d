package dev.recsys.als;

import dev.recsys.TrainingCancelledException;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.als.internal.kernel.KernelChoice;
import dev.recsys.als.internal.serve.AlsFactors;
import dev.recsys.als.internal.serve.FactorsChoice;
import dev.recsys.als.internal.solve.AlsLoss;
import dev.recsys.als.internal.solve.SweepChoice;
import dev.recsys.als.internal.solve.Sweeps;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Dataset;
import dev.recsys.data.Panel;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.ItemPopularity;
import dev.recsys.internal.run.PartRates;
import dev.recsys.internal.run.Workers;
import dev.recsys.model.Provenance;
import dev.recsys.pipeline.HeldOutTrainer;
import java.util.Collection;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Factorises who has what by alternating least squares: each user's factors are solved for with the items' fixed, then each
 * item's with the users' fixed. Works on panels and event logs. A sweep costs O(distinct users × items²) for up to 32 items;
 * else, a row of n cells, the least of n·rank² + rank³, n²·rank + n³ and a few times n·rank.
 *
 * <p><b>Memory</b> beyond the data, in bytes, with the rank r rounded up to a multiple of 16: 8 · cells + 4 · items for the
 * transposed matrix, twice that and 4 · users with a weighting or a popularity exponent, (4 · r + 24) · (users + items) for factors (8 · r with
 * {@link AlsConfig.Solver#REFERENCE}), (12 · r + 24) · items for the finished model, 24 · r² + 2²⁰ a thread and 48 · r² of workspace. A
 * catalogue of at most 32 items has no factors of users: 16 · users, and 8 · items² · (items + 2) for every 4,096 users and
 * every item; a single snapshot takes up to 20 MB more once that is done. It is checked before the first of them is allocated.
 */
public final class AlsTrainer implements HeldOutTrainer<Dataset> {
    private static final Logger LOG = LoggerFactory.getLogger(AlsTrainer.class);

    private final AlsConfig options;

    /** A trainer with the default options. */
    public AlsTrainer() {
        this(AlsConfig.defaults());
    }

    /**
     * A trainer of a configuration.
     *
     * @param config the options
     */
    public AlsTrainer(AlsConfig config) {
        this.options = Checks.notNull(config, "config");
    }

    @Override
    public AlsModel train(Dataset data) {
        Checks.notNull(data, "data");
        return train(data, TrainingListener.none());
    }

    /**
     * {@inheritDoc} Reports the objective after every sweep; it never rises where rows are solved exactly.
     *
     * @throws IllegalStateException if the heap has too little memory left, or the objective stops being finite; the
     *     message names the sweep
     * @throws IllegalArgumentException if {@code data} or {@code listener} is null
     */
    @Override
    public AlsModel train(Dataset data, TrainingListener listener) {
        Checks.notNull(data, "data");
        Checks.notNull(listener, "listener");
        try (Workers workers = Workers.of(AlsModel.ALGORITHM, options.threads())) {
            PreparedData prepared = PreparedData.of(options, data, workers);
            AlsConfig config = prepared.config();
            Provenance provenance = prepared.provenance();
            Dataset timed = prepared.timed();
            AlsLoss loss = prepared.settings().loss();
            Sweeps sweeps = SweepChoice.of(prepared.matrix(), prepared.settings(), workers);
            int made = run(sweeps, config, provenance, listener);
            AlsFactors factors = FactorsChoice.of(
                    sweeps,
                    loss,
                    prepared.settings().targets(),
                    data.catalogue().size(),
                    workers);
            double[] rates = ItemPopularity.rates(timed, config.scores().popularityPeriods());
            double[] trends = AlsSetup.trends(data, config);
            AlsParts fitted = new AlsParts(
                    prepared.weighting(),
                    prepared.unobserved(),
                    factors,
                    loss,
                    config.scores().floor(),
                    rates,
                    trends,
                    AlsParts.multiplier(data, trends),
                    AlsSetup.halfLifeDays(data, config));
            AlsParts parts = fitted.readOut(timed.interactions(), workers);
            Map<String, String> notes = Map.of(
                    "regime", sweeps.regime(),
                    "kernels", KernelChoice.best().name(),
                    "factors", Integer.toString(sweeps.rank()),
                    "regularization", Double.toString(loss.regularization()),
                    "unobservedWeight", Double.toString(loss.unobservedWeight()),
                    "sweeps", Integer.toString(made),
                    "objective", Double.toString(sweeps.objective()));
            return new AlsModel(provenance.finish(parts.sections(data.vocabulary()), notes), data.vocabulary(), parts);
        }
    }

    /**
     * {@inheritDoc} A panel's factors stay those of all customers, of whom each is one of many; the rates of additions, which
     * few decide, are counted without the customer's part. An event log gives no honest scores.
     *
     * @throws IllegalArgumentException if {@code data} or {@code listener} is null
     */
    @Override
    public Fitted trainHeldOut(Dataset data, TrainingListener listener) {
        Checks.notNull(data, "data");
        Checks.notNull(listener, "listener");
        AlsModel model = train(data, listener);
        if (!(data instanceof Panel panel && panel.hasTransition())) {
            return new Fitted(model, null);
        }
        int periods = options.resolvedFor(data).scores().popularityPeriods();
        return new Fitted(model, new AlsHeldOutScores(model, PartRates.of(panel, periods)));
    }

    /**
     * Joins new data to a bundle without training its model anew, and gives a new bundle; the old one stays as it is.
     *
     * <p>Events add to what the bundle remembers of a user; a panel's rows replace what it remembers of theirs. Users and
     * items it did not know follow those it knew. Users need nothing more, since every answer folds them in. All new items,
     * and those of {@code itemIds}, get the factors that one half-sweep restricted to them gives: the exact minimum of the
     * objective over them, with the factors of all other items fixed and every user folded in. A model of a dated panel
     * takes the rates of additions from new data of at least two adjacent periods, and keeps its rates otherwise, new items
     * having none. A model of one snapshot counts all remembered customers anew, for the shares or for the regressions of its scores. Of a model with trends, known items keep theirs, and new ones get what the new data alone say.
     *
     * <p>Costs half a sweep, or no more than the joining where no item is to be solved. The provenance has the hash of the
     * new data and, in its notes, that of the model updated.
     *
     * @param bundle a model trained with this trainer's loss and weighting, and what it remembers
     * @param news the data since
     * @param itemIds known items to solve for anew, possibly none
     * @return the updated bundle; of a panel's features and history it remembers nothing until it is
     *     {@linkplain Bundle#remembering given} a panel
     * @throws IllegalArgumentException if the bundle has no ALS model or no memory, the model was trained for another
     *     loss, an item is unknown to both, or the model is of a dated panel and the new data are no panel, or it has
     *     trends and they are no event log, or if {@code bundle} or {@code itemIds} is null
     */
    public Bundle update(Bundle bundle, Dataset news, Collection<String> itemIds) {
        Checks.notNull(bundle, "bundle");
        Checks.notNull(itemIds, "itemIds");
        return ModelUpdate.of(bundle, news, itemIds, options.resolvedFor(news));
    }

    /** Sweeps until the objective hardly falls; returns how often. */
    private static int run(Sweeps sweeps, AlsConfig config, Provenance provenance, TrainingListener listener) {
        double before = Double.POSITIVE_INFINITY;
        for (int sweep = 1; sweep <= config.iterations(); sweep++) {
            double started = provenance.seconds();
            sweeps.sweep(sweep);
            double swept = provenance.seconds() - started;
            double objective = sweeps.objective();
            if (!Double.isFinite(objective)) {
                throw new IllegalStateException("sweep " + sweep + " left an objective of " + objective
                        + "; smaller weights or a greater regularization help");
            }
            try {
                listener.report(new TrainingProgress(
                        AlsModel.ALGORITHM, sweep, config.iterations(), objective, provenance.seconds(), swept));
            } catch (TrainingCancelledException e) {
                LOG.info("als was cancelled after sweep {} of {}", sweep, config.iterations());
                throw e;
            }
            if (config.tolerance() > 0
                    && sweep < config.iterations()
                    && before - objective < config.tolerance() * before) {
                LOG.info(
                        "als ends after sweep {} of {}: it took less than {} off the objective",
                        sweep,
                        config.iterations(),
                        config.tolerance());
                return sweep;
            }
            before = objective;
        }
        return config.iterations();
    }
}
