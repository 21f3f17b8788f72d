package dev.recsys.cli;

import dev.recsys.internal.check.Checks;
import dev.recsys.mlc.uplift.Campaign;
import dev.recsys.mlc.uplift.UpliftConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code recsys train --table} needs to learn who is moved by a treatment. */
final class UpliftOptions {
    @Option(
            names = "--treatment",
            paramLabel = "COLUMN",
            description =
                    "Learn uplift: how much more likely the target is if treated. The column says who was treated; it must have"
                            + " been given at random unless --propensity says otherwise.")
    private @Nullable String treatment;

    @Option(names = "--treated", paramLabel = "VALUE", description = "The value of --treatment of those treated.")
    private @Nullable String treated;

    @Option(
            names = "--propensity",
            paramLabel = "COLUMN",
            description = "Each row's known chance to be treated, in 0.01..0.99.")
    private @Nullable String propensity;

    @Option(
            names = "--learner",
            paramLabel = "NAME",
            converter = Choices.OfLearner.class,
            description = "Of uplift: two-models, class-transformation or uplift-trees (default: uplift-trees).")
    private UpliftConfig.@Nullable Learner learner;

    /** Whether uplift is to be learned. */
    boolean isGiven() {
        boolean isGiven = treatment != null;
        Checks.that(
                isGiven || (treated == null && propensity == null && learner == null),
                "--treated, --propensity and --learner need --treatment");
        return isGiven;
    }

    Campaign campaign(List<String> targets, String positive) {
        Checks.that(targets.size() == 1, "--target must be one column with --treatment, but was %s", targets);
        Checks.that(!positive.isEmpty(), "--positive must say which value of --target happened, with --treatment");
        Checks.that(treated != null, "--treated must say which value of --treatment is that of those treated");
        return new Campaign(
                targets.get(0),
                positive,
                Checks.notNull(treatment, "--treatment"),
                Checks.notNull(treated, "--treated"),
                propensity == null ? "" : propensity);
    }

    UpliftConfig config(LearnerOptions learning, List<String> excluded, List<String> guarded) throws IOException {
        UpliftConfig config = learning.read(UpliftConfig.defaults());
        config = config.withExcluded(joined(config.excluded(), excluded))
                .withProtectedColumns(joined(config.protectedColumns(), guarded))
                .withSeed(learning.seed(config.seed()))
                .withThreads(learning.threads(config.threads()));
        return learner == null ? config : config.withLearner(learner);
    }

    static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        more.stream().filter(name -> !all.contains(name)).forEach(all::add);
        return all;
    }
}
