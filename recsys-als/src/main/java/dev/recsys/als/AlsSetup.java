package dev.recsys.als;

import dev.recsys.als.internal.serve.CellWeighting;
import dev.recsys.als.internal.serve.ItemTrends;
import dev.recsys.als.internal.serve.WeightingKind;
import dev.recsys.als.internal.solve.AlsLoss;
import dev.recsys.als.internal.solve.SolverKind;
import dev.recsys.als.internal.solve.SweepSettings;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.InteractionMatrix;

/** What the rooms inside need to know of a configuration, in their terms. Thread-safe: no state. */
final class AlsSetup {
    private AlsSetup() {}

    static AlsLoss loss(AlsConfig config) {
        double base = switch (config.confidence()) {
            case SCALED -> 0;
            case ADDED -> config.unobservedWeight();
        };
        return new AlsLoss(
                base, config.alpha(), config.unobservedWeight(), config.regularization(), config.frequencyExponent());
    }

    static SweepSettings sweeps(AlsConfig config, int itemCount) {
        SolverKind solver = switch (config.solver()) {
            case TUNED -> SolverKind.TUNED;
            case EXACT -> SolverKind.EXACT;
            case ITERATIVE -> SolverKind.ITERATIVE;
            case REFERENCE -> SolverKind.REFERENCE;
        };
        return new SweepSettings(config.rankFor(itemCount), loss(config), solver, config.seed());
    }

    static WeightingKind weightingKind(AlsConfig config) {
        return switch (config.weighting()) {
            case NONE -> WeightingKind.NONE;
            case TF_IDF -> WeightingKind.TF_IDF;
            case BM25 -> WeightingKind.BM25;
        };
    }

    static CellWeighting weighting(AlsConfig config, InteractionMatrix users) {
        return CellWeighting.of(weightingKind(config), config.bm25K1(), config.bm25B(), users);
    }

    /** One an item, or none where scores have nothing of trends. */
    static double[] trends(Dataset data, AlsConfig config) {
        return data instanceof EventLog log
                        && config.trendHalfLifeDays() > 0
                        && log.size() > 0
                        && log.time(0).isBefore(log.time(log.size() - 1))
                ? ItemTrends.of(log, config.trendHalfLifeDays(), config.trendExponent())
                : new double[0];
    }

    /** The data, older events counted less if the configuration asks for it. */
    static Dataset decayed(Dataset data, AlsConfig config) {
        return data instanceof EventLog log && config.halfLifeDays() > 0 && log.size() > 0
                ? log.decayed(log.time(log.size() - 1), config.halfLifeDays())
                : data;
    }
}
