package dev.recsys.baselines;

import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.data.Dataset;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.HeapRoom;
import dev.recsys.internal.run.ItemPopularity;
import dev.recsys.internal.run.Workers;
import dev.recsys.model.Provenance;
import java.util.Map;

/**
 * Learns to rank what a user has above what the user has not: Bayesian personalised ranking (Rendle et al., UAI 2009). Since a
 * model holds no customers, a customer's vector is not learned but made of the held items' vectors (as in asymmetric
 * factorisation: Koren, KDD 2008; Kabbur et al., "FISM", KDD 2013), so that any customer is folded in exactly as in training.
 * Weights do not count. Works on panels and event logs, by one thread; another draws what it compares. An epoch costs
 * O(interactions × factors); 16 bytes an item and factor of memory.
 */
public final class BprTrainer implements Trainer<Dataset> {
    private static final int THREADS = 2; // one learns, one draws ahead
    private static final int PERIODS = 3; // a panel's last steps that popularity is counted on

    private final BprConfig config;

    /** A trainer with the default options. */
    public BprTrainer() {
        this(BprConfig.defaults());
    }

    /**
     * A trainer of a configuration.
     *
     * @param config the options
     */
    public BprTrainer(BprConfig config) {
        this.config = Checks.notNull(config, "config");
    }

    @Override
    public BprModel train(Dataset data) {
        Checks.notNull(data, "data");
        return train(data, TrainingListener.none());
    }

    /**
     * {@inheritDoc} Reports the share of interactions that are ranked wrong after every epoch.
     *
     * @throws IllegalArgumentException if {@code data} or {@code listener} is null, or {@code data} has no interaction
     * @throws IllegalStateException if the heap has too little memory left, or a step leaves vectors that are not finite
     */
    @Override
    public BprModel train(Dataset data, TrainingListener listener) {
        Checks.notNull(data, "data");
        Checks.notNull(listener, "listener");
        InteractionMatrix users = data.interactions();
        Checks.that(users.cellCount() > 0, "data must have at least one interaction for bpr to learn from");
        Provenance provenance = Provenance.start(BprModel.ALGORITHM, config, data);
        long cells = (long) users.columnCount() * config.factors();
        HeapRoom.require(
                16 * cells,
                BprModel.ALGORITHM,
                "fewer factors",
                "%d items with %d factors",
                users.columnCount(),
                config.factors());
        Checks.that(cells < Integer.MAX_VALUE - 8, "factors must be fewer for %d items", users.columnCount());
        try (Workers workers = Workers.of(BprModel.ALGORITHM, THREADS)) {
            BprSgd descent = new BprSgd(users, config, workers);
            double right = 0;
            for (int epoch = 1; epoch <= config.epochs(); epoch++) {
                listener.checkCancelled(BprModel.ALGORITHM);
                right = descent.pass();
                listener.report(new TrainingProgress(
                        BprModel.ALGORITHM, epoch, config.epochs(), 1 - right, provenance.seconds()));
            }
            return model(data, descent.factors(), right, provenance);
        }
    }

    private static BprModel model(Dataset data, BprFactors factors, double right, Provenance provenance) {
        requireFinite(factors);
        double[] rates = ItemPopularity.rates(data, PERIODS);
        Map<String, String> notes = Map.of("rankedRight", Double.toString(right));
        return new BprModel(
                provenance.finish(BprModel.sections(data.vocabulary(), factors, rates), notes),
                data.vocabulary(),
                factors,
                rates);
    }

    private static void requireFinite(BprFactors factors) {
        boolean finite = true;
        for (float[] values : new float[][] {factors.held(), factors.offered(), factors.biases()}) {
            for (float value : values) {
                finite &= Float.isFinite(value);
            }
        }
        if (!finite) {
            throw new IllegalStateException("bpr left vectors that are not finite; a lower learningRate helps");
        }
    }
}
