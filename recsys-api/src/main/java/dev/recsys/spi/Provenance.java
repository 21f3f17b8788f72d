package dev.recsys.spi;

import dev.recsys.ModelInfo;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.model.Sections;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a model's {@link ModelInfo} at the end of a training. Started when the training starts. Thread-safe.
 */
public final class Provenance {
    private final String algorithm;
    private final Record config;
    private final Dataset data;
    private final long startNanos = System.nanoTime();

    private Provenance(String algorithm, Record config, Dataset data) {
        this.algorithm = algorithm;
        this.config = config;
        this.data = data;
    }

    /**
     * Notes what a training starts from, and the time.
     *
     * @param algorithm the algorithm's short name
     * @param config its configuration
     * @param data what it learns from
     * @return the note
     */
    public static Provenance start(String algorithm, Record config, Dataset data) {
        return new Provenance(algorithm, config, data);
    }

    /**
     * The time since the start.
     *
     * @return seconds
     */
    public double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /**
     * The finished model's provenance.
     *
     * @param sections everything that decides the model's answers
     * @param notes what the trainer found
     * @return the provenance, its hash that of the sections
     */
    public ModelInfo finish(Sections sections, Map<String, String> notes) {
        LocalDate lastDate = lastDate(data);
        return new ModelInfo(
                algorithm,
                sections.hash(),
                ConfigJson.write(config),
                data.contentHash(),
                lastDate,
                data instanceof Panel panel ? panel.period() : null,
                data.users().size(),
                data.catalogue().size(),
                libraryVersion(),
                System.getProperty("java.version", "unknown"),
                Instant.now(),
                (System.nanoTime() - startNanos) / 1_000_000,
                notes);
    }

    private static @Nullable LocalDate lastDate(Dataset data) {
        if (data instanceof Panel panel) {
            return panel.snapshots().isEmpty() ? null : panel.last().date();
        }
        EventLog log = (EventLog) data;
        boolean dated = log.size() > 0 && log.time(log.size() - 1).getEpochSecond() > 0;
        return dated ? log.time(log.size() - 1).atOffset(ZoneOffset.UTC).toLocalDate() : null;
    }

    private static String libraryVersion() {
        @Nullable String version = Provenance.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
