package dev.recsys.mlc.targets;

import dev.recsys.CustomerPredictor;
import dev.recsys.data.FeatureSchema;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One target of a model.
 *
 * @param chosen the target
 * @param modelHash the model's hash
 * @param columns what the model looks at
 * @param prediction the model's prediction of the target
 */
record TargetPredictor(
        Target chosen, String modelHash, FeatureSchema columns, ToDoubleFunction<Map<String, ?>> prediction)
        implements CustomerPredictor {
    @Override
    public String target() {
        return chosen.column();
    }

    @Override
    public boolean isProbability() {
        return chosen.loss() == Target.Loss.LOGISTIC;
    }

    @Override
    public double predict(Map<String, ?> attributes) {
        return prediction.applyAsDouble(attributes);
    }
}
