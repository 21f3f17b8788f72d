package dev.recsys.model;

import dev.recsys.ModelInfo;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.Panel;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.check.LibraryVersion;
import dev.recsys.internal.options.ConfigJson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a model's {@link ModelInfo} at the end of a training. Started when the training starts. Thread-safe.
 */
public final class Provenance {
    private static final Logger LOG = LoggerFactory.getLogger(Provenance.class);

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
     * Notes what a training starts from, and the time. Warns of credit items declared without any protected feature.
     *
     * @param algorithm the algorithm's short name
     * @param config its configuration
     * @param data what it learns from
     * @return the note
     * @throws IllegalArgumentException if {@code algorithm}, {@code config} or {@code data} is null
     */
    public static Provenance start(String algorithm, Record config, Dataset data) {
        Checks.notNull(algorithm, "algorithm");
        Checks.notNull(config, "config");
        Checks.notNull(data, "data");
        String gap = protectionGap(data);
        if (!gap.isEmpty()) {
            LOG.warn("{}: {}", algorithm, gap);
        }
        return new Provenance(algorithm, config, data);
    }

    /** What is declared of protection by half, or an empty string. */
    private static String protectionGap(Dataset data) {
        int credit = data.catalogue().creditCount();
        int features = data.vocabulary().schema().size();
        if (credit == 0
                || features == 0
                || !data.vocabulary().schema().protectedNames().isEmpty()) {
            return "";
        }
        return credit + " credit items are declared, but no protected feature: every feature is used for their scores."
                + " Declare protected features by FeatureSchema.Builder.protect";
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
     * @throws IllegalArgumentException if {@code sections} or {@code notes} is null
     */
    public ModelInfo finish(Sections sections, Map<String, String> notes) {
        Checks.notNull(sections, "sections");
        Checks.noNulls(notes, "notes");
        Map<String, String> all = new TreeMap<>(notes);
        String gap = protectionGap(data);
        if (!gap.isEmpty()) {
            all.put("protection", gap);
        }
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
                LibraryVersion.current(),
                System.getProperty("java.version", "unknown"),
                Instant.now(),
                (System.nanoTime() - startNanos) / 1_000_000,
                all);
    }

    private static @Nullable LocalDate lastDate(Dataset data) {
        if (data instanceof Panel panel) {
            return panel.snapshots().isEmpty() ? null : panel.last().date();
        }
        EventLog log = (EventLog) data;
        boolean dated = log.size() > 0 && log.time(log.size() - 1).getEpochSecond() > 0;
        return dated ? log.time(log.size() - 1).atOffset(ZoneOffset.UTC).toLocalDate() : null;
    }
}
