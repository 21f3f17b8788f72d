package dev.recsys.cli;

import dev.recsys.decision.OfferTable;
import dev.recsys.decision.contact.Contact;
import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Joins offers and answers. */
@Command(
        name = "export",
        description = {
            "Prints the offers of a decision log with what customers answered, as CSV: a row an offer, with place, score and"
                    + " propensity.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class LogExportCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private LogOptions log = new LogOptions();

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description =
                    "CSV with the columns user, item, answer (accepted, refused or purchase) and time (2026-11-21 or"
                            + " 2026-11-21T10:00:00Z).")
    private @Nullable Path answers;

    @Override
    public Integer call() throws IOException {
        Duration within = log.within();
        PrintWriter out = Checks.notNull(spec, "spec").commandLine().getOut();
        Path file = answers;
        List<Contact> given = file == null ? List.of() : AnswersCsv.read(file);
        OfferTable.write(log.log(), given, within, out);
        out.flush();
        return 0;
    }
}
