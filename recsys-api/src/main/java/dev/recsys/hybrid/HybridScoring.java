package dev.recsys.hybrid;

import dev.recsys.FallbackLevel;
import dev.recsys.Reason;
import dev.recsys.Recommendations.SkippedComponent;
import dev.recsys.internal.check.Checks;
import dev.recsys.pipeline.Scoring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The blended scores of one customer. For one request. */
final class HybridScoring extends Scoring {
    private final BlendInput input;
    private final @Nullable Guards guards;
    private final @Nullable String base;
    private final FallbackLevel level;
    private final List<SkippedComponent> skipped;
    private final double[][] contributions;
    private final double[] scores;

    /** Blended scores; reasons are asked for under {@code guards} if there are any. */
    HybridScoring(
            BlendInput input,
            Merging blend,
            int itemCount,
            FallbackLevel level,
            List<SkippedComponent> skipped,
            @Nullable Guards guards) {
        this.input = input;
        this.guards = guards;
        this.level = level;
        this.skipped = skipped;
        this.base = blend.base();
        this.contributions = new double[input.componentCount() + (base == null ? 0 : 1)][itemCount];
        this.scores = new double[itemCount];
        blend.merge(input, contributions, scores);
    }

    @Override
    public FallbackLevel level() {
        return level;
    }

    @Override
    public double[] scores() {
        return scores;
    }

    /** The reason of the component that put most into the score. */
    @Override
    public Reason reason(int item) {
        Checks.index(item, scores.length, "item");
        int speaker = speaker(item);
        ComponentScores of = speaker < 0 ? null : input.scores(speaker);
        return of == null ? Reason.of(Reason.RARELY_TAKEN) : of.reason(item);
    }

    @Override
    public List<Reason> reasons(int[] items) {
        Guards all = guards;
        if (all == null) {
            return super.reasons(items);
        }
        int[] speakers = new int[Checks.notNull(items, "items").length];
        for (int i = 0; i < speakers.length; i++) {
            speakers[i] = speaker(Checks.index(items[i], scores.length, "item"));
        }
        return all.reasons(items, speakers, input);
    }

    /** The component that put most into the score of an item, or -1 if none knows it. */
    private int speaker(int item) {
        int most = -1;
        for (int component = 0; component < input.componentCount(); component++) {
            ComponentScores of = input.scores(component);
            if (of != null
                    && of.knows(item)
                    && (most < 0 || contributions[component][item] > contributions[most][item])) {
                most = component;
            }
        }
        return most;
    }

    @Override
    public Map<String, Double> contributions(int item) {
        Checks.index(item, scores.length, "item");
        Map<String, Double> parts = new LinkedHashMap<>();
        for (int component = 0; component < input.componentCount(); component++) {
            if (input.scores(component) != null) {
                parts.put(input.name(component), contributions[component][item]);
            }
        }
        if (base != null) {
            parts.put(base, contributions[input.componentCount()][item]);
        }
        return parts;
    }

    @Override
    public List<SkippedComponent> skipped() {
        return skipped;
    }
}
