package dev.recsys.hybrid;

import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommendations.SkippedComponent;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.check.Checks;
import dev.recsys.data.IdIndex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One recommender of several: asks each component, blends their answers, and drops what the request rules out. A
 * component that throws, or that knows nothing of the user, is skipped and named in the answer; if all are, or if their
 * answers can't be blended, the fallback answers. Immutable and safe for any number of threads.
 *
 * <pre>{@code
 * Recommender hybrid = HybridRecommender.builder()
 *         .add("als", als).add("mlc", mlc)
 *         .blend(Blend.reciprocalRankFusion(60))
 *         .fallback(popularity)
 *         .build();
 * }</pre>
 *
 * <p><b>Cost:</b> that of all components, each asked for {@code max(limit, 1000)} candidates at the most.
 * How a component's scores are brought to one scale depends on how many candidates there are, so this number is the same
 * for every limit up to 1000: a shorter answer is the beginning of a longer one.
 */
public final class HybridRecommender implements Recommender {
    /** The algorithm's short name. */
    public static final String ALGORITHM = "hybrid";

    private static final Logger LOG = LoggerFactory.getLogger(HybridRecommender.class);
    private static final int LEAST_CANDIDATES = 1_000;

    private final Map<String, Recommender> components;
    private final @Nullable Recommender fallback;
    private final Blend blend;
    private final IdIndex items;
    private final ModelInfo info;
    private final Set<String> failedBefore = ConcurrentHashMap.newKeySet();

    HybridRecommender(
            Map<String, Recommender> components, @Nullable Recommender fallback, Blend blend, ModelInfo info) {
        this.components = Collections.unmodifiableMap(new LinkedHashMap<>(components));
        this.fallback = fallback;
        this.blend = blend;
        this.items = catalogue(components, fallback);
        this.info = info;
    }

    private static IdIndex catalogue(Map<String, Recommender> components, @Nullable Recommender fallback) {
        IdIndex.Builder all = IdIndex.builder();
        components.values().forEach(component -> component.items().ids().forEach(all::add));
        if (fallback != null) {
            fallback.items().ids().forEach(all::add);
        }
        return all.build();
    }

    /**
     * A builder.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Recommendations recommend(RecommendationRequest request) {
        int wanted = Math.max(request.limit(), LEAST_CANDIDATES);
        RecommendationRequest wider = request.withLimit(Math.min(wanted, Math.max(1, items.size())));
        Map<String, List<RecommendedItem>> ranked = new LinkedHashMap<>();
        List<SkippedComponent> skipped = new ArrayList<>();
        FallbackLevel best = FallbackLevel.POPULARITY;
        for (Map.Entry<String, Recommender> component : components.entrySet()) {
            String name = component.getKey();
            try {
                Recommendations answer = component.getValue().recommend(wider);
                if (answer.level() == FallbackLevel.POPULARITY) {
                    skipped.add(new SkippedComponent(name, "knows nothing of the user"));
                    continue;
                }
                List<RecommendedItem> permitted = permitted(answer.items(), request);
                if (!permitted.isEmpty()) {
                    ranked.put(name, permitted);
                }
                best = answer.level().compareTo(best) < 0 ? answer.level() : best;
            } catch (RuntimeException e) {
                warnOnce(name, e);
                skipped.add(
                        new SkippedComponent(name, "failed with " + e.getClass().getSimpleName()));
            }
        }
        if (best == FallbackLevel.POPULARITY) {
            return fallback(request, skipped);
        }
        try {
            List<RecommendedItem> merged = ranked.isEmpty() ? List.of() : blend.merge(ranked, items);
            return answer(limited(merged, request), best, skipped);
        } catch (RuntimeException e) {
            skipped.addAll(unblendable(ranked, e));
            return fallback(request, skipped);
        }
    }

    /** The components whose answers can't even be blended alone, or else the blend itself. */
    private List<SkippedComponent> unblendable(Map<String, List<RecommendedItem>> ranked, RuntimeException failure) {
        List<SkippedComponent> culprits = new ArrayList<>();
        ranked.forEach((name, answer) -> {
            try {
                blend.merge(Map.of(name, answer), items);
            } catch (RuntimeException e) {
                warnOnce(name, e);
                culprits.add(new SkippedComponent(
                        name, "can't be blended: failed with " + e.getClass().getSimpleName()));
            }
        });
        if (culprits.isEmpty()) {
            warnOnce("blend", failure);
            culprits.add(new SkippedComponent(
                    "blend", "failed with " + failure.getClass().getSimpleName()));
        }
        return culprits;
    }

