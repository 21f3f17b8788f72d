package dev.recsys.popularity;

import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.data.Dataset;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.ItemPopularity;
import dev.recsys.model.Provenance;
import java.util.Map;

/**
 * Counts what users take: for a panel, additions ÷ users who did not own the item; for an event log, users who touched
 * it ÷ users. O(rows).
 */
public final class PopularityTrainer implements Trainer<Dataset> {
    private final PopularityConfig config;

    /** A trainer with the default options. */
    public PopularityTrainer() {
        this(PopularityConfig.defaults());
    }

    /**
     * A trainer of a configuration.
     *
     * @param config the options
     */
    public PopularityTrainer(PopularityConfig config) {
        this.config = Checks.notNull(config, "config");
    }

    @Override
    public PopularityModel train(Dataset data) {
        Checks.notNull(data, "data");
        return train(data, TrainingListener.none());
    }

    @Override
    public PopularityModel train(Dataset data, TrainingListener listener) {
        Checks.notNull(data, "data");
        Checks.notNull(listener, "listener");
        Provenance provenance = Provenance.start(PopularityModel.ALGORITHM, config, data);
        double[] rates = ItemPopularity.rates(data, config.periods());
        PopularityModel model = new PopularityModel(
                provenance.finish(PopularityModel.sections(data.vocabulary(), rates), Map.of()),
                data.vocabulary(),
                rates);
        listener.report(new TrainingProgress(PopularityModel.ALGORITHM, 1, 1, Double.NaN, provenance.seconds()));
        return model;
    }
}
