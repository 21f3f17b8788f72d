package dev.recsys.hybrid;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a blend looks at: the scores of the components that take part, for one customer. For one request. */
final class BlendInput {
    private final List<String> names;
    private final @Nullable ComponentScores[] scores; // null for a component that does not take part
    private final int[] held; // ascending
    private final int[][] groups; // items that are normalised and ranked together

    /**
     * The input of one request.
     *
     * @param names of the components, in order
     * @param scores one a component, null for one that does not take part. Not modified, kept.
     * @param held the customer's items, ascending. Not modified, kept.
     * @param groups items that are normalised and ranked together. Not modified, kept.
     */
    BlendInput(List<String> names, @Nullable ComponentScores[] scores, int[] held, int[][] groups) {
        this.names = names;
        this.scores = scores;
        this.held = held;
        this.groups = groups;
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

    boolean holds(int item) {
        return Arrays.binarySearch(held, item) >= 0;
    }

    int[][] groups() {
        return groups;
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
