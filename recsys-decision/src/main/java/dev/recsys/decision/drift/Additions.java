package dev.recsys.decision.drift;

import dev.recsys.data.Panel;
import dev.recsys.data.Transition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds products whose additions stopped. The usual rate of a product is that of the steps before; its months vary by season,
 * so the count of a month is a negative binomial. The relative variance of the rate is estimated from the same steps and
 * drawn to {@value #PRIOR_SPREAD}, as if {@value #PRIOR_STEPS} steps had shown that.
 *
 * <p>A stop is the longest run of steps up to the last in each of which at most the rule's share of the usual was added.
 * Its chance is that of so few additions in all its steps together. Runs of no additions are nested, the longer the less
 * likely, so taking the longest needs no further correction; Holm's is for the products.
 */
final class Additions {
    static final int LEAST_STEPS = 3;

    private static final int MOST_STEPS = 12;
    private static final double PRIOR_SPREAD = 0.25;
    private static final double PRIOR_STEPS = 4;

    private final List<Step> steps = new ArrayList<>();
    private final int itemCount;

    /** A step's counts of each item; the item could be added by those who did not hold it. */
    static final class Step {
        private final int later;
        private final LocalDate date;
        private final int[] added;
        private final int[] couldAdd;

        Step(int later, Transition step, int itemCount) {
            this.later = later;
            this.date = step.after().date();
            this.added = IntStream.range(0, itemCount).map(step::additionCount).toArray();
            this.couldAdd =
                    IntStream.range(0, itemCount).map(step::nonOwnerCount).toArray();
        }

        int added(int item) {
            return added[item];
        }

        int couldAdd(int item) {
            return couldAdd[item];
        }
    }

    /** A stop: the first step without, how many were expected and seen since, and the chance of that few. */
    record Stop(LocalDate since, double expected, long seen, double chance, boolean isEarlier) {}

    Additions(Panel panel) {
        itemCount = panel.items().size();
        for (int later = 1; later < panel.snapshots().size(); later++) {
            if (panel.snapshots().get(later).periodIndex()
                            - panel.snapshots().get(later - 1).periodIndex()
                    == 1) {
                steps.add(new Step(later, panel.transition(later), itemCount));
            }
        }
    }

    /** The place among the steps of the one to a snapshot, or -1. */
    int placeOf(int later) {
        for (int place = 0; place < steps.size(); place++) {
            if (steps.get(place).later == later) {
                return place;
            }
        }
        return -1;
    }

    /** How many steps there are. */
    int size() {
        return steps.size();
    }

    Step step(int place) {
        return steps.get(place);
    }

    /** How many additions of an item are usual at a step by those before; NaN where they are too few. */
    double usual(int item, int place) {
        return place < LEAST_STEPS
                ? Double.NaN
                : rate(item, place) * steps.get(place).couldAdd(item);
    }

    /** The shares of customers who added each item in the steps before a place, at most so many. */
    double[] popularity(int place, int count) {
        double[] shares = new double[itemCount];
        for (int item = 0; item < itemCount; item++) {
            shares[item] = rate(item, Math.max(0, place - count), place);
        }
        return shares;
    }

    private double rate(int item, int place) {
        return rate(item, Math.max(0, place - MOST_STEPS), place);
    }

    private double rate(int item, int from, int to) {
        long added = 0;
        long couldAdd = 0;
        for (Step step : steps.subList(from, to)) {
            added += step.added(item);
            couldAdd += step.couldAdd(item);
        }
        return couldAdd == 0 ? 0 : (double) added / couldAdd;
    }

    /** The stop of each item as of a step, or null; none where too few steps are before. */
    @Nullable
    Stop[] stops(int place, int lastLearned, double ratio, double alpha) {
        @Nullable Stop[] stops = new Stop[itemCount];
        double[] chances = new double[itemCount];
        int learned = placeOf(lastLearned);
        for (int item = 0; item < itemCount; item++) {
            int start = runStart(item, place, ratio);
            chances[item] = 1;
            if (start <= place) {
                Stop run = run(item, start, place);
                // What the model has learned already is no news: the part of the run it has seen tells by itself.
                boolean isEarlier =
                        start <= learned && run(item, start, learned).chance() < alpha / itemCount;
                stops[item] = new Stop(run.since(), run.expected(), run.seen(), run.chance(), isEarlier);
                chances[item] = run.chance();
            }
        }
        double[] adjusted = Tails.holm(chances);
        for (int item = 0; item < itemCount; item++) {
            stops[item] = adjusted[item] < alpha ? stops[item] : null;
        }
        return stops;
    }

    /** The first step of the longest run up to a step that all have too few additions; after the step if there is none. */
    private int runStart(int item, int place, double ratio) {
        for (int start = LEAST_STEPS; start <= place; start++) {
            double most = ratio * rate(item, start);
            boolean isRun = most > 0;
            for (int step = start; isRun && step <= place; step++) {
                isRun = steps.get(step).added(item) <= most * steps.get(step).couldAdd(item);
            }
            if (isRun) {
                return start;
            }
        }
        return place + 1;
    }

    private Stop run(int item, int start, int end) {
        int from = Math.max(0, start - MOST_STEPS);
        double rate = rate(item, from, start);
        double spread = spread(item, from, start, rate);
        double expected = 0;
        double squares = 0;
        long seen = 0;
        for (Step step : steps.subList(start, end + 1)) {
            double mean = rate * step.couldAdd(item);
            expected += mean;
            squares += mean * mean;
            seen += step.added(item);
        }
        long known = 0;
        for (Step step : steps.subList(from, start)) {
            known += step.added(item);
        }
        // The months of the run vary, and the usual rate is an estimate.
        double relative = expected == 0 ? 0 : spread * squares / (expected * expected);
        double ofRun = relative + spread / (start - from) + 1.0 / Math.max(1, known);
        return new Stop(
                steps.get(start).date, expected, seen, known == 0 ? 1 : Tails.atMost(seen, expected, ofRun), false);
    }

    /** The relative variance of a rate from step to step beyond Poisson's, by moments, drawn to the usual one. */
    private double spread(int item, int from, int to, double rate) {
        double beyond = 0;
        double squares = 0;
        double informed = 0;
        for (Step step : steps.subList(from, to)) {
            double mean = rate * step.couldAdd(item);
            double off = step.added(item) - mean;
            beyond += off * off - mean;
            squares += mean * mean;
            informed += mean / (mean + 0.5);
        }
        double found = squares == 0 ? 0 : Math.max(0, beyond / squares) * (to - from) / Math.max(1, to - from - 1);
        return (informed * found + PRIOR_STEPS * PRIOR_SPREAD) / (informed + PRIOR_STEPS);
    }
}
