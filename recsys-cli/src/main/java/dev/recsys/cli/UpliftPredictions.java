package dev.recsys.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.recsys.internal.options.JsonMappers;
import dev.recsys.io.TableRead;
import dev.recsys.mlc.targets.ColumnContribution;
import dev.recsys.mlc.uplift.UpliftModel;
import dev.recsys.mlc.uplift.UpliftScores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What {@code recsys predict} prints of a model of uplift. */
final class UpliftPredictions {
    private static final ObjectMapper MAPPER = JsonMappers.plain();

    private final UpliftModel model;
    private final TableRead read;
    private final String rowName;
    private final int reasons;
    private final UpliftScores scores;

    UpliftPredictions(UpliftModel model, TableRead read, String rowName, int reasons, int threads) {
        this.model = model;
        this.read = read;
        this.rowName = rowName;
        this.reasons = reasons;
        this.scores = model.predictAll(read.table(), threads);
    }

    private List<ColumnContribution> why(int row) {
        return reasons == 0
                ? List.of()
                : model.explain(read.table(), row).contributions().stream()
                        .limit(reasons)
                        .toList();
    }

    void writeJson(PrintWriter out) {
        for (int row = 0; row < scores.rowCount(); row++) {
            ObjectNode line = MAPPER.createObjectNode()
                    .put(rowName, TableOptions.id(read, row))
                    .put("uplift", scores.uplift(row));
            scores.treated(row).ifPresent(value -> line.put("treated", value));
            scores.control(row).ifPresent(value -> line.put("control", value));
            if (reasons > 0) {
                ArrayNode list = line.putArray("reasons");
                why(row).forEach(reason ->
                        list.addObject().put("column", reason.column()).put("value", reason.value()));
            }
            out.println(JsonMappers.text(line));
        }
    }

    void writeCsv(PrintWriter out) throws IOException {
        List<String> header = new ArrayList<>(List.of(rowName, "uplift", "treated", "control"));
        for (int reason = 1; reason <= reasons; reason++) {
            header.add("reason " + reason);
        }
        try {
            // Not closed: the writer is the caller's.
            CsvWriter csv = CsvWriter.builder().build(out);
            csv.writeRecord(header);
            for (int row = 0; row < scores.rowCount(); row++) {
                List<String> cells = new ArrayList<>(List.of(
                        TableOptions.id(read, row),
                        text(OptionalDouble.of(scores.uplift(row))),
                        text(scores.treated(row)),
                        text(scores.control(row))));
                why(row).forEach(reason ->
                        cells.add(String.format(Locale.ROOT, "%s %+.4g", reason.column(), reason.value())));
                while (cells.size() < header.size()) {
                    cells.add("");
                }
                csv.writeRecord(cells);
            }
            csv.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String text(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.6g", value.getAsDouble()) : "";
    }
}
