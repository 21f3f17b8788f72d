package dev.recsys.hybrid;

import dev.recsys.FallbackLevel;
import dev.recsys.Ignored;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommendations.SkippedComponent;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.data.Catalogue;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.check.Thrown;
import dev.recsys.pipeline.TopItems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The answers of several recommenders to one request, taken in turns. For one request. */
final class InterleavedAnswers {
    private final Catalogue catalogue;
    private final List<Answer> answers = new ArrayList<>(); // of those that take part
    private final List<SkippedComponent> skipped = new ArrayList<>();
    private final List<Ignored> ignored;
    private final FallbackLevel level;
    private final int[] by; // the answer that places each item, or -1
    private final double[] scores;

    /** What one recommender answers: items by place, and their indexes, those the customer owns last. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answer(
            String name, Recommendations given, @Nullable RecommendedItem[] byItem, int[] ranked) {}

    /**
     * Asks and takes turns.
     *
     * @param parts whom to ask, by name, in order
     * @param request for all items that can matter
     * @param catalogue the items of all
     * @param held item indexes, ascending. Not modified.
     */
    InterleavedAnswers(Map<String, Recommender> parts, RecommendationRequest request, Catalogue catalogue, int[] held) {
        this.catalogue = catalogue;
        this.by = new int[catalogue.size()];
        this.scores = new double[catalogue.size()];
        Arrays.fill(by, -1);
        IntPredicate isHeld = item -> Arrays.binarySearch(held, item) >= 0;
        parts.forEach((name, part) -> ask(name, part, request, isHeld));
        this.ignored = ignoredByAll();
        this.level = answers.stream()
                .map(answer -> answer.given.level())
                .min(FallbackLevel::compareTo)
                .orElse(FallbackLevel.POPULARITY);
        leaveOutTheUnknowing();
        int credit = catalogue.creditCount();
        takeTurns(catalogue::isCredit, (double) credit / catalogue.size());
        takeTurns(item -> !catalogue.isCredit(item), (double) (catalogue.size() - credit) / catalogue.size());
    }

    private void ask(String name, Recommender part, RecommendationRequest request, IntPredicate isHeld) {
        try {
            Recommendations given = Checks.notNull(part.recommend(request), "answer");
            @Nullable RecommendedItem[] byItem = new RecommendedItem[catalogue.size()];
            int[] free = new int[given.items().size()];
            int[] owned = new int[free.length];
            int frees = 0;
            int owns = 0;
            for (RecommendedItem item : given.items()) {
                int index = catalogue.indexOf(item.itemId());
                Checks.that(index >= 0 && byItem[index] == null, "an item is unknown or there twice");
                byItem[index] = item;
                if (isHeld.test(index)) {
                    owned[owns++] = index;
                } else {
                    free[frees++] = index;
                }
            }
            System.arraycopy(owned, 0, free, frees, owns);
            answers.add(new Answer(name, given, byItem, free));
        } catch (Throwable e) { // not ours: whatever it throws must not end the request
            Thrown.passFatal(e);
            skipped.add(new SkippedComponent(name, "failed with " + Thrown.classAndPlace(e)));
        }
    }

    /** What the request says of the customer that nobody knows, without unknown items of its lists. */
    private List<Ignored> ignoredByAll() {
        if (answers.isEmpty()) {
            return List.of();
        }
        List<Ignored> all = new ArrayList<>(answers.get(0).given.ignored());
        answers.forEach(answer -> all.retainAll(answer.given.ignored()));
        return all;
    }

    private void leaveOutTheUnknowing() {
        if (level == FallbackLevel.POPULARITY) {
            return;
        }
        answers.removeIf(answer -> {
            boolean knowsNothing = answer.given.level() == FallbackLevel.POPULARITY;
            if (knowsNothing) {
                skipped.add(new SkippedComponent(answer.name, SkippedComponent.KNOWS_NOTHING));
            }
            return knowsNothing;
        });
    }

    private void takeTurns(IntPredicate group, double scale) {
        int[][] rankings = answers.stream()
                .map(answer -> Arrays.stream(answer.ranked).filter(group).toArray())
                .toArray(int[][]::new);
        Turns.take(rankings, (answer, item, place) -> {
            by[item] = answer;
            scores[item] = scale / place;
        });
    }

    void rank(TopItems top) {
        for (int item = 0; item < by.length; item++) {
            if (by[item] >= 0) {
                top.offer(item, scores[item]);
            }
        }
    }

    /** Whether a recommender returns the item. */
    boolean has(int item) {
        return by[item] >= 0;
    }

    double score(int item) {
        return scores[item];
    }

    /** Who places an item that is there. */
    String nameOf(int item) {
        return answers.get(by[item]).name;
    }

    Reason reason(int item) {
        return Checks.notNull(answers.get(by[item]).byItem[item], "item").reason();
    }

    FallbackLevel level() {
        return level;
    }

    List<SkippedComponent> skipped() {
        return skipped;
    }

    List<Ignored> ignored() {
        return ignored;
    }
}
