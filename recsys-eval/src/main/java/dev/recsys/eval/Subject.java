package dev.recsys.eval;

import dev.recsys.RecommendationRequest;
import dev.recsys.Recommender;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Panel;
import dev.recsys.internal.check.Checks;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.MemoryNeeds;
import dev.recsys.pipeline.ScoringModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recommender under evaluation and how it is asked. Models of this library get a memory of the test users, made once
 * for all of them, so that requests need not bring the facts as strings. Immutable and thread-safe.
 *
 * @param name its name in the report
 * @param recommender whom to ask
 * @param remembers whether it has the memory of the split
 */
record Subject(String name, Recommender recommender, boolean remembers) {
    /** The recommenders in their order; O(rows). */
    static List<Subject> of(Map<String, ? extends Recommender> recommenders, TimeSplit split) {
        Map<Double, MemoryNeeds> needs = new LinkedHashMap<>();
        recommenders.values().forEach(recommender -> {
            ScoringModel model = modelOf(recommender);
            if (model != null) {
                MemoryNeeds wanted = needsOf(model, split);
                needs.merge(wanted.halfLifeDays(), wanted, MemoryNeeds::and);
            }
        });
        Map<Double, CustomerMemory> memories = new LinkedHashMap<>();
        needs.forEach((halfLife, wanted) -> memories.put(halfLife, split.memory(wanted)));
        List<Subject> subjects = new ArrayList<>();
        recommenders.forEach((name, recommender) -> {
            ScoringModel model = modelOf(recommender);
            if (model == null) {
                subjects.add(new Subject(name, recommender, false));
            } else {
                double halfLife = needsOf(model, split).halfLifeDays();
                CustomerMemory memory = Checks.notNull(memories.get(halfLife), "memory");
                subjects.add(new Subject(name, Bundle.of(model).with(memory), true));
            }
        });
        return subjects;
    }

    private static @Nullable ScoringModel modelOf(Recommender recommender) {
        if (recommender instanceof Bundle bundle) {
            return bundle.model();
        }
        return recommender instanceof ScoringModel model ? model : null;
    }

    /** A panel has no events that could lose weight. */
    private static MemoryNeeds needsOf(ScoringModel model, TimeSplit split) {
        MemoryNeeds needs = model.needs();
        return split.train() instanceof Panel
                ? new MemoryNeeds(needs.features(), needs.historyPeriods(), needs.changingFeatures(), 0)
                : needs;
    }

    /** A request about a test user, to be refined and built. */
    RecommendationRequest.Builder request(TestCase user) {
        return remembers ? user.requestById() : user.request();
    }
}
