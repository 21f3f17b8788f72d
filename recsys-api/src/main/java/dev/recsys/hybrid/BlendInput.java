package dev.recsys.hybrid;

import dev.recsys.FallbackLevel;
import dev.recsys.memory.KnownCustomer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a blend looks at: the scores of the components that take part, for one customer. For one request. */
final class BlendInput {
    private final List<String> names;
    private final @Nullable ComponentScores[] scores; // null for a component that does not take part
    private final KnownCustomer customer;
    private final int[] held; // ascending
    private final int[][] groups; // items that are normalised and ranked together
    private final int[][] blended; // the groups to blend
    private final boolean isOpen; // whether anything is known of the customer that is not protected
    private final Supplier<@Nullable ComponentScores> fallback;

    /**
     * The input of one request.
     *
     * @param names of the components, in order
     * @param scores one a component, null for one that does not take part. Not modified, kept.
     * @param customer whom to blend for
     * @param groups items that are normalised and ranked together: all, or those that are not credit and those that are. Not
     *     modified, kept.
     * @param fallback gives the fallback's scores, or null without one; called only if they are needed
     */
    BlendInput(
            List<String> names,
            @Nullable ComponentScores[] scores,
            KnownCustomer customer,
            int[][] groups,
            Supplier<@Nullable ComponentScores> fallback) {
        this(names, scores, customer, groups, groups, fallback);
    }

    private BlendInput(
            List<String> names,
            @Nullable ComponentScores[] scores,
            KnownCustomer customer,
            int[][] groups,
            int[][] blended,
            Supplier<@Nullable ComponentScores> fallback) {
        this.names = names;
        this.scores = scores;
        this.customer = customer;
        this.held = customer.held();
        this.groups = groups;
        this.blended = blended;
        this.isOpen = customer.holdingsKnown() || customer.openFeaturesKnown();
        this.fallback = fallback;
    }

    /** The input of one group alone, with other scores. */
    BlendInput of(int group, @Nullable ComponentScores[] others) {
        return new BlendInput(names, others, customer, groups, new int[][] {groups[group]}, fallback);
    }

    /** The input of one group alone, with the fallback as the only component. */
    BlendInput ofFallback(int group, String name, ComponentScores last) {
        return new BlendInput(
                List.of(name), new ComponentScores[] {last}, customer, groups, new int[][] {groups[group]}, fallback);
    }

    KnownCustomer customer() {
        return customer;
    }

    int componentCount() {
        return scores.length;
    }

    String name(int component) {
        return names.get(component);
    }

    @Nullable
    ComponentScores scores(int component) {
        return scores[component];
    }

    /**
     * The components whose scores of a group's items are built on the customer, one bit each. For credit items, what is
     * protected does not count.
     */
    int present(int group) {
        int present = 0;
        for (int component = 0; component < scores.length; component++) {
            ComponentScores of = scores[component];
            boolean counts = of != null && (group == 0 || (isOpen && of.levelOfCredit() != FallbackLevel.POPULARITY));
            present |= counts ? 1 << component : 0;
        }
        return present;
    }

    /** The fallback's scores, or null if there is none. */
    @Nullable
    ComponentScores fallback() {
        return fallback.get();
    }

    boolean holds(int item) {
        return Arrays.binarySearch(held, item) >= 0;
    }

    /** The groups to blend. */
    int[][] groups() {
        return blended;
    }

    /** The share of a group's items in all: what shares and ranks within the group are scaled by, so that groups compare. */
    double scale(int[] group) {
        int all = 0;
        for (int[] each : groups) {
            all += each.length;
        }
        return (double) group.length / all;
    }

    /** The items of a group that a component knows, best first, those the customer holds last; ties by index. */
    int[] ranked(int component, int[] group) {
        ComponentScores of = scores[component];
        if (of == null) {
            return new int[0];
        }
        return Arrays.stream(group)
                .filter(of::knows)
                .boxed()
                .sorted((a, b) -> {
                    int byOwned = Boolean.compare(holds(a), holds(b));
                    int byScore = byOwned != 0 ? byOwned : Double.compare(of.score(b), of.score(a));
                    return byScore != 0 ? byScore : Integer.compare(a, b);
                })
                .mapToInt(item -> item)
                .toArray();
    }
}
