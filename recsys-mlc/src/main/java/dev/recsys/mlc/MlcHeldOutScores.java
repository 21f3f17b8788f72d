package dev.recsys.mlc;

import dev.recsys.internal.run.CustomerParts;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.mlc.internal.score.ProductScorer;
import dev.recsys.mlc.options.CrossFitting;
import dev.recsys.pipeline.HeldOutScores;
import dev.recsys.pipeline.Scoring;
import java.util.List;

/** Scores by the model that left the customer out. Immutable and thread-safe. */
final class MlcHeldOutScores implements HeldOutScores {
    private final MlcModel model;
    private final List<ProductScorer> parts;
    private final MlcConfig config;

    MlcHeldOutScores(MlcModel model, List<ProductScorer> parts, MlcConfig config) {
        this.model = model;
        this.parts = parts;
        this.config = config;
    }

    @Override
    public Scoring score(int user, KnownCustomer customer) {
        return model.score(customer, parts.get(CustomerParts.partOf(user, parts.size(), config.seed())));
    }

    @Override
    public boolean areCalibrated() {
        return config.crossFitting().calibration() == CrossFitting.Calibration.PLATT;
    }
}
