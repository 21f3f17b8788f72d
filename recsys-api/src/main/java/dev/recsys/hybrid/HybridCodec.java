package dev.recsys.hybrid;

import dev.recsys.ModelInfo;
import dev.recsys.Recommender;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.InfoJson;
import dev.recsys.internal.file.ModelFile;
import dev.recsys.model.ModelCodec;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import dev.recsys.pipeline.ScoringModel;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads and writes hybrids, components and all; found by the service loader. */
public final class HybridCodec implements ModelCodec {
    private static final String FALLBACK = "fallback/";
    private static final String VOCABULARY = "vocabulary";

    /** For the service loader. */
    public HybridCodec() {}

    @Override
    public String algorithm() {
        return HybridRecommender.ALGORITHM;
    }

    @Override
    public Sections write(Recommender model) {
        Checks.notNull(model, "model");
        Checks.that(
                model instanceof HybridRecommender,
                "model must be a hybrid, but was a %s",
                model.getClass().getSimpleName());
        HybridRecommender hybrid = (HybridRecommender) model;
        Sections.Builder out =
                Sections.builder().put("blend", BlendJson.write(hybrid.blend())).put(VOCABULARY, hybrid.vocabulary());
        out.putAll(StackSections.PREFIX, StackSections.of(hybrid.blend()));
        out.put("order", String.join("\n", hybrid.components().keySet()) + "\n");
        int[] place = {0};
        Vocabulary shared = hybrid.vocabulary();
        hybrid.components().forEach((name, component) -> put(out, prefix(place[0]++), component, shared));
        hybrid.fallback().ifPresent(fallback -> put(out, FALLBACK, fallback, shared));
        return out.build();
    }

    private static String prefix(int place) {
        return "component" + place + "/";
    }

    /** A component that has the hybrid's vocabulary does not repeat it. */
    private static void put(Sections.Builder out, String prefix, ScoringModel part, Vocabulary shared) {
        Sections sections = ModelFile.sectionsOf(part);
        out.putNote(prefix + "info", InfoJson.write(part.info()));
        out.putAll(prefix + "model/", part.vocabulary().equals(shared) ? sections.without(VOCABULARY + ".") : sections);
    }

    @Override
    public Recommender read(ModelInfo info, Sections sections) throws ModelFormatException {
        Checks.notNull(sections, "sections");
        Map<String, ScoringModel> components = new LinkedHashMap<>();
        int place = 0;
        for (String name : names(sections)) {
            components.put(name, part(sections, prefix(place++)));
        }
        ScoringModel fallback = sections.under(FALLBACK).isEmpty() ? null : part(sections, FALLBACK);
        try {
            Vocabulary vocabulary = sections.vocabulary(VOCABULARY);
            Blend blend = blend(sections, List.copyOf(components.keySet()), vocabulary);
            return new HybridRecommender(info, vocabulary, components, fallback, blend);
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("the hybrid is damaged: " + e.getMessage(), e);
        }
    }

    private static String[] names(Sections sections) throws ModelFormatException {
        String order = sections.text("order");
        if (order.isBlank()) {
            throw new ModelFormatException("the hybrid has no component");
        }
        String[] names = order.split("\n");
        if (!order.equals(String.join("\n", names) + "\n")) {
            throw new ModelFormatException("section \"order\" is not as this library writes it");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (name.isBlank() || !seen.add(name)) {
                throw new ModelFormatException(
                        "the hybrid has a component whose name is blank or taken: \"" + name + "\"");
            }
        }
        return names;
    }

    private static Blend blend(Sections sections, List<String> names, Vocabulary vocabulary)
            throws ModelFormatException {
        String text = sections.text("blend");
        try {
            Blend blend = BlendJson.isLearned(text)
                    ? BlendJson.read(text, StackSections.read(sections.under(StackSections.PREFIX), names, vocabulary))
                    : BlendJson.read(text);
            Checks.that(BlendJson.write(blend).equals(text), "it is not as this library writes it");
            return blend;
        } catch (IllegalArgumentException | ArithmeticException e) {
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

    private static ScoringModel part(Sections sections, String prefix) throws ModelFormatException {
        Sections part = sections.under(prefix);
        Sections model = part.under("model/");
        if (model.only(VOCABULARY + ".").isEmpty()) {
            model = Sections.builder()
                    .putAll("", sections.only(VOCABULARY + "."))
                    .putAll("", model)
                    .build();
        }
        Recommender read = ModelFile.modelOf(info(part), model);
        if (!(read instanceof ScoringModel scoring)) {
            throw new ModelFormatException("component \"" + prefix + "\" is no scoring model");
        }
        return scoring;
    }

    /**
     * The components' hashes in their manifests; each is verified when its component is read.
     *
     * @throws IllegalArgumentException if {@code sections} is null
     */
    @Override
    public String hash(Sections sections) throws ModelFormatException {
        Checks.notNull(sections, "sections");
        Map<String, String> hashes = new TreeMap<>();
        int place = 0;
        for (String name : names(sections)) {
            hashes.put(name, info(sections.under(prefix(place++))).modelHash());
        }
        Sections fallback = sections.under(FALLBACK);
        String fallbackHash = fallback.isEmpty() ? "" : info(fallback).modelHash();
        return HybridInfo.hash(
                sections.text("order"),
                hashes,
                fallbackHash,
                sections.text("blend"),
                sections.under(StackSections.PREFIX));
    }
}
