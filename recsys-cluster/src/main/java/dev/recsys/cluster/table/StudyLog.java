package dev.recsys.cluster.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.TextFile;
import dev.recsys.internal.options.ConfigJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The trials of a study in a file: what it is of, then a trial a line. A last line without its end was cut by a kill and is
 * dropped. For one thread.
 */
final class StudyLog {
    private final @Nullable Path file;
    private final Map<String, Trial> trials = new HashMap<>();

    private StudyLog(@Nullable Path file) {
        this.file = file;
    }

    /**
     * What a file of trials is of.
     *
     * @param dataHash the table's
     * @param study the options, threads apart
     */
    public record Heading(String dataHash, StudyConfig study) {}

    /** An empty trial, for the JSON of others to be read over. */
    private static final Trial BLANK =
            new Trial(2, "-", Scaling.Z_SCORE, Encoding.ONE_HOT, Imputation.MEDIAN, 2, 0, true, 0, 0, 0, 0, 0, 0);

    /** Opens a file, which may not be there yet; without one trials are kept nowhere. */
    static StudyLog open(@Nullable Path file, StudyConfig config, FeatureTable table) throws IOException {
        StudyLog log = new StudyLog(file);
        if (file == null) {
            return log;
        }
        String heading = ConfigJson.write(new Heading(table.contentHash(), config.withThreads(1)));
        if (!Files.exists(file) || Files.size(file) == 0) {
            Files.writeString(file, heading + "\n", UTF_8);
            return log;
        }
        String text = TextFile.read(file);
        int end = text.lastIndexOf('\n') + 1;
        String[] lines = text.substring(0, end).split("\n", -1);
        Checks.that(
                lines[0].equals(heading),
                "%s is the file of a study of another table or with other options; name another file, or delete it",
                file);
        for (int i = 1; i < lines.length - 1; i++) {
            log.take(lines[i], i + 1);
        }
        if (end < text.length()) {
            Files.writeString(file, text.substring(0, end), UTF_8);
        }
        return log;
    }

    private void take(String line, int number) {
        try {
            Trial trial = ConfigJson.read(line, BLANK);
            trials.put(key(trial.k(), trial.preparation()), trial);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ", line " + number + " is no trial: " + e.getMessage(), e);
        }
    }

    private static String key(int k, String preparation) {
        return k + " " + preparation;
    }

    /** A trial that was made before, or null. */
    @Nullable
    Trial find(int k, Preparation preparation) {
        return trials.get(key(k, preparation.label()));
    }

    void add(Trial trial) throws IOException {
        if (file != null) {
            Files.writeString(file, ConfigJson.write(trial) + "\n", UTF_8, StandardOpenOption.APPEND);
        }
    }
}
