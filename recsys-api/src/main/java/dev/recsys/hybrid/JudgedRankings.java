package dev.recsys.hybrid;

import dev.recsys.data.EventLog;
import dev.recsys.internal.resolve.Resolver;
import dev.recsys.internal.run.Workers;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.memory.MemoryNeeds;
import dev.recsys.pipeline.TopItems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * What components say of the items that any of them ranks high, for users of whom it is known what they took next. Measures
 * weighted sums of shares by NDCG@10. Immutable.
 */
final class JudgedRankings {
    private static final int DEPTH = 100; // items a component names
    private static final int K = 10;
    private static final int USERS_A_RANGE = 16;

    private final double[][][] shares; // user, component, candidate
    private final boolean[][] taken; // user, candidate
    private final double[] ideals; // user

    private final int itemCount;

    private JudgedRankings(int users, int itemCount) {
        this.itemCount = itemCount;
        this.shares = new double[users][][];
        this.taken = new boolean[users][];
        this.ideals = new double[users];
    }

    /** Asks each component for each user, in parallel; one that fails or knows nothing of a user says nothing of any item. */
    static JudgedRankings of(LastEvents last, List<Component> components, Workers workers) {
        JudgedRankings judged =
                new JudgedRankings(last.size(), last.earlier().catalogue().size());
        EventLog earlier = last.earlier();
        MemoryNeeds needs = components.stream()
                .map(component -> component.model().needs())
                .reduce(MemoryNeeds.holdings(), MemoryNeeds::and);
        CustomerMemory memory = CustomerMemory.of(earlier, needs);
        Resolver resolver = new Resolver(earlier.vocabulary(), memory);
        workers.forRanges(last.size(), USERS_A_RANGE, (range, from, to) -> {
            for (int place = from; place < to; place++) {
                String id = earlier.users().id(last.user(place));
                judged.judge(place, resolver.remembered(memory.indexOf(id)), last.taken(place), components);
            }
        });
        return judged;
    }

    private void judge(int place, KnownCustomer customer, int[] next, List<Component> components) {
        double[][] all = new double[components.size()][];
        TreeSet<Integer> candidates = new TreeSet<>();
        for (int component = 0; component < all.length; component++) {
            double[] open = shares(components.get(component).ask(customer), customer.held(), itemCount);
            TopItems top = new TopItems(Math.min(DEPTH, open.length));
            for (int item = 0; item < open.length; item++) {
                if (open[item] > 0) {
                    top.offer(item, open[item]);
                }
            }
            for (int rank = 0; rank < top.size(); rank++) {
                candidates.add(top.item(rank));
            }
            all[component] = open;
        }
        int[] items = candidates.stream().mapToInt(item -> item).toArray();
        shares[place] = Arrays.stream(all)
                .map(open ->
                        Arrays.stream(items).mapToDouble(item -> open[item]).toArray())
                .toArray(double[][]::new);
        taken[place] = new boolean[items.length];
        for (int i = 0; i < items.length; i++) {
            taken[place][i] = Arrays.binarySearch(next, items[i]) >= 0;
        }
        for (int rank = 0; rank < Math.min(K, next.length); rank++) {
            ideals[place] += gain(rank);
        }
    }

    /** As {@link Blend.Normalization#SHARE} has it; 0 for what is held. */
    private static double[] shares(Outcome outcome, int[] held, int itemCount) {
        double[] open = new double[itemCount];
        ComponentScores scores = outcome.knowingOrSkip("", new ArrayList<>());
        for (int item = 0; item < open.length && scores != null; item++) {
            open[item] = Math.max(0, scores.score(item));
        }
        for (int item : held) {
            open[item] = 0;
        }
        double sum = 0;
        for (double score : open) {
            sum += score;
        }
        for (int item = 0; item < open.length && sum > 0; item++) {
            open[item] /= sum;
        }
        return open;
    }

    private static double gain(int rank) {
        return StrictMath.log(2) / StrictMath.log(rank + 2);
    }

    int users() {
        return shares.length;
    }

    /** NDCG@10 of each user by weights, one a component. */
    double[] ndcg(double[] weights) {
        double[] result = new double[users()];
        for (int user = 0; user < result.length; user++) {
            int count = taken[user].length;
            TopItems top = new TopItems(K);
            for (int item = 0; item < count; item++) {
                double score = 0;
                for (int component = 0; component < weights.length; component++) {
                    score += weights[component] * shares[user][component][item];
                }
                top.offer(item, score);
            }
            double sum = 0;
            for (int rank = 0; rank < top.size(); rank++) {
                sum += taken[user][top.item(rank)] ? gain(rank) : 0;
            }
            result[user] = sum / ideals[user];
        }
        return result;
    }
}
