package dev.recsys.hybrid;

import dev.recsys.ScoreMeaning;
import dev.recsys.hybrid.ShrunkLogit.Column;
import dev.recsys.hybrid.ShrunkLogit.Fit;
import dev.recsys.internal.run.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Weighs calibrated components, for one group of items and one set of components at a time: by log-odds, by a context too, or
 * as a mixture of probabilities. For one call.
 */
final class StackWeights {
    private static final int FEWEST_ADDITIONS = 30; // with fewer, nothing is weighed
    private static final double WEIGHT_STRENGTH = 300;
    private static final double OFFSET_STRENGTH = 20; // of the blend's offsets
    private static final double GATE_STRENGTH = 300; // of what a cell of the context adds to a weight

    private final List<StackScores.Source> sources;
    private final List<StackScores> scores;
    private final StackRows rows;
    private final int[][] groups;
    private final int[][] present; // groups × rows: the sets of components
    private final double[][][] losses; // groups × components × rows
    private final GuardedFit guarded;
    private final Workers workers;

    StackWeights(
            List<StackScores.Source> sources,
            List<StackScores> scores,
            StackRows rows,
            int[][] groups,
            int[][] present,
            double[][][] losses,
            Workers workers) {
        this.sources = sources;
        this.scores = scores;
        this.rows = rows;
        this.groups = groups;
        this.present = present;
        this.losses = losses;
        this.guarded = new GuardedFit(rows, new ShrunkLogit(rows.cells(), workers), workers);
        this.workers = workers;
    }

    /**
     * Weights of all components, those of others 0, and offsets of a group's items.
     *
     * @param gained what rows gained in other groups; what they gain in this is added. Modified.
     */
    Fit weigh(int set, int group, double[] gained) {
        int[] members = members(set);
        int[] learned = learned(set, group);
        double[] weights = new double[sources.size()];
        if (rows.additions(learned, groups[group]) < FEWEST_ADDITIONS) {
            weights[alone(members, group)] = 1;
            return new Fit(weights, new double[groups[group].length]);
        }
        int best = best(members, group, learned);
        List<Column> columns = new ArrayList<>();
        for (int member : members) {
            columns.add(new Column(scores.get(member).values(), member == best ? 1 : 0, WEIGHT_STRENGTH, false));
        }
        Fit fit = guarded.fit(learned, groups[group], columns, place(members, best), OFFSET_STRENGTH, gained);
        for (int i = 0; i < members.length; i++) {
            weights[members[i]] = fit.weights()[i];
        }
        return new Fit(weights, fit.offsets());
    }

    private int[] members(int set) {
        return IntStream.range(0, sources.size())
                .filter(c -> (set >> c & 1) == 1)
                .toArray();
    }

    /** The rows a set is learned from: those in which just it is present, or else those in which it is. */
    private int[] learned(int set, int group) {
        int[] natural = where(row -> present[group][row] == set);
        return natural.length > 0 ? natural : where(row -> (present[group][row] & set) == set);
    }

    /** Shares of all components in a mixture, those of others 0. */
    double[] mix(int set, int group) {
        int[] members = members(set);
        int[] learned = learned(set, group);
        double[] shares = new double[sources.size()];
        if (rows.additions(learned, groups[group]) < FEWEST_ADDITIONS) {
            shares[alone(members, group)] = 1;
            return shares;
        }
        int best = best(members, group, learned);
        float[][] margins = new float[members.length][];
        Arrays.setAll(margins, m -> scores.get(members[m]).values());
        double[] found =
                new MixtureFit(rows.cells(), margins, learned, groups[group], workers).fit(place(members, best));
        for (int m = 0; m < members.length; m++) {
            shares[members[m]] = found[m];
        }
        return shares;
    }

    /**
     * Weighs again those components that got a weight, now with what each cell adds to it; the fit as it was where there is
     * too little to learn from or a weight is lost.
     */
    Fit gate(Fit even, int set, int group, boolean[][] cells, double[] gates, int firstGate) {
        int[] learned = learned(set, group);
        if (rows.additions(learned, groups[group]) < FEWEST_ADDITIONS) {
            return even;
        }
        int best = best(members(set), group, learned);
        int[] members = members(set);
        Fit fit = gated(members, best, learned, group, cells);
        while (IntStream.range(0, members.length).anyMatch(lost(fit))) {
            if (isAlone(fit)) {
                return even;
            }
            members = IntStream.range(0, members.length)
                    .filter(lost(fit).negate())
                    .map(at(members))
                    .toArray();
            if (place(members, best) < 0) {
                return even;
            }
            fit = gated(members, best, learned, group, cells);
        }
        if (isAlone(fit)) {
            return even;
        }
        double[] weights = new double[sources.size()];
        for (int m = 0; m < members.length; m++) {
            weights[members[m]] = fit.weights()[m];
            for (int cell = 0; cell < cells.length; cell++) {
                double added = fit.weights()[members.length + m * cells.length + cell];
                gates[firstGate + cell * sources.size() + members[m]] = added / fit.weights()[m];
            }
        }
        return new Fit(weights, fit.offsets());
    }

    /** Whether nothing was gained over the best alone. */
    private static boolean isAlone(Fit fit) {
        return Arrays.stream(fit.offsets()).allMatch(offset -> offset == 0);
    }

    private static IntPredicate lost(Fit fit) {
        return place -> !(fit.weights()[place] > 0);
    }

    private static IntUnaryOperator at(int[] members) {
        return place -> members[place];
    }

    private Fit gated(int[] members, int best, int[] learned, int group, boolean[][] cells) {
        List<Column> columns = new ArrayList<>();
        for (int member : members) {
            columns.add(new Column(scores.get(member).values(), member == best ? 1 : 0, WEIGHT_STRENGTH, false));
        }
        for (int member : members) {
            for (boolean[] cell : cells) {
                columns.add(new Column(scores.get(member).values(), 0, GATE_STRENGTH, true, cell));
            }
        }
        return guarded.fit(
                learned, groups[group], columns, place(members, best), OFFSET_STRENGTH, new double[rows.count()]);
    }

    private static int place(int[] members, int member) {
        return Arrays.binarySearch(members, member);
    }

    /** The component to trust where there is too little to weigh. */
    private int alone(int[] members, int group) {
        int[] all = where(row -> true);
        if (rows.additions(all, groups[group]) >= FEWEST_ADDITIONS) {
            return best(members, group, all);
        }
        for (int member : members) {
            if (sources.get(member).component().model().scoreMeaning() == ScoreMeaning.PROBABILITY) {
                return member;
            }
        }
        return members[0];
    }

    private int best(int[] members, int group, int[] of) {
        int best = members[0];
        double least = Double.POSITIVE_INFINITY;
        for (int member : members) {
            double sum = sum(losses[group][member], of);
            if (sum < least) {
                least = sum;
                best = member;
            }
        }
        return best;
    }

    private int[] where(IntPredicate chosen) {
        return IntStream.range(0, rows.count()).filter(chosen).toArray();
    }

    private static double sum(double[] values, int[] at) {
        double sum = 0;
        for (int place : at) {
            sum += values[place];
        }
        return sum;
    }
}
