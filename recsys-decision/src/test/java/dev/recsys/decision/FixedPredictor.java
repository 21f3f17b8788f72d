package dev.recsys.decision;

import dev.recsys.CustomerPredictor;
import dev.recsys.data.FeatureSchema;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/** A predictor that a test writes, and that counts how often it is asked. */
final class FixedPredictor implements CustomerPredictor {
    private final FeatureSchema columns;
    private final boolean isProbability;
    private final String hash;
    private final ToDoubleFunction<Map<String, ?>> function;
    final AtomicInteger asked = new AtomicInteger();

    FixedPredictor(
            FeatureSchema columns, boolean isProbability, String hash, ToDoubleFunction<Map<String, ?>> function) {
        this.columns = columns;
        this.isProbability = isProbability;
        this.hash = hash;
        this.function = function;
    }

    /** A probability whatever the customer. */
    static FixedPredictor of(double value) {
        return new FixedPredictor(FeatureSchema.empty(), true, "h" + value, attributes -> value);
    }

    /** A number, not a probability. */
    static FixedPredictor number(double value) {
        return new FixedPredictor(FeatureSchema.empty(), false, "n" + value, attributes -> value);
    }

    @Override
    public String target() {
        return "happened";
    }

    @Override
    public String modelHash() {
        return hash;
    }

    @Override
    public FeatureSchema columns() {
        return columns;
    }

    @Override
    public boolean isProbability() {
        return isProbability;
    }

    @Override
    public double predict(Map<String, ?> attributes) {
        asked.incrementAndGet();
        return function.applyAsDouble(attributes);
    }
}
