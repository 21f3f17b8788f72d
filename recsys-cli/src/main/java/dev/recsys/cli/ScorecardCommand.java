package dev.recsys.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.data.FeatureTable;
import dev.recsys.decision.drift.Stability;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import dev.recsys.io.TableRead;
import dev.recsys.mlc.scorecard.PointsModel;
import dev.recsys.mlc.scorecard.PointsTable;
import dev.recsys.mlc.scorecard.ScoreFigures;
import dev.recsys.mlc.scorecard.Scorecard;
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

/** Measures points against what happened, and their stability. */
@Command(
        name = "scorecard",
        description = {
            "Measures the points of a model of 'recsys train --table' on a table whose outcomes are known: KS, Gini, lift and"
                    + " calibration by decile; with --reference, how stable the points and the attributes are (PSI).",
            "",
            "Without --table, prints a scorecard itself.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class ScorecardCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "What 'recsys train --table' wrote.")
    private @Nullable Path model;

    @Option(
            names = "--table",
            paramLabel = "FILE",
            description = "A CSV file with the columns the model looks at and that of the target.")
    private @Nullable Path table;

    @Option(
            names = "--reference",
            paramLabel = "FILE",
            description = "An earlier table, such as that of training, to compare the points and attributes with.")
    private @Nullable Path reference;

    @Mixin
    private PointsFile points = new PointsFile();

    @Mixin
    private TableOptions reading = new TableOptions();

    @Option(names = "--threads", paramLabel = "T", description = "Threads to use (default: all processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "Print JSON instead.")
    private boolean json;

    @Option(names = "--markdown", description = "Print a scorecard itself as a table of Markdown.")
    private boolean markdown;

    @Override
    public Integer call() throws IOException {
        Path file = Checks.notNull(model, "--model");
        Inputs.requireThere(table);
        Inputs.requireThere(reference);
        CommandSpec command = Checks.notNull(spec, "spec");
        PrintWriter out = command.commandLine().getOut();
        Path rows = table;
        if (rows == null) {
            Checks.that(reference == null, "--reference needs --table, the later rows");
            print(file, out);
            return 0;
        }
        Checks.that(!markdown, "--markdown prints a scorecard itself, without --table");
        PrintWriter err = command.commandLine().getErr();
        ObjectNode report = JsonMappers.plain().createObjectNode();
        ArrayNode targets = report.putArray("targets");
        for (PointsModel each : points.read(file)) {
            FeatureTable later = read(rows, each, err, true);
            ScoreFigures figures = each.evaluate(later, threads);
            List<Stability> stability = new ArrayList<>();
            Path before = reference;
            if (before != null) {
                FeatureTable earlier = read(before, each, err, false);
                stability.addAll(Stability.of(scored(each, earlier), scored(each, later)));
                stability.addAll(
                        Stability.of(earlier, later.select(each.columns().names())));
            }
            if (json) {
                add(targets.addObject(), each, figures, stability);
            } else {
                print(out, each, figures, stability);
            }
        }
        if (json) {
            out.println(JsonMappers.text(report));
        }
        return 0;
    }

    private void print(Path file, PrintWriter out) throws IOException {
        Checks.that(
                PointsFile.isScorecard(file),
                "--table is needed: %s holds boosted trees, which can only be measured",
                file);
        Scorecard card = Scorecard.load(file);
        out.println((json ? card.toJson() : markdown ? card.toMarkdown() : card.toText()).stripTrailing());
        if (!json && !markdown) {
            card.warnings().forEach(warning -> out.println("\nwarning: " + warning));
        }
    }

    private FeatureTable read(Path file, PointsModel each, PrintWriter err, boolean withTarget) throws IOException {
        List<String> names = new ArrayList<>(each.columns().names());
        if (withTarget) {
            names.add(each.target().column());
        }
        TableRead read = new Inputs(err, new Progress(err), new InputOptions(), null)
                .table(file, reading.reader(each.columns()).columns(names));
        return read.table();
    }

    /** The points of a table as a table of one column. */
    private FeatureTable scored(PointsModel each, FeatureTable rows) {
        PointsTable scored = each.scoreAll(rows, threads);
        float[] values = new float[rows.rowCount()];
        for (int row = 0; row < values.length; row++) {
            values[row] = scored.points(row);
        }
        return FeatureTable.builder(values.length).numeric("points", values).build();
    }

    private static void add(ObjectNode node, PointsModel model, ScoreFigures figures, List<Stability> stability) {
        node.put("target", model.target().column())
                .put("rows", figures.rows())
                .put("bads", figures.bads())
                .put("ks", figures.ks())
                .put("gini", figures.gini())
                .put("auc", figures.auc())
                .put("logLoss", figures.logLoss());
        ArrayNode deciles = node.putArray("deciles");
        for (ScoreFigures.Decile decile : figures.deciles()) {
            deciles.addObject()
                    .put("rows", decile.rows())
                    .put("bads", decile.bads())
                    .put("leastPoints", decile.leastPoints())
                    .put("mostPoints", decile.mostPoints())
                    .put("badRate", decile.badRate())
                    .put("expectedRate", decile.expectedRate())
                    .put("lift", decile.lift())
                    .put("gain", decile.gain());
        }
        if (!stability.isEmpty()) {
            ArrayNode columns = node.putArray("stability");
            stability.forEach(each -> columns.addObject()
                    .put("column", each.column())
                    .put("psi", each.psi())
                    .put("byChance", each.byChance()));
        }
    }

    private static void print(PrintWriter out, PointsModel model, ScoreFigures figures, List<Stability> stability) {
        out.printf(
                Locale.ROOT,
                "target %s: %,d rows, %,d bad; KS %.4f, Gini %.4f, AUC %.4f, log-loss %.4f%n%n",
                model.target().column(),
                figures.rows(),
                figures.bads(),
                figures.ks(),
                figures.gini(),
                figures.auc(),
                figures.logLoss());
        out.printf(
                "%6s %13s %10s %9s %9s %9s %7s %7s%n",
                "decile", "points", "rows", "bad", "bad %", "expected", "lift", "gain");
        int number = 1;
        for (ScoreFigures.Decile decile : figures.deciles()) {
            out.printf(
                    Locale.ROOT,
                    "%6d %13s %10.1f %9.1f %8.2f%% %8.2f%% %7.2f %6.1f%%%n",
                    number++,
                    String.format(Locale.ROOT, "%.0f..%.0f", decile.leastPoints(), decile.mostPoints()),
                    decile.rows(),
                    decile.bads(),
                    100 * decile.badRate(),
                    100 * decile.expectedRate(),
                    decile.lift(),
                    100 * decile.gain());
        }
        if (!stability.isEmpty()) {
            out.printf("%n%-30s %8s %10s%n", "stability", "PSI", "by chance");
            stability.forEach(each ->
                    out.printf(Locale.ROOT, "%-30s %8.4f %10.4f%n", each.column(), each.psi(), each.byChance()));
        }
    }
}
