package dev.recsys.model;

import dev.recsys.ModelInfo;
import dev.recsys.Recommender;
import dev.recsys.internal.check.Checks;

/**
 * Turns one algorithm's models into named arrays and back. Found by {@link java.util.ServiceLoader}: a module that
 * brings an algorithm names its codec in {@code META-INF/services/dev.recsys.model.ModelCodec}. Thread-safe.
 */
public interface ModelCodec {
    /**
     * The algorithm, as in {@link ModelInfo#algorithm()}.
     *
     * @return its short name
     */
    String algorithm();

    /**
     * Everything that decides the model's answers.
     *
     * @param model a model of this algorithm
     * @return named arrays; they may be the model's own and must not be modified
     * @throws IllegalArgumentException if the model is of another kind
     */
    Sections write(Recommender model);

    /**
     * The model again, every invariant checked. A codec asks for every section it wrote: a file with one that nobody asks
     * for is refused when it is saved or loaded.
     *
     * @param info the model's provenance
     * @param sections what {@link #write} gave
     * @return a model that answers like the one written
     * @throws ModelFormatException if a section is missing or breaks an invariant
     */
    Recommender read(ModelInfo info, Sections sections) throws ModelFormatException;

    /**
     * The hash that the model's {@link ModelInfo#modelHash} must have.
     *
     * @param sections what {@link #write} gave
     * @return by default {@link Sections#hash()}
     * @throws ModelFormatException if a section it needs is missing
     * @throws IllegalArgumentException if {@code sections} is null
     */
    default String hash(Sections sections) throws ModelFormatException {
        Checks.notNull(sections, "sections");
        return sections.hash();
    }
}
