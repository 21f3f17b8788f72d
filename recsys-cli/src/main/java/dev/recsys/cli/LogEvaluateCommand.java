package dev.recsys.cli;

import dev.recsys.decision.OffPolicyDecisions;
import dev.recsys.decision.OffPolicyReplay;
import dev.recsys.decision.PolicyFile;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Estimates what another policy would have brought. */
@Command(
        name = "evaluate",
        description = {
            "Estimates what another policy, or other models, would have brought where a decision log's offers were made: offers"
                    + " taken per decision, each decision weighed by how likely both policies were to make its offers.",
            "",
            "The log's policy must explore, and its records must have facts of customers.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class LogEvaluateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LogOptions log = new LogOptions();

    @Option(
            names = "--answers",
            required = true,
            paramLabel = "FILE",
            description =
                    "What customers answered: CSV with the columns user, item, answer (accepted, refused or purchase) and time"
                            + " (2026-11-21 or 2026-11-21T10:00:00Z). An offer without an answer was not taken.")
    private @Nullable Path answers;

    @Mixin
    private PolicyOptions options = new PolicyOptions();

    @Option(
            names = "--logged-policy",
            paramLabel = "FILE",
            description = "The policy of the log; needed where the policy to be judged has cool-downs or caps.")
    private @Nullable Path loggedPolicy;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Duration within = log.within();
        CommandSpec called = Checks.notNull(spec, "spec");
        OffPolicyReplay replay = OffPolicyReplay.of(
                        options.engine(called.commandLine().getErr()).build())
                .withAnswers(AnswersCsv.read(Checks.notNull(answers, "--answers")), within);
        Path by = loggedPolicy;
        if (by != null) {
            replay = replay.withLoggedPolicy(PolicyFile.read(by));
        }
        OffPolicyDecisions seen = replay.read(log.log());
        Checks.that(
                !seen.choices().isEmpty(),
                "none of the %d decisions can be compared: %s%s",
                seen.decisions(),
                seen.leftOut().entrySet().stream()
                        .map(left -> left.getValue() + " " + left.getKey().text())
                        .collect(Collectors.joining(", ")),
                seen.firstFailure().isEmpty() ? "" : "; " + seen.firstFailure());
        PolicyEstimates estimates = PolicyEstimates.of(seen);
        PrintWriter out = called.commandLine().getOut();
        if (json) {
            out.println(JsonMappers.text(estimates.asJson()));
        } else {
            estimates.print(out);
        }
        out.flush();
        return 0;
    }
}
