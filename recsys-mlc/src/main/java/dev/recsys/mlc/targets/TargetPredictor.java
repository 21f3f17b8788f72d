package dev.recsys.mlc.targets;

import dev.recsys.CustomerPredictor;
import dev.recsys.data.FeatureSchema;
import java.util.Map;

/**
 * One target of a model.
 *
 * @param model the model
 * @param chosen one of its targets
 */
record TargetPredictor(TargetModel model, Target chosen) implements CustomerPredictor {
    @Override
    public String target() {
        return chosen.column();
    }

    @Override
    public String modelHash() {
        return model.info().modelHash();
    }

    @Override
    public FeatureSchema columns() {
        return model.columns();
    }

    @Override
    public boolean isProbability() {
        return chosen.loss() == Target.Loss.LOGISTIC;
    }

    @Override
    public double predict(Map<String, ?> attributes) {
        return model.predict(chosen.column(), attributes).value();
    }
}
