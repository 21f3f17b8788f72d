package dev.recsys.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.ModelFile;
import dev.recsys.internal.options.JsonMappers;
import dev.recsys.io.TableRead;
import dev.recsys.mlc.scorecard.PointsModel;
import dev.recsys.mlc.targets.ColumnContribution;
import dev.recsys.mlc.targets.Target;
import dev.recsys.mlc.targets.TargetModel;
import dev.recsys.mlc.targets.TargetScores;
import dev.recsys.mlc.uplift.UpliftModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
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

/** Predicts targets of the rows of a table. */
@Command(
        name = "predict",
        description = {
            "Predicts the targets that 'recsys train --table' learned, of each row of a table.",
            "",
            "Prints CSV: the row, and for each target its prediction, a probability or a number. With --reasons, the attributes that"
                    + " weigh most follow, each with what it adds to the raw score (log-odds of a probability).",
            "",
            "Of a scorecard, and with --points, points follow the probability, and --reasons names what cost the most of them.",
            "",
            "Of a model of uplift: how much more likely the target is if treated, and both probabilities where the learner knows them;"
                    + " reasons add up to the uplift.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class PredictCommand implements Callable<Integer> {
    private static final ObjectMapper MAPPER = JsonMappers.plain();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "What 'recsys train --table' wrote.")
    private @Nullable Path model;

    @Option(
            names = "--table",
            required = true,
            paramLabel = "FILE",
            description = "A CSV file with the columns the model looks at; others are ignored.")
    private @Nullable Path table;

    @Option(
            names = "--reasons",
            paramLabel = "N",
            defaultValue = "0",
            description = "Attributes to name for each prediction (default: ${DEFAULT-VALUE}).")
    private int reasons;

    @Option(names = "--points", description = "Give points to probabilities of boosted trees; a scorecard always does.")
    private boolean points;

    @Mixin
    private PointsFile scoring = new PointsFile();

    @Mixin
    private TableOptions reading = new TableOptions();

    @Option(names = "--threads", paramLabel = "T", description = "Threads to use (default: all processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "Print a line of JSON a row instead.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Checks.notNull(spec, "spec");
        Checks.inRange(reasons, 0, 1000, "--reasons");
        Inputs.requireThere(table);
        Path file = Checks.notNull(model, "--model");
        PrintWriter err = command.commandLine().getErr();
        PrintWriter out = command.commandLine().getOut();
        if (points || PointsFile.isScorecard(file)) {
            writePoints(file, out, err);
            return 0;
        }
        Checks.that(!scoring.isGiven(), "--scale and --reason-codes are for points: add --points");
        if (ModelFile.inspect(file).algorithm().equals(UpliftModel.ALGORITHM)) {
            UpliftModel uplift = UpliftModel.load(file);
            TableRead read = read(err, uplift.columns());
            UpliftPredictions found = new UpliftPredictions(uplift, read, reading.rowName(), reasons, threads);
            if (json) {
                found.writeJson(out);
            } else {
                found.writeCsv(out);
            }
            return 0;
        }
        TargetModel targets = TargetModel.load(file);
        TableRead read = read(err, targets.columns());
        TargetScores scores = targets.predictAll(read.table(), threads);
        if (json) {
            for (int row = 0; row < scores.rowCount(); row++) {
                out.println(JsonMappers.text(line(targets, read, scores, row)));
            }
        } else {
            writeCsv(out, targets, read, scores);
        }
        return 0;
    }

    private void writePoints(Path file, PrintWriter out, PrintWriter err) throws IOException {
        List<PointsModel> models = scoring.read(file);
        TableRead read = read(err, models.get(0).columns());
        PointsLines lines = new PointsLines(models, reading.rowName(), reasons);
        if (json) {
            lines.writeJson(out, read);
        } else {
            lines.writeCsv(out, read);
        }
    }

    private TableRead read(PrintWriter err, FeatureSchema schema) throws IOException {
        return new Inputs(err, new Progress(err), new InputOptions(), null)
                .table(Checks.notNull(table, "--table"), reading.reader(schema).columns(schema.names()));
    }

    private List<ColumnContribution> reasons(TargetModel targets, FeatureTable rows, int row, Target target) {
        return targets.explain(target.column(), rows, row).contributions().stream()
                .limit(reasons)
                .toList();
    }

    private ObjectNode line(TargetModel targets, TableRead read, TargetScores scores, int row) {
        ObjectNode line = MAPPER.createObjectNode().put(reading.rowName(), TableOptions.id(read, row));
        ArrayNode predictions = line.putArray("predictions");
        for (int k = 0; k < targets.targets().size(); k++) {
            Target target = targets.targets().get(k);
            ObjectNode prediction = predictions
                    .addObject()
                    .put("target", target.column())
                    .put("value", scores.value(row, k))
                    .put("rawScore", scores.rawScore(row, k));
            if (reasons > 0) {
                ArrayNode why = prediction.putArray("reasons");
                reasons(targets, read.table(), row, target)
                        .forEach(reason ->
                                why.addObject().put("column", reason.column()).put("value", reason.value()));
            }
        }
        return line;
    }

    private void writeCsv(PrintWriter out, TargetModel targets, TableRead read, TargetScores scores)
            throws IOException {
        List<String> header = new ArrayList<>(List.of(reading.rowName()));
        for (Target target : targets.targets()) {
            header.add(target.column());
            for (int reason = 1; reason <= reasons; reason++) {
                header.add(target.column() + " reason " + reason);
            }
        }
        try {
            // Not closed: the writer is the caller's.
            CsvWriter csv = CsvWriter.builder().build(out);
            csv.writeRecord(header);
            for (int row = 0; row < scores.rowCount(); row++) {
                List<String> cells = new ArrayList<>(List.of(TableOptions.id(read, row)));
                for (int k = 0; k < targets.targets().size(); k++) {
                    cells.add(String.format(Locale.ROOT, "%.6g", scores.value(row, k)));
                    addReasons(
                            cells, targets, read.table(), row, targets.targets().get(k));
                }
                csv.writeRecord(cells);
            }
            csv.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void addReasons(List<String> cells, TargetModel targets, FeatureTable rows, int row, Target target) {
        if (reasons == 0) {
            return;
        }
        List<ColumnContribution> found = reasons(targets, rows, row, target);
        for (int reason = 0; reason < reasons; reason++) {
            cells.add(
                    reason < found.size()
                            ? String.format(
                                    Locale.ROOT,
                                    "%s %+.4g",
                                    found.get(reason).column(),
                                    found.get(reason).value())
                            : "");
        }
    }
}
