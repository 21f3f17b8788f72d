package dev.recsys.model;

import dev.recsys.CustomerPredictor;
import dev.recsys.ModelInfo;
import java.util.List;

/**
 * Reads one algorithm's predictors of customers from a model file. Found by {@link java.util.ServiceLoader}: a module that brings
 * an algorithm names its codec in {@code META-INF/services/dev.recsys.model.PredictorCodec}. Thread-safe.
 */
public interface PredictorCodec {
    /**
     * The algorithm, as in {@link ModelInfo#algorithm()}.
     *
     * @return its short name
     */
    String algorithm();

    /**
     * The predictors of a model, every invariant checked.
     *
     * @param info the model's provenance
     * @param sections its content
     * @return one for each thing the model predicts, at least one
     * @throws ModelFormatException if a section is missing or breaks an invariant
     */
    List<CustomerPredictor> read(ModelInfo info, Sections sections) throws ModelFormatException;
}
