package dev.recsys.als;

import static dev.recsys.als.AlsSetup.chosen;

import dev.recsys.als.AlsConfig.Loss;
import dev.recsys.als.internal.solve.AlsLoss;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.internal.run.ImplicitLoss;

/**
 * λ and α₀ by the shape of the data where the configuration leaves them open by 0; see decision 32. Thread-safe: no state.
 */
final class LossChoice {
    private LossChoice() {}

    /** By the weighted matrix of users × items, of at least one cell. */
    static AlsLoss of(AlsConfig config, InteractionMatrix weighted) {
        double unobserved =
                ImplicitLoss.unobservedWeight(weighted, config.loss().alpha());
        return loss(config, ImplicitLoss.regularization(weighted), unobserved);
    }

    /** By what was chosen before. */
    static AlsLoss of(AlsConfig config, AlsLoss before) {
        return loss(config, before.regularization(), before.unobservedWeight());
    }

    private static AlsLoss loss(AlsConfig config, double regularization, double unobservedWeight) {
        Loss loss = config.loss();
        double unobserved = given(chosen(loss.unobservedWeight()), unobservedWeight);
        double base = switch (loss.confidence()) {
            case SCALED -> 0;
            case ADDED -> unobserved;
        };
        return new AlsLoss(
                base,
                loss.alpha(),
                unobserved,
                given(chosen(loss.regularization()), regularization),
                loss.frequencyExponent());
    }

    private static double given(double option, double otherwise) {
        return option > 0 ? option : otherwise;
    }
}
