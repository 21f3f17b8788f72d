package dev.recsys.internal.resolve;

import dev.recsys.Ignored;
import dev.recsys.RecommendationRequest;
import dev.recsys.data.Catalogue;
import dev.recsys.internal.check.Checks;
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
public final class Rules {
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

    /**
     * The rules of a request.
     *
     * @param request the request
     * @param catalogue the items
     * @return its lists in the catalogue's indexes
     */
    public static Rules of(RecommendationRequest request, Catalogue catalogue) {
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

    /**
     * The items on the lists that the catalogue does not have.
     *
     * @return the allow-list's, then the deny-list's
     */
    public List<Ignored> ignored() {
        return ignored;
    }

    /**
     * All that a request names in vain, here or of the customer.
     *
     * @param request the request
     * @param ofCustomer what it says of the customer in vain
     * @return what it says of the customer, then {@link #ignored}
     * @throws IllegalArgumentException if the request is strict, and any of it is more than the value of a feature
     */
    public List<Ignored> allIgnored(RecommendationRequest request, List<Ignored> ofCustomer) {
        if (ofCustomer.isEmpty() && ignored.isEmpty()) {
            return List.of();
        }
        List<Ignored> all = new ArrayList<>(ofCustomer);
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

    /**
     * Which items a customer who holds some must not be offered.
     *
     * @param held item indexes, ascending. Not modified, kept.
     * @return true for those
     */
    public IntPredicate barred(int[] held) {
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
