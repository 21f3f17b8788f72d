package dev.recsys.bundle;

import dev.recsys.CustomerPredictor;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.ModelFile;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.PredictorCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Loads what predicts something of customers, such as who leaves, whichever module brought it. Thread-safe: no state. */
public final class Predictors {
    private Predictors() {}

    /**
     * Reads a model file whole, verified, by the codec of its algorithm.
     *
     * @param file the file
     * @return one predictor for each thing the model predicts
     * @throws ModelFormatException if the file is damaged, or no {@link PredictorCodec} on the class path reads its algorithm
     * @throws IOException if it can't be read
     * @throws IllegalArgumentException if the file is null
     */
    public static List<CustomerPredictor> load(Path file) throws IOException {
        return ModelFile.predictors(Checks.notNull(file, "file"));
    }

    /**
     * Reads one predictor of a model file.
     *
     * @param file the file
     * @param target what it predicts; empty for a model of one target
     * @return the predictor
     * @throws IOException as {@link #load(Path)}
     * @throws IllegalArgumentException if there is no such target, several and none is named, or an argument is null
     */
    public static CustomerPredictor load(Path file, String target) throws IOException {
        Checks.notNull(target, "target");
        List<CustomerPredictor> all = load(file);
        List<String> names = all.stream().map(CustomerPredictor::target).toList();
        if (target.isEmpty()) {
            Checks.that(all.size() == 1, "target must be one of %s of model %s, but was not named", names, file);
            return all.get(0);
        }
        Checks.that(
                names.contains(target), "target must be one of %s of model %s, but was \"%s\"", names, file, target);
        return all.get(names.indexOf(target));
    }
}
