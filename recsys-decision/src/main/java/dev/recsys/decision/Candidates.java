package dev.recsys.decision;

import dev.recsys.decision.rule.Stage;
import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items of one decision on their way: what is out and why, what the rest scores and is worth. For one request and thread. */
final class Candidates {
    private final CompiledPolicy policy;
    private final @Nullable Exclusion[] out; // of each item; null while it is in
    private final double[] scores;
    private final boolean[] scored;
    private final double[] worth;
    private final @Nullable Value[] values;
    private int left;

    Candidates(CompiledPolicy policy) {
        this.policy = policy;
        int count = policy.itemCount();
        this.out = new Exclusion[count];
        this.scores = new double[count];
        this.scored = new boolean[count];
        this.worth = new double[count];
        this.values = new Value[count];
        this.left = count;
    }

    int count() {
        return out.length;
    }

    /** How many items are still in. */
    int left() {
        return left;
    }

    boolean isIn(int item) {
        return out[item] == null;
    }

    /** Takes an item out, unless it is out already. */
    void exclude(int item, Exclusion why) {
        if (out[item] == null) {
            out[item] = why;
            left--;
        }
    }

    void exclude(int item, Stage stage, String code, String rule) {
        if (out[item] == null) {
            exclude(item, policy.exclusion(item, stage, code, rule));
        }
    }

    void excludeAll(Stage stage, String code, String rule) {
        for (int item = 0; item < out.length; item++) {
            exclude(item, stage, code, rule);
        }
    }

    void score(int item, double score) {
        scores[item] = score;
        scored[item] = true;
    }

    /** Whether the item was in, and got a score. */
    boolean isScored(int item) {
        return scored[item];
    }

    double score(int item) {
        return scores[item];
    }

    void worth(int item, Value value, double total) {
        values[item] = value;
        worth[item] = total;
    }

    double worth(int item) {
        return worth[item];
    }

    Value value(int item) {
        return Checks.notNull(values[item], "value");
    }

    /** The items still in, the best worth first, ties by item index. */
    int[] ranked() {
        int[] items = new int[left];
        int size = 0;
        for (int item = 0; item < out.length; item++) {
            if (out[item] == null) {
                items[size++] = item;
            }
        }
        if (size <= 64) { // few: insertion, without boxes
            for (int i = 1; i < size; i++) {
                int item = items[i];
                int place = i;
                for (; place > 0 && worth[items[place - 1]] < worth[item]; place--) {
                    items[place] = items[place - 1];
                }
                items[place] = item;
            }
            return items;
        }
        return Arrays.stream(items)
                .boxed()
                .sorted((a, b) -> {
                    int byWorth = Double.compare(worth[b], worth[a]);
                    return byWorth != 0 ? byWorth : Integer.compare(a, b);
                })
                .mapToInt(item -> item)
                .toArray();
    }

    /** All that was taken out, in the order of the catalogue. */
    List<Exclusion> exclusions() {
        List<Exclusion> all = new ArrayList<>(out.length - left);
        for (Exclusion why : out) {
            if (why != null) {
                all.add(why);
            }
        }
        return all;
    }
}
