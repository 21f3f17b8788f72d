package dev.recsys.als;

import static dev.recsys.als.AlsSetup.chosen;

import dev.recsys.als.AlsConfig.Loss;
import dev.recsys.als.internal.solve.AlsLoss;
import dev.recsys.data.InteractionMatrix;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * λ and α₀ by the shape of the data where the configuration leaves them open by 0; see decision 32. Thread-safe: no state.
 */
final class LossChoice {
    /** How much more all unobserved cells weigh than the observed. */
    private static final double UNOBSERVED = 10;

    /** λ of rows and columns of two cells each, about. */
    private static final double REGULARIZATION = 0.05;

    private static final MathContext DIGITS = new MathContext(3); // coarse, so that the order of rows does not matter

    private LossChoice() {}

    /** By the weighted matrix of users × items, of at least one cell. */
    static AlsLoss of(AlsConfig config, InteractionMatrix weighted) {
        return loss(config, regularization(weighted), unobservedWeight(config, weighted));
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

    /** So that all unobserved cells weigh {@value #UNOBSERVED} times the observed, and each at most as much as one of them. */
    private static double unobservedWeight(AlsConfig config, InteractionMatrix weighted) {
        double sum = 0;
        for (int cell = 0; cell < weighted.cellCount(); cell++) {
            sum += weighted.weightAt(cell);
        }
        double mean = config.loss().alpha() * sum / weighted.cellCount();
        double full = weighted.cellCount() / ((double) weighted.rowCount() * weighted.columnCount());
        return rounded(mean * Math.min(1, UNOBSERVED * full));
    }

    /** The fewer cells rows and columns have, the more of them is chance: its part falls with the root of their number. */
    private static double regularization(InteractionMatrix weighted) {
        boolean[] taken = new boolean[weighted.columnCount()];
        int rows = 0;
        int columns = 0;
        for (int row = 0; row < weighted.rowCount(); row++) {
            rows += weighted.rowSize(row) > 0 ? 1 : 0;
        }
        for (int cell = 0; cell < weighted.cellCount(); cell++) {
            columns += taken[weighted.columnAt(cell)] ? 0 : 1;
            taken[weighted.columnAt(cell)] = true;
        }
        double cells = weighted.cellCount();
        return rounded(REGULARIZATION * (Math.sqrt(rows / cells) + Math.sqrt(columns / cells)));
    }

    private static double rounded(double value) {
        double within = Math.max(Loss.LEAST, Math.min(value, Loss.MOST));
        return BigDecimal.valueOf(within).round(DIGITS).doubleValue();
    }
}
