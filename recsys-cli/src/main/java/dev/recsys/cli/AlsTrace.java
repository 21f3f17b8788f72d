package dev.recsys.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.internal.file.WriteFailure;
import dev.recsys.internal.options.JsonMappers;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes one JSON line a sweep of ALS: how long the sweep took, the objective after it, the time since the start. */
final class AlsTrace implements TrainingListener, Closeable {
    private static final ObjectMapper MAPPER = JsonMappers.plain();

    private final Path file;
    private final Writer out;

    AlsTrace(Path file) throws IOException {
        this.file = file;
        try {
            out = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
    }

    @Override
    public void onProgress(TrainingProgress progress) {
        if (!progress.task().equals(ModelSet.ALS)) {
            return;
        }
        try {
            out.write(JsonMappers.text(MAPPER.createObjectNode()
                    .put("sweep", progress.step())
                    .put("seconds", progress.stepSeconds())
                    .put("objective", progress.objective())
                    .put("elapsed", progress.seconds())));
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(WriteFailure.of(file, e));
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
