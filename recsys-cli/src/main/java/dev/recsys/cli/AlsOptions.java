package dev.recsys.cli;

import dev.recsys.als.AlsConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of ALS; one left out keeps the default for the kind of data. */
final class AlsOptions {
    @Option(
            names = "--factors",
            paramLabel = "F",
            description = "ALS: factors of each user and item (default: chosen by the catalogue).")
    private @Nullable Integer factors;

    @Option(names = "--iterations", paramLabel = "I", description = "ALS: sweeps (default: 15).")
    private @Nullable Integer iterations;

    @Option(
            names = "--regularization",
            paramLabel = "R",
            description =
                    "ALS: lambda; 0 chooses by how much users and items have (default: 0.03 for a panel, 0 for events).")
    private @Nullable Double regularization;

    @Option(
            names = "--frequency-exponent",
            paramLabel = "V",
            description = "ALS: how lambda grows with frequency (default: 1).")
    private @Nullable Double frequencyExponent;

    @Option(names = "--alpha", paramLabel = "A", description = "ALS: weight of an observed cell (default: 1).")
    private @Nullable Double alpha;

    @Option(
            names = "--unobserved-weight",
            paramLabel = "W",
            description = "ALS: weight of a cell that is not observed; 0 chooses by how full the data are "
                    + "(default: 1 for a panel, 0 for events).")
    private @Nullable Double unobservedWeight;

    /** What depends on the kind of data stays open, unless it was given. */
    AlsConfig configure(AlsConfig given) {
        AlsConfig config = given;
        if (factors != null) {
            config = config.withFactors(factors);
        }
        if (iterations != null) {
            config = config.withIterations(iterations);
        }
        AlsConfig.Loss loss = config.loss();
        if (regularization != null) {
            loss = loss.withRegularization(regularization);
        }
        if (frequencyExponent != null) {
            loss = loss.withFrequencyExponent(frequencyExponent);
        }
        if (alpha != null) {
            loss = loss.withAlpha(alpha);
        }
        if (unobservedWeight != null) {
            loss = loss.withUnobservedWeight(unobservedWeight);
        }
        return config.withLoss(loss);
    }
}
