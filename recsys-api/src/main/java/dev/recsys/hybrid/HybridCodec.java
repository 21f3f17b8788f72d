package dev.recsys.hybrid;

import dev.recsys.ModelInfo;
import dev.recsys.Recommender;
import dev.recsys.check.Checks;
import dev.recsys.model.InfoJson;
import dev.recsys.model.ModelCodec;
import dev.recsys.model.ModelFile;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads and writes hybrids, components and all; found by the service loader. */
public final class HybridCodec implements ModelCodec {
    private static final String FALLBACK = "fallback/";

    /** For the service loader. */
    public HybridCodec() {}

    @Override
    public String algorithm() {
        return HybridRecommender.ALGORITHM;
    }

    @Override
    public Sections write(Recommender model) {
        Checks.that(
                model instanceof HybridRecommender,
                "not a hybrid: %s",
                model.info().algorithm());
        HybridRecommender hybrid = (HybridRecommender) model;
        Sections.Builder out = Sections.builder().put("blend", BlendJson.write(hybrid.blend()));
        out.put("order", String.join("\n", hybrid.components().keySet()) + "\n");
        int[] place = {0};
        hybrid.components().forEach((name, component) -> put(out, prefix(place[0]++), component));
        hybrid.fallback().ifPresent(fallback -> put(out, FALLBACK, fallback));
        return out.build();
    }

    private static String prefix(int place) {
        return "component" + place + "/";
    }

    private static void put(Sections.Builder out, String prefix, Recommender part) {
        out.putNote(prefix + "info", InfoJson.write(part.info()));
        out.putAll(prefix + "model/", ModelFile.sectionsOf(part));
    }

    @Override
    public Recommender read(ModelInfo info, Sections sections) throws ModelFormatException {
        Map<String, Recommender> components = new LinkedHashMap<>();
        int place = 0;
        for (String name : names(sections)) {
            components.put(name, part(sections.under(prefix(place++))));
        }
        Sections fallback = sections.under(FALLBACK);
        return new HybridRecommender(components, fallback.isEmpty() ? null : part(fallback), blend(sections), info);
    }

    private static String[] names(Sections sections) throws ModelFormatException {
        String order = sections.text("order");
        if (order.isBlank()) {
            throw new ModelFormatException("the hybrid has no component");
        }
        String[] names = order.split("\n");
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isBlank() || !seen.add(name)) {
                throw new ModelFormatException(
                        "the hybrid has a component whose name is blank or taken: \"" + name + "\"");
            }
        }
        return names;
    }

    private static Blend blend(Sections sections) throws ModelFormatException {
        try {
            return BlendJson.read(sections.text("blend"));
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("the blend can't be read: " + e.getMessage(), e);
        }
    }

    private static ModelInfo info(Sections part) throws ModelFormatException {
        try {
            return InfoJson.read(part.text("info"));
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("a component's manifest can't be read: " + e.getMessage(), e);
        }
    }

    private static Recommender part(Sections part) throws ModelFormatException {
        return ModelFile.modelOf(info(part), part.under("model/"));
    }

    /** The components' hashes as their manifests tell them; each is verified when its component is read. */
    @Override
    public String hash(Sections sections) throws ModelFormatException {
        Map<String, String> hashes = new TreeMap<>();
        int place = 0;
        for (String name : names(sections)) {
            hashes.put(name, info(sections.under(prefix(place++))).modelHash());
        }
        Sections fallback = sections.under(FALLBACK);
        String fallbackHash = fallback.isEmpty() ? "" : info(fallback).modelHash();
        return HybridInfo.hash(sections.text("order"), hashes, fallbackHash, sections.text("blend"));
    }
}
