package dev.recsys.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.recsys.data.Panel;
import dev.recsys.internal.check.Checks;
import dev.recsys.mlc.targets.PanelLabels;
import dev.recsys.mlc.targets.PanelRows;
import dev.recsys.mlc.targets.PanelTarget;
import dev.recsys.mlc.targets.TargetConfig;
import dev.recsys.mlc.targets.TargetModel;
import dev.recsys.mlc.targets.TargetScores;
import dev.recsys.mlc.targets.TargetTrainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Learns what customers of a panel do in the next months: what {@code recsys train} does where {@code --within} is given. */
@Command(
        name = Arguments.TRAIN_WITHIN,
        hidden = true,
        description = {
            "Learns from a panel who gives up a product, leaves, or takes something in the next months, and saves the model.",
            "",
            "Rows are customers at cut-offs, with what was known by then. Policies name the model's file to weigh offers by it.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class PanelTrainCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--panel",
            required = true,
            paramLabel = "FILE",
            description = "A monthly panel with the 48 columns of train_ver2.csv; plain, gzip or zip.")
    private @Nullable Path panel;

    @Option(
            names = "--target",
            required = true,
            paramLabel = "KIND",
            split = ",",
            description = {
                "What to predict: removal:ITEM and addition:ITEM; all-removed (holds nothing any more);"
                        + " activity-lost:COLUMN=VALUE, with the value of active customers; first-addition:N, of who added"
                        + " nothing in N months."
            })
    private List<String> targets = List.of();

    @Option(names = "--within", required = true, paramLabel = "N", description = "In how many months, 1 to 60.")
    private int within;

    @Option(
            names = "--history",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Months before the cut-off whose holdings are attributes (default: ${DEFAULT-VALUE}). Decisions take"
                            + " models without history.")
    private int history;

    @Option(
            names = "--cut-offs",
            paramLabel = "N",
            description = "Learn from the last cut-offs only (default: all that have N months after them).")
    private @Nullable Integer cutOffs;

    @Option(
            names = "--gone",
            paramLabel = "RULE",
            defaultValue = "unknown",
            converter = Choices.OfGone.class,
            description =
                    "Customers who leave the panel: unknown, or lost, as if they gave up all (default: ${DEFAULT-VALUE}).")
    private PanelLabels.Gone gone = PanelLabels.Gone.UNKNOWN;

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private LearnerOptions learning = new LearnerOptions();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The model's file.")
    private @Nullable Path out;

    @Option(
            names = "--latest",
            paramLabel = "FILE",
            description = "Also write the predictions of all customers of the panel's last month, as CSV.")
    private @Nullable Path latest;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Checks.notNull(spec, "spec");
        Path from = Checks.notNull(panel, "--panel");
        Path to = Checks.notNull(out, "--out");
        Inputs.requireThere(from);
        Inputs.requireThere(learning.file());
        new SameFile()
                .input("--panel", from)
                .input("--config", learning.file())
                .output("--out", to)
                .output("--latest", latest);
        PanelLabels labels = new PanelLabels(
                targets.stream().map(PanelTrainCommand::target).toList(),
                within,
                history,
                cutOffs == null ? Integer.MAX_VALUE : cutOffs,
                gone);
        TargetConfig config = learning.read(TargetConfig.defaults());
        config = config.withSeed(learning.seed(config.seed())).withThreads(learning.threads(config.threads()));
        PrintWriter err = command.commandLine().getErr();
        Progress progress = new Progress(err);
        Panel read = new Inputs(err, progress, input, null).panel(from);
        PanelRows rows = labels.rows(read);
        TargetModel model = new TargetTrainer(rows.config(config)).train(rows.table(), rows.targets(), progress);
        model.save(to);
        PrintWriter stdout = command.commandLine().getOut();
        stdout.println(rows.table().rowCount() + " rows, cut-offs " + rows.date(0) + " to "
                + rows.date(rows.table().rowCount() - 1));
        TargetTrainCommand.describe(model, stdout);
        stdout.println("Wrote " + to + ".");
        if (latest != null) {
            write(latest, model, labels.latest(read), config.threads());
            stdout.println("Wrote " + latest + ".");
        }
        return 0;
    }

    private static void write(Path file, TargetModel model, PanelRows rows, int threads) throws IOException {
        TargetScores scores = model.predictAll(rows.table(), threads);
        try (CsvWriter csv = CsvWriter.builder().build(file)) {
            List<String> header = new ArrayList<>(List.of("customer"));
            model.targets().forEach(target -> header.add(target.column()));
            csv.writeRecord(header);
            for (int row = 0; row < scores.rowCount(); row++) {
                List<String> cells = new ArrayList<>(List.of(rows.customer(row)));
                for (int k = 0; k < model.targets().size(); k++) {
                    cells.add(String.format(Locale.ROOT, "%.6g", scores.value(row, k)));
                }
                csv.writeRecord(cells);
            }
        }
    }

    /** {@code removal:card} and so on. */
    private static PanelTarget target(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String of = colon < 0 ? "" : text.substring(colon + 1);
        return switch (kind) {
            case "removal" -> PanelTarget.removal(of);
            case "addition" -> PanelTarget.addition(of);
            case "all-removed" -> {
                Checks.that(of.isEmpty(), "--target all-removed takes nothing behind it, but was \"%s\"", text);
                yield PanelTarget.allRemoved();
            }
            case "activity-lost" -> {
                int equals = of.indexOf('=');
                Checks.that(
                        equals > 0, "--target activity-lost must be like activity-lost:active=1, but was \"%s\"", text);
                yield PanelTarget.activityLost(of.substring(0, equals), of.substring(equals + 1));
            }
            case "first-addition" -> {
                Checks.that(
                        of.matches("[0-9]{1,3}"),
                        "--target first-addition must be like first-addition:3, but was \"%s\"",
                        text);
                yield PanelTarget.firstAddition(Integer.parseInt(of));
            }
            default ->
                throw new IllegalArgumentException("--target must be removal:ITEM, addition:ITEM, all-removed,"
                        + " activity-lost:COLUMN=VALUE or first-addition:N, but was \"" + text + "\"");
        };
    }
}
