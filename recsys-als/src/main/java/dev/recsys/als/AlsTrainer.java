package dev.recsys.als;

import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.check.Checks;
import dev.recsys.data.Dataset;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Panel;
import dev.recsys.spi.ItemPopularity;
import dev.recsys.spi.Provenance;
import dev.recsys.spi.UserProfiles;
import dev.recsys.spi.Workers;
import java.util.List;
import java.util.Map;

/**
 * Factorises who has what by alternating least squares: each user's factors are solved for with the items' fixed, then each
 * item's with the users' fixed. Works on panels and event logs. A sweep costs O(distinct users × items²) for up to 32 items;
 * else, a row of n cells, the least of n·rank² + rank³, n²·rank + n³ and a few times n·rank.
 */
public final class AlsTrainer implements Trainer {
    private final AlsConfig config;

    /**
     * A trainer of a configuration.
     *
     * @param config the options
     */
    public AlsTrainer(AlsConfig config) {
        this.config = Checks.notNull(config, "config");
    }

    @Override
    public AlsModel train(Dataset data) {
        return train(data, TrainingListener.none());
    }

    /**
     * {@inheritDoc} Reports the objective after every sweep; it never rises where rows are solved exactly.
     *
     * @throws IllegalStateException if the objective stops being finite; the message names the sweep
     */
    @Override
    public AlsModel train(Dataset data, TrainingListener listener) {
        Checks.that(data.interactions().cellCount() > 0, "als needs at least one interaction to learn from");
        Provenance provenance = Provenance.start(AlsModel.ALGORITHM, config, data);
        try (Workers workers = Workers.of(AlsModel.ALGORITHM, config.threads())) {
            Sweeps sweeps = sweeps(data.interactions(), workers);
            double objective = Double.NaN;
            for (int sweep = 1; sweep <= config.iterations(); sweep++) {
                double started = provenance.seconds();
                sweeps.sweep(sweep);
                double swept = provenance.seconds() - started;
                objective = sweeps.objective();
                if (!Double.isFinite(objective)) {
                    throw new IllegalStateException("sweep " + sweep + " left an objective of " + objective
                            + "; smaller weights or a greater regularization help");
                }
                listener.report(new TrainingProgress(
                        AlsModel.ALGORITHM, sweep, config.iterations(), objective, provenance.seconds(), swept));
            }
            AlsFactors factors = sweeps.factors();
            UserProfiles profiles = UserProfiles.of(data, List.of());
            double[] rates = ItemPopularity.rates(data, config.popularityMonths());
            boolean dated = data instanceof Panel panel && panel.snapshots().size() > 1;
            double[] parameters = AlsModel.parameters(AlsLoss.of(config), config.scoreFloor());
            Map<String, String> notes = Map.of(
                    "regime", sweeps.regime(),
                    "kernels", KernelChoice.best().name(),
                    "rank", Integer.toString(sweeps.rank()),
                    "objective", Double.toString(objective));
            return new AlsModel(
                    provenance.finish(AlsModel.sections(profiles, factors, parameters, rates, dated), notes),
                    profiles,
                    factors,
                    parameters,
                    rates,
                    dated);
        }
    }

    private Sweeps sweeps(InteractionMatrix users, Workers workers) {
        return switch (config.solver()) {
            case REFERENCE -> new ReferenceSweeps(users, config, workers);
            case ITERATIVE -> new TunedSweeps(users, config, workers, KernelChoice.best());
            case TUNED, EXACT ->
                users.columnCount() <= SmallCatalogueSweeps.MOST_ITEMS
                        ? new SmallCatalogueSweeps(users, config, workers)
                        : new TunedSweeps(users, config, workers, KernelChoice.best());
        };
    }
}
