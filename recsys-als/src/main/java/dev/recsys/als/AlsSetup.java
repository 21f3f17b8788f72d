package dev.recsys.als;

import dev.recsys.als.internal.serve.CellWeighting;
import dev.recsys.als.internal.serve.UnobservedWeights;
import dev.recsys.als.internal.serve.WeightingKind;
import dev.recsys.als.internal.solve.AlsLoss;
import dev.recsys.als.internal.solve.SolverKind;
import dev.recsys.als.internal.solve.SweepSettings;
import dev.recsys.als.internal.solve.Targets;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Panel;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.ItemTrends;
import org.jspecify.annotations.Nullable;

/** What the internal packages need to know of a resolved configuration, in their terms. Thread-safe: no state. */
final class AlsSetup {
    private static final int LEAST_FACTORS = 4;
    private static final int MOST_FACTORS = 128;

    private AlsSetup() {}

    /** An option of a configuration resolved for its data. */
    static double chosen(@Nullable Double option) {
        return Checks.notNull(option, "an option of a resolved configuration");
    }

    /** The number of factors. For a single snapshot there are as many factors as products. */
    static int rank(AlsConfig config, Dataset data) {
        if (config.factors() > 0) {
            return config.factors();
        }
        boolean isSnapshot = data instanceof Panel panel && !panel.hasTransition();
        int wanted = data.catalogue().size() / (isSnapshot ? 1 : 3);
        return Math.max(LEAST_FACTORS, Math.min(MOST_FACTORS, wanted));
    }

    static SweepSettings sweeps(AlsConfig config, AlsLoss loss, Targets targets, Dataset data) {
        SolverKind solver = switch (config.solver()) {
            case TUNED -> SolverKind.TUNED;
            case EXACT -> SolverKind.EXACT;
            case ITERATIVE -> SolverKind.ITERATIVE;
            case REFERENCE -> SolverKind.REFERENCE;
        };
        return new SweepSettings(rank(config, data), loss, targets, solver, config.seed());
    }

    static WeightingKind weightingKind(AlsConfig config) {
        return switch (config.weighting().kind()) {
            case NONE -> WeightingKind.NONE;
            case TF_IDF -> WeightingKind.TF_IDF;
            case BM25 -> WeightingKind.BM25;
        };
    }

    static CellWeighting weighting(AlsConfig config, InteractionMatrix users) {
        AlsConfig.Weighting weighting = config.weighting();
        return CellWeighting.of(weightingKind(config), weighting.bm25K1(), weighting.bm25B(), users);
    }

    static UnobservedWeights unobserved(AlsConfig config, InteractionMatrix users) {
        return UnobservedWeights.of(chosen(config.loss().popularityExponent()), users);
    }

    /** One an item, or none where scores have nothing of trends. */
    static double[] trends(Dataset data, AlsConfig config) {
        double halfLifeDays = chosen(config.scores().trendHalfLifeDays());
        return data instanceof EventLog log
                        && halfLifeDays > 0
                        && log.size() > 0
                        && log.time(0).isBefore(log.time(log.size() - 1))
                ? ItemTrends.of(log, halfLifeDays, config.scores().trendExponent())
                : new double[0];
    }

    /** After how many days an event counts half; 0 for a panel. */
    static double halfLifeDays(Dataset data, AlsConfig config) {
        return data instanceof EventLog ? chosen(config.weighting().halfLifeDays()) : 0;
    }

    /** The data, older events counted less if the configuration asks for it. */
    static Dataset decayed(Dataset data, AlsConfig config) {
        double halfLifeDays = chosen(config.weighting().halfLifeDays());
        return data instanceof EventLog log && halfLifeDays > 0 && log.size() > 0
                ? log.decayed(log.time(log.size() - 1), halfLifeDays)
                : data;
    }
}
