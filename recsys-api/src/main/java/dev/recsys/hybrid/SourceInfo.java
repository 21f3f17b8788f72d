package dev.recsys.hybrid;

import dev.recsys.ModelInfo;
import dev.recsys.Recommender;
import dev.recsys.data.Period;
import dev.recsys.internal.check.Checks;
import dev.recsys.model.Sections;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The provenance of what answers by other recommenders, made of theirs. */
final class SourceInfo {
    private SourceInfo() {}

    /**
     * The provenance; the date is that of the newest data, the time of training that of the latest.
     *
     * @param algorithm what answers
     * @param parts what it asks, by name, in order
     * @param sections what else decides its answers
     * @param userCount how many customers it knows
     * @param itemCount how many items it has
     */
    static ModelInfo of(
            String algorithm,
            Map<String, ? extends Recommender> parts,
            Sections.Builder sections,
            int userCount,
            int itemCount) {
        Map<String, String> notes = new TreeMap<>();
        StringBuilder order = new StringBuilder();
        LocalDate lastDate = null;
        Period period = null;
        Instant trainedAt = Instant.EPOCH;
        @Nullable String version = SourceInfo.class.getPackage().getImplementationVersion();
        for (Map.Entry<String, ? extends Recommender> part : parts.entrySet()) {
            ModelInfo info = Checks.notNull(part.getValue().info(), "the info of \"" + part.getKey() + "\"");
            notes.put(part.getKey(), info.algorithm() + " " + info.modelHash());
            order.append(part.getKey()).append(' ').append(info.modelHash()).append('\n');
            LocalDate date = info.lastDate();
            if (date != null && (lastDate == null || date.isAfter(lastDate))) {
                lastDate = date;
                period = info.period();
            }
            trainedAt = info.trainedAt().isAfter(trainedAt) ? info.trainedAt() : trainedAt;
        }
        return new ModelInfo(
                algorithm,
                sections.put("parts", order.toString()).build().hash(),
                "{}",
                "",
                lastDate,
                period,
                userCount,
                itemCount,
                version == null ? "development" : version,
                System.getProperty("java.version", "unknown"),
                trainedAt,
                0,
                notes);
    }
}
