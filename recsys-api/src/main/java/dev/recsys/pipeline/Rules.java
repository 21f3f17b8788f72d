package dev.recsys.pipeline;

import dev.recsys.Ignored;
import dev.recsys.RecommendationRequest;
import dev.recsys.data.Catalogue;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.resolve.Resolution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules step: which items a request lets pass. Owned, allowed and denied items are sorted out here and nowhere else,
 * whatever a model offers. The lists are looked up once; a batch under one rule shares them. Immutable and thread-safe.
 */
final class Rules {
    private final @Nullable BitSet allowed;
    private final @Nullable BitSet denied;
    private final boolean ownedIncluded;
    private final List<Ignored> ignored;

    private Rules(@Nullable BitSet allowed, @Nullable BitSet denied, boolean ownedIncluded, List<Ignored> ignored) {
        this.allowed = allowed;
        this.denied = denied;
        this.ownedIncluded = ownedIncluded;
        this.ignored = ignored;
    }

    static Rules of(RecommendationRequest request, Catalogue catalogue) {
        List<Ignored> unknown = new ArrayList<>();
        Set<String> only = request.allowed().orElse(null);
        BitSet allowed = only == null ? null : items(only, catalogue, Ignored.Part.ALLOW, unknown);
        BitSet denied =
                request.denied().isEmpty() ? null : items(request.denied(), catalogue, Ignored.Part.DENY, unknown);
        return new Rules(allowed, denied, request.ownedIncluded(), List.copyOf(unknown));
    }

    private static BitSet items(Set<String> ids, Catalogue catalogue, Ignored.Part part, List<Ignored> unknown) {
        BitSet items = new BitSet(catalogue.size());
        for (String id : ids) {
            int item = catalogue.indexOf(id);
            if (item < 0) {
                unknown.add(new Ignored(part, id));
            } else {
                items.set(item);
            }
        }
        return items;
    }

    /** The items on the lists that the catalogue does not have. */
    List<Ignored> ignored() {
        return ignored;
    }

    /** All that a request names in vain, here or of the customer; refused if the request is strict. */
    List<Ignored> allIgnored(RecommendationRequest request, Resolution resolved) {
        if (resolved.ignored().isEmpty() && ignored.isEmpty()) {
            return List.of();
        }
        List<Ignored> all = new ArrayList<>(resolved.ignored());
        all.addAll(ignored);
        List<Ignored> refused = all.stream()
                .filter(part -> part.part() != Ignored.Part.FEATURE_VALUE)
                .toList();
        Checks.that(
                !request.isStrict() || refused.isEmpty(),
                "the request is strict, but the model does not know %s",
                refused);
        return all;
    }

    /** Which items a customer who holds some must not be offered. */
    IntPredicate barred(int[] held) {
        BitSet only = allowed;
        BitSet never = denied;
        if (only == null && never == null) {
            return ownedIncluded ? item -> false : item -> Arrays.binarySearch(held, item) >= 0;
        }
        return item -> (only != null && !only.get(item))
                || (never != null && never.get(item))
                || (!ownedIncluded && Arrays.binarySearch(held, item) >= 0);
    }
}
