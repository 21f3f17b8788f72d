package dev.recsys.cli;

import dev.recsys.decision.DecisionReplay;
import dev.recsys.decision.ReplayResult;
import dev.recsys.decision.ReplayResult.Outcome;
import dev.recsys.decision.log.LogCheck;
import dev.recsys.decision.log.LogReader;
import dev.recsys.decision.log.LogRecord;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Decides anew what a log says. */
@Command(
        name = "replay",
        description = {
            "Decides anew what a decision log says, by the saved models and the policy of that time, and reports every bit that"
                    + " differs.",
            "",
            "Exit codes: 0 all is the same, 1 something differs or the log is broken, 2 bad usage, or a decision can't be replayed.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class LogReplayCommand implements Callable<Integer> {
    private static final int SHOWN = 20;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--log", required = true, paramLabel = "DIR", description = "Folder of the log.")
    private @Nullable Path log;

    @Mixin
    private PolicyOptions options = new PolicyOptions();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Checks.notNull(spec, "spec").commandLine().getOut();
        PrintWriter err = Checks.notNull(spec, "spec").commandLine().getErr();
        Path folder = Folders.requireFolder("--log", Checks.notNull(log, "--log"));
        DecisionReplay replay = DecisionReplay.by(options.engines(err));
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        LogCheck check;
        try (LogReader reader = LogReader.open(folder)) {
            for (Optional<LogRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
                ReplayResult result = replay.replay(next.get().body());
                long count = counts.merge(result.outcome(), 1L, Long::sum);
                if (result.outcome() != Outcome.SAME && count <= SHOWN) {
                    long number = next.get().number();
                    result.differences()
                            .forEach(text -> err.printf("record %d, decision %s: %s%n", number, result.id(), text));
                }
            }
            check = reader.check();
        }
        Checks.that(check.files() > 0 || !check.isSound(), "there is no decision log in %s", folder);
        out.printf(
                Locale.ROOT,
                "%,d decisions: %,d the same, %,d different, %,d can't be replayed%n",
                counts.values().stream().mapToLong(count -> count).sum(),
                counts.getOrDefault(Outcome.SAME, 0L),
                counts.getOrDefault(Outcome.DIFFERENT, 0L),
                counts.getOrDefault(Outcome.NOT_POSSIBLE, 0L));
        if (!check.isSound()) {
            err.println("recsys: the log is broken: " + check.fault());
        }
        if (!check.isSound() || counts.containsKey(Outcome.DIFFERENT)) {
            return 1;
        }
        return counts.containsKey(Outcome.NOT_POSSIBLE) ? 2 : 0;
    }
}
