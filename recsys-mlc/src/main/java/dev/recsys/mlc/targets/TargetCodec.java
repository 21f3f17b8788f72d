package dev.recsys.mlc.targets;

import dev.recsys.CustomerPredictor;
import dev.recsys.ModelInfo;
import dev.recsys.internal.check.Checks;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.PredictorCodec;
import dev.recsys.model.Sections;
import java.util.List;

/** Reads the predictors of a {@link TargetModel} for who weighs offers by them. Found by {@code ServiceLoader}. Thread-safe. */
public final class TargetCodec implements PredictorCodec {
    /** For {@code ServiceLoader}. */
    public TargetCodec() {}

    @Override
    public String algorithm() {
        return TargetModel.ALGORITHM;
    }

    @Override
    public List<CustomerPredictor> read(ModelInfo info, Sections sections) throws ModelFormatException {
        TargetModel model = TargetModel.FILE.read(Checks.notNull(info, "info"), Checks.notNull(sections, "sections"));
        return model.targets().stream()
                .map(target -> model.predictor(target.column()))
                .toList();
    }
}
