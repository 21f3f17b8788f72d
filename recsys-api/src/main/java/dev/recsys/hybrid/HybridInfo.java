package dev.recsys.hybrid;

import dev.recsys.ModelInfo;
import dev.recsys.model.Sections;
import dev.recsys.pipeline.ScoringModel;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A hybrid's provenance, made of that of its components. */
final class HybridInfo {
    private HybridInfo() {}

    /** The provenance; {@code found} are the notes of the blend. */
    static ModelInfo of(
            Map<String, ScoringModel> components,
            @Nullable ScoringModel fallback,
            Blend blend,
            Map<String, String> found) {
        ModelInfo first = components.values().iterator().next().info();
        String blendJson = BlendJson.write(blend);
        Map<String, String> hashes = new TreeMap<>();
        Map<String, String> notes = new TreeMap<>(found);
        StringBuilder order = new StringBuilder();
        long trainMillis = 0;
        LocalDate lastDate = fallback == null ? null : fallback.info().lastDate();
        for (Map.Entry<String, ScoringModel> component : components.entrySet()) {
            ModelInfo info = component.getValue().info();
            hashes.put(component.getKey(), info.modelHash());
            notes.put(component.getKey(), info.algorithm() + " " + info.modelHash());
            order.append(component.getKey()).append('\n');
            trainMillis += info.trainMillis();
            LocalDate date = info.lastDate();
            if (date != null && (lastDate == null || date.isAfter(lastDate))) {
                lastDate = date;
            }
        }
        return new ModelInfo(
                HybridRecommender.ALGORITHM,
                hash(
                        order.toString(),
                        hashes,
                        fallback == null ? "" : fallback.info().modelHash(),
                        blendJson,
                        StackSections.of(blend)),
                blendJson,
                first.dataHash(),
                lastDate,
                first.period(),
                first.userCount(),
                first.itemCount(),
                first.libraryVersion(),
                first.javaVersion(),
                first.trainedAt(),
                trainMillis,
                notes);
    }

    /** A hybrid answers alike if its components, their order, the fallback and the blend do. */
    static String hash(
            String order, Map<String, String> hashes, String fallbackHash, String blendJson, Sections stack) {
        Sections.Builder parts =
                Sections.builder().put("order", order).put("blend", blendJson).putAll(StackSections.PREFIX, stack);
        hashes.forEach((name, hash) -> parts.put("component/" + name, hash));
        return parts.put("fallback", fallbackHash).build().hash();
    }
}