    /** The request's rules and the order once more, since a component may not know what the request says. */
    private static List<RecommendedItem> permitted(List<RecommendedItem> answer, RecommendationRequest request) {
        Map<String, Double> owned =
                request.ownedIncluded() ? Map.of() : request.holdings().orElse(Map.of());
        return answer.stream()
                .filter(item -> !owned.containsKey(item.itemId()) && request.permits(item.itemId()))
                .sorted(Comparator.comparingDouble(RecommendedItem::score).reversed())
                .toList();
    }

    private static List<RecommendedItem> limited(List<RecommendedItem> ranked, RecommendationRequest request) {
        return ranked.subList(0, Math.min(request.limit(), ranked.size()));
    }

    private Recommendations fallback(RecommendationRequest request, List<SkippedComponent> skipped) {
        Recommender last = fallback;
        if (last == null) {
            return answer(List.of(), FallbackLevel.POPULARITY, skipped);
        }
        try {
            List<RecommendedItem> permitted = permitted(last.recommend(request).items(), request);
            return answer(limited(permitted, request), FallbackLevel.POPULARITY, skipped);
        } catch (RuntimeException e) {
            warnOnce("fallback", e);
            skipped.add(new SkippedComponent(
                    "fallback", "failed with " + e.getClass().getSimpleName()));
            return answer(List.of(), FallbackLevel.POPULARITY, skipped);
        }
    }

    private Recommendations answer(List<RecommendedItem> ranked, FallbackLevel level, List<SkippedComponent> skipped) {
        return new Recommendations(ranked, ALGORITHM, info.modelHash(), level, skipped);
    }

    private void warnOnce(String component, RuntimeException failure) {
        if (failedBefore.add(component)) {
            LOG.warn(
                    "component {} of the hybrid failed and is skipped; later failures are not logged",
                    component,
                    failure);
        }
    }

    @Override
    public IdIndex items() {
        return items;
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    /**
     * The components by name, in order.
     *
     * @return an unmodifiable map
     */
    public Map<String, Recommender> components() {
        return components;
    }

    /**
     * What answers where no component can.
     *
     * @return the fallback, if there is one
     */
    public Optional<Recommender> fallback() {
        return Optional.ofNullable(fallback);
    }

    /**
     * How the components' answers become one.
     *
     * @return the blend
     */
    public Blend blend() {
        return blend;
    }

    /** Collects components; not thread-safe. */
    public static final class Builder {
        private final Map<String, Recommender> components = new LinkedHashMap<>();
        private @Nullable Recommender fallback;
        private Blend blend = Blend.defaults();

        private Builder() {}

        /**
         * Adds a component.
         *
         * @param name a name no other component has, for contributions, weights and skips
         * @param component any recommender
         * @return this
         * @throws IllegalArgumentException if the name is blank, taken or of several lines
         */
        public Builder add(String name, Recommender component) {
            Checks.that(
                    Checks.notBlank(name, "component name").indexOf('\n') < 0,
                    "a component name must be one line, but was \"%s\"",
                    name);
            Checks.that(
                    components.putIfAbsent(name, Checks.notNull(component, name)) == null,
                    "there are two components \"%s\"",
                    name);
            return this;
        }

        /**
         * Sets what answers where no component can; without one such an answer is empty.
         *
         * @param recommender usually a {@link dev.recsys.popularity.PopularityModel}
         * @return this
         */
        public Builder fallback(Recommender recommender) {
            fallback = Checks.notNull(recommender, "fallback");
            return this;
        }

        /**
         * Sets how answers become one; {@link Blend#defaults} by default.
         *
         * @param how the blend
         * @return this
         */
        public Builder blend(Blend how) {
            blend = Checks.notNull(how, "blend");
            return this;
        }

        /**
         * The hybrid.
         *
         * @return an immutable recommender
         * @throws IllegalArgumentException if there is no component
         */
        public HybridRecommender build() {
            Checks.that(!components.isEmpty(), "a hybrid needs at least one component");
            return new HybridRecommender(components, fallback, blend, HybridInfo.of(components, fallback, blend));
        }
    }
}
