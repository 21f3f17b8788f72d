package dev.recsys.cli.runs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

/** Writes one JSON line a step of training. Safe for many threads. */
public final class RunTrace implements TrainingListener, Closeable {
    private final Path file;
    private final Writer out;

    /**
     * Writes to a file.
     *
     * @param file a new file
     * @throws IOException if it can't be written
     */
    public RunTrace(Path file) throws IOException {
        this.file = file;
        try {
            out = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
    }

    @Override
    public synchronized void onProgress(TrainingProgress progress) {
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("task", progress.task())
                .put("step", progress.step())
                .put("of", progress.totalSteps())
                .put("seconds", progress.seconds());
        if (Double.isFinite(progress.objective())) {
            line.put("objective", progress.objective());
        }
        try {
            out.write(JsonMappers.text(line) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(WriteFailure.of(file, e));
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try {
            out.close();
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
    }
}
