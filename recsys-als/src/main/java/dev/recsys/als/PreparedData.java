package dev.recsys.als;

import dev.recsys.als.internal.serve.CellWeighting;
import dev.recsys.als.internal.serve.UnobservedWeights;
import dev.recsys.als.internal.serve.WeightingKind;
import dev.recsys.als.internal.solve.AlsLoss;
import dev.recsys.als.internal.solve.SweepSettings;
import dev.recsys.als.internal.solve.Targets;
import dev.recsys.als.internal.solve.TrainingMemory;
import dev.recsys.data.Dataset;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.Workers;
import dev.recsys.model.Provenance;

/**
 * What a training makes of its data before the first sweep. Immutable.
 *
 * @param config the configuration resolved for the data
 * @param provenance started
 * @param timed the data, older events counted less
 * @param weighting of cells
 * @param unobserved weights of unobserved cells
 * @param settings of the sweeps
 * @param matrix users × items, weighted by both, and transposed already
 */
record PreparedData(
        AlsConfig config,
        Provenance provenance,
        Dataset timed,
        CellWeighting weighting,
        UnobservedWeights unobserved,
        SweepSettings settings,
        InteractionMatrix matrix) {
    /** Prepares data. Beside that the data's hash is computed, which the model's provenance asks for. */
    static PreparedData of(AlsConfig options, Dataset data, Workers workers) {
        PreparedData[] prepared = new PreparedData[1];
        workers.forRanges(2, 1, (range, from, to) -> {
            if (range == 0) {
                prepared[0] = of(options, data);
            } else {
                data.contentHash(); // kept by the data
            }
        });
        return prepared[0];
    }

    private static PreparedData of(AlsConfig options, Dataset data) {
        InteractionMatrix cells = data.interactions();
        Checks.that(cells.cellCount() > 0, "data must have at least one interaction for als to learn from");
        AlsConfig config = options.resolvedFor(data);
        Provenance provenance = Provenance.start(AlsModel.ALGORITHM, config, data);
        SweepSettings room = AlsSetup.sweeps(config, LossChoice.of(config, cells), Targets.ONE, data);
        boolean copies = AlsSetup.weightingKind(config) != WeightingKind.NONE
                || AlsSetup.chosen(config.loss().popularityExponent()) > 0;
        TrainingMemory.check(cells, room, copies, config.threads());
        Dataset timed = AlsSetup.decayed(data, config);
        CellWeighting weighting = AlsSetup.weighting(config, timed.interactions());
        InteractionMatrix weighted = weighting.apply(timed.interactions());
        AlsLoss loss = LossChoice.of(config, weighted);
        UnobservedWeights unobserved = AlsSetup.unobserved(config, weighted);
        InteractionMatrix matrix = unobserved.apply(weighted);
        matrix.transposed(); // kept by the matrix
        SweepSettings settings = AlsSetup.sweeps(config, loss, unobserved.targets(), data);
        return new PreparedData(config, provenance, timed, weighting, unobserved, settings, matrix);
    }
}
