package dev.recsys.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.recsys.internal.options.JsonMappers;
import dev.recsys.io.TableRead;
import dev.recsys.mlc.scorecard.PointsModel;
import dev.recsys.mlc.scorecard.PointsScore;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Points of the rows of a table with what cost most, as CSV or lines of JSON. */
final class PointsLines {
    private final List<PointsModel> models;
    private final String rowName;
    private final int reasons;

    PointsLines(List<PointsModel> models, String rowName, int reasons) {
        this.models = models;
        this.rowName = rowName;
        this.reasons = reasons;
    }

    void writeJson(PrintWriter out, TableRead read) {
        for (int row = 0; row < read.table().rowCount(); row++) {
            ObjectNode line = JsonMappers.plain().createObjectNode().put(rowName, TableOptions.id(read, row));
            ArrayNode predictions = line.putArray("predictions");
            for (PointsModel model : models) {
                PointsScore score = model.score(read.table(), row);
                ObjectNode prediction = predictions
                        .addObject()
                        .put("target", score.target())
                        .put("value", score.probability())
                        .put("points", score.points());
                if (reasons > 0) {
                    ArrayNode why = prediction.putArray("reasons");
                    score.reasons(reasons)
                            .forEach(part -> why.addObject()
                                    .put("column", part.column())
                                    .put("code", part.code())
                                    .put("text", part.text())
                                    .put("points", part.points()));
                }
            }
            out.println(JsonMappers.text(line));
        }
    }

    void writeCsv(PrintWriter out, TableRead read) throws IOException {
        List<String> header = new ArrayList<>(List.of(rowName));
        for (PointsModel model : models) {
            String target = model.target().column();
            header.add(target);
            header.add(target + " points");
            for (int reason = 1; reason <= reasons; reason++) {
                header.add(target + " reason " + reason);
            }
        }
        try {
            // Not closed: the writer is the caller's.
            CsvWriter csv = CsvWriter.builder().build(out);
            csv.writeRecord(header);
            for (int row = 0; row < read.table().rowCount(); row++) {
                List<String> cells = new ArrayList<>(List.of(TableOptions.id(read, row)));
                for (PointsModel model : models) {
                    PointsScore score = model.score(read.table(), row);
                    cells.add(String.format(Locale.ROOT, "%.6g", score.probability()));
                    cells.add(Integer.toString(score.points()));
                    List<PointsScore.Part> found = score.reasons(reasons);
                    for (int reason = 0; reason < reasons; reason++) {
                        cells.add(
                                reason < found.size()
                                        ? String.format(
                                                Locale.ROOT,
                                                "%s %+.1f",
                                                found.get(reason).code(),
                                                found.get(reason).points())
                                        : "");
                    }
                }
                csv.writeRecord(cells);
            }
            csv.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
