package dev.recsys.bundle;

import dev.recsys.CustomerPredictor;
import dev.recsys.internal.file.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A model of customers that a policy names: the bytes of its file, and what was read of just these bytes. Immutable. */
final class PolicyModel {
    /** What follows its name in a generation's folder; another one than that of models that recommend. */
    static final String SUFFIX = ".predictor";

    private final byte[] bytes;
    private final List<CustomerPredictor> predictors;

    private PolicyModel(byte[] bytes, List<CustomerPredictor> predictors) {
        this.bytes = bytes;
        this.predictors = predictors;
    }

    /**
     * Reads a file, verified whole.
     *
     * @throws dev.recsys.model.ModelFormatException if it is damaged or no codec knows its algorithm
     * @throws IOException if it can't be read
     */
    static PolicyModel read(Path file) throws IOException {
        return of(Files.readAllBytes(file), file);
    }

    /** As {@link #read}, of bytes that were read before; they must not be modified any more. */
    static PolicyModel of(byte[] bytes, Path file) throws IOException {
        return new PolicyModel(bytes, ModelFile.predictors(bytes, file));
    }

    /** The file's content. Not to be modified. */
    byte[] bytes() {
        return bytes;
    }

    /** One for each thing the model predicts. */
    List<CustomerPredictor> predictors() {
        return predictors;
    }
}
