package dev.recsys.mlc;

import dev.recsys.mlc.internal.score.ScorerTrainer;
import dev.recsys.mlc.options.Columns;

/** The parts of a configuration, for tests of other packages. */
public final class ConfigParts {
    private ConfigParts() {}

    /** For training. */
    public static ScorerTrainer.Plan plan(MlcConfig config) {
        return config.plan();
    }

    /** For columns. */
    public static Columns columns(MlcConfig config) {
        return config.columns();
    }
}
