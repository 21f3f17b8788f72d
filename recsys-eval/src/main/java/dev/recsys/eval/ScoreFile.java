package dev.recsys.eval;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.WriteFailure;
import dev.recsys.internal.options.JsonMappers;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** The file of {@link CustomerScores}; its shape is a promise to those who read it by program. */
final class ScoreFile {
    private static final int FORMAT = 1;
    private static final int MAX_COLUMNS = 10_000;

    private ScoreFile() {}

    static void write(Path file, ScoreRows scores) throws IOException {
        try (BufferedWriter out =
                new BufferedWriter(new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), UTF_8))) {
            ObjectNode heading = JsonNodeFactory.instance
                    .objectNode()
                    .put("format", FORMAT)
                    .put("split", scores.split())
                    .put("users", scores.users());
            scores.models().forEach(heading.putArray("models")::add);
            scores.metrics().forEach(heading.putArray("metrics")::add);
            out.write("# " + JsonMappers.text(heading) + "\ncustomer");
            for (String model : scores.models()) {
                for (String metric : scores.metrics()) {
                    out.write(",\"" + (model + " " + metric).replace("\"", "\"\"") + "\"");
                }
            }
            out.write('\n');
            for (int i = 0; i < scores.adders(); i++) {
                out.write(HexFormat.of().toHexDigits(scores.customer(i)));
                for (int model = 0; model < scores.models().size(); model++) {
                    for (int metric = 0; metric < scores.metrics().size(); metric++) {
                        float score = scores.score(model, metric, i);
                        out.write(score == 0 ? ",0" : "," + score);
                    }
                }
                out.write('\n');
            }
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
    }

    static ScoreRows read(Path file) throws IOException {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
            JsonNode heading = heading(in.readLine());
            List<String> models = texts(heading.path("models"));
            List<String> metrics = texts(heading.path("metrics"));
            int columns = Math.multiplyExact(models.size(), metrics.size());
            Checks.that(
                    columns <= MAX_COLUMNS,
                    "line 1: models × metrics must be at most %s, but are %s",
                    MAX_COLUMNS,
                    columns);
            in.readLine();
            List<long[]> hashes = new ArrayList<>();
            List<float[]> rows = new ArrayList<>();
            int number = 3;
            for (String line = in.readLine(); line != null; line = in.readLine(), number++) {
                take(line, number, columns, hashes, rows);
            }
            long[] customers = hashes.stream().mapToLong(hash -> hash[0]).toArray();
            float[][] scores = new float[columns][rows.size()];
            for (int i = 0; i < rows.size(); i++) {
                for (int c = 0; c < columns; c++) {
                    scores[c][i] = rows.get(i)[c];
                }
            }
            return new ScoreRows(
                    heading.path("split").asText(), heading.path("users").asInt(), models, metrics, customers, scores);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(file + " is no file of scores: " + e.getMessage(), e);
        }
    }

    private static JsonNode heading(@Nullable String line) {
        Checks.that(line != null && line.startsWith("# "), "line 1 must begin with #");
        try {
            JsonNode heading =
                    JsonMappers.plain().readTree(Checks.notNull(line, "line 1").substring(2));
            int format = heading.path("format").asInt();
            Checks.that(format == FORMAT, "line 1: format must be %s, but was %s", FORMAT, format);
            return heading;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("line 1 " + JsonMappers.place(e), e);
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static void take(String line, int number, int columns, List<long[]> hashes, List<float[]> rows) {
        String[] cells = line.split(",", -1);
        Checks.that(
                cells.length == columns + 1,
                "line %s must have %s cells, but has %s",
                number,
                columns + 1,
                cells.length);
        try {
            hashes.add(new long[] {HexFormat.fromHexDigitsToLong(cells[0])});
            float[] row = new float[columns];
            for (int c = 0; c < columns; c++) {
                row[c] = Float.parseFloat(cells[c + 1]);
                Checks.that(Float.isFinite(row[c]), "line %s: a score must be finite, but was %s", number, row[c]);
            }
            rows.add(row);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("line " + number + " has a cell that is no number", e);
        }
    }
}
