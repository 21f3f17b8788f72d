package dev.recsys.cli;

import dev.recsys.decision.DecisionEngine;
import dev.recsys.decision.PolicyTest;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a policy against a model, and tests it by tables. */
@Command(
        name = "policy",
        description = {
            "Checks that a policy fits a model, prints it in words, and tests it by Markdown tables.",
            "",
            "Exit codes: 0 it fits and the tables are kept, 1 a table is not kept, 2 bad usage, policy or table.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class PolicyCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private PolicyOptions options = new PolicyOptions();

    @Option(
            names = "--test",
            paramLabel = "FILE",
            description = "Text with Markdown tables: a customer a row, and what must be offered and what not.")
    private List<Path> tests = List.of();

    @Option(
            names = "--date",
            paramLabel = "DATE",
            description = "The date of rows that say none (default: today, UTC).")
    private @Nullable LocalDate date;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = Checks.notNull(spec, "spec").commandLine().getOut();
        PrintWriter err = Checks.notNull(spec, "spec").commandLine().getErr();
        DecisionEngine engine = options.engine(err).build();
        out.print(engine.policy().text());
        out.println("hash " + engine.policy().hash());
        boolean isKept = true;
        PolicyTest test = PolicyTest.of(engine, date == null ? LocalDate.now(ZoneOffset.UTC) : date);
        for (Path file : tests) {
            PolicyTest.Result result = test.run(file);
            result.failures().forEach(err::println);
            out.printf("%s: %d of %d rows are kept%n", file, result.rows() - failedRows(result), result.rows());
            isKept &= result.failures().isEmpty();
        }
        return isKept ? 0 : 1;
    }

    /** Rows with at least one failure; a failure begins with its row's line. */
    private static long failedRows(PolicyTest.Result result) {
        return result.failures().stream()
                .map(failure -> failure.substring(0, failure.indexOf(": ")))
                .distinct()
                .count();
    }
}
