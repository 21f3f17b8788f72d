package dev.recsys.hybrid;

import dev.recsys.FallbackLevel;
import dev.recsys.Reason;
import dev.recsys.data.Catalogue;
import dev.recsys.data.IdIndex;
import dev.recsys.internal.check.Checks;
import dev.recsys.model.Sections;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ranking for each of many customers: 16 bytes an item, each reason kept once. Immutable and thread-safe. */
final class RankedLists {
    private static final List<FallbackLevel> LEVELS = List.of(FallbackLevel.values());

    private final IdIndex customers;
    private final int[] starts; // of each customer's items, and the end of the last
    private final int[] items;
    private final double[] scores;
    private final int[] reasons; // indexes of distinct ones
    private final List<Reason> distinct;
    private final int[] levels;

    private RankedLists(Builder builder) {
        this.customers = builder.customers.build();
        this.starts = Arrays.copyOf(builder.starts, customers.size() + 1);
        int size = starts[customers.size()];
        this.items = Arrays.copyOf(builder.items, size);
        this.scores = Arrays.copyOf(builder.scores, size);
        this.reasons = Arrays.copyOf(builder.reasons, size);
        this.distinct = List.copyOf(builder.distinct.keySet());
        this.levels = Arrays.copyOf(builder.levels, customers.size());
    }

    IdIndex customers() {
        return customers;
    }

    int start(int customer) {
        return starts[customer];
    }

    /** The place after the last of a customer. */
    int end(int customer) {
        return starts[customer + 1];
    }

    int item(int place) {
        return items[place];
    }

    double score(int place) {
        return scores[place];
    }

    Reason reason(int place) {
        return distinct.get(reasons[place]);
    }

    FallbackLevel level(int customer) {
        return LEVELS.get(levels[customer]);
    }

    void writeTo(Sections.Builder sections) {
        StringBuilder texts = new StringBuilder();
        for (Reason reason : distinct) {
            texts.append(reason).append('\n');
        }
        sections.put("customers", customers)
                .put("starts", starts)
                .put("items", items)
                .put("scores", scores)
                .put("reasons", reasons)
                .put("reason-texts", texts.toString())
                .put("levels", levels);
    }

    /** Collects rankings; not thread-safe. */
    static final class Builder {
        private final Catalogue catalogue;
        private final IdIndex.Builder customers = IdIndex.builder();
        private final Map<Reason, Integer> distinct = new LinkedHashMap<>();
        private int[] starts = new int[16];
        private int[] levels = new int[16];
        private int[] items = new int[64];
        private double[] scores = new double[64];
        private int[] reasons = new int[64];

        Builder(Catalogue catalogue) {
            this.catalogue = catalogue;
        }

        /**
         * Adds a ranking. Where equal scores do not stand in the order of the catalogue, the later one is lowered by as little
         * as can be.
         *
         * @throws IllegalArgumentException if the customer has one already, an item is unknown or there twice, or a score is
         *     not finite or above that before it
         */
        void add(String customer, FallbackLevel level, List<String> itemIds, double[] itemScores, List<Reason> why) {
            int place = customers.size();
            Checks.that(
                    customers.indexOf(customer) < 0, "userId must have one list, but \"%s\" has one already", customer);
            int start = starts[place];
            Checks.that(
                    start <= Integer.MAX_VALUE / 2 - itemIds.size(),
                    "the lists of %s customers have more items than fit",
                    place);
            reserve(place, start + itemIds.size());
            BitSet there = new BitSet();
            for (int rank = 0; rank < itemIds.size(); rank++) {
                int at = start + rank;
                String id = itemIds.get(rank);
                int item = catalogue.indexOf(id);
                Checks.that(item >= 0, "itemIds must be of the catalogue, but it does not have \"%s\"", id);
                Checks.that(!there.get(item), "itemIds must differ, but \"%s\" is there twice", id);
                there.set(item);
                double score = itemScores[rank];
                Checks.that(Double.isFinite(score), "the score of item \"%s\" must be finite, but was %s", id, score);
                if (rank > 0) {
                    double before = scores[at - 1];
                    Checks.that(
                            score <= itemScores[rank - 1],
                            "the scores of a list must not rise, but that of item \"%s\" does",
                            id);
                    score = Math.min(score, before);
                    if (score == before && item < items[at - 1]) {
                        score = Math.nextDown(before);
                    }
                }
                items[at] = item;
                scores[at] = score;
                reasons[at] = distinct.computeIfAbsent(why.get(rank), reason -> distinct.size());
            }
            customers.add(customer);
            levels[place] = LEVELS.indexOf(level);
            starts[place + 1] = start + itemIds.size();
        }

        private void reserve(int place, int size) {
            if (place + 2 > starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
                levels = Arrays.copyOf(levels, 2 * levels.length);
            }
            if (size > items.length) {
                int more = Math.max(size, 2 * items.length);
                items = Arrays.copyOf(items, more);
                scores = Arrays.copyOf(scores, more);
                reasons = Arrays.copyOf(reasons, more);
            }
        }

        RankedLists build() {
            return new RankedLists(this);
        }
    }
}
