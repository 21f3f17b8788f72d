package dev.recsys.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What all scores of the positive and the negative cases say together: the ROC curve, the area under it, and F1. Only the distinct
 * scores of the positive cases are kept; a negative case is counted at or between them, so that millions take no room
 * and the counts do not depend on their order. Thread-safe.
 */
final class ScoreCurve {
    private static final double HALF = 0.5;
    private static final double STEP = 0.04;

    private final double[] scores; // of positive cases, distinct, ascending
    private final long[] positives; // at each score
    private final AtomicLongArray negatives; // 2i: below score i and above the one before; 2i + 1: at it
    private final AtomicLong negativesFromHalf = new AtomicLong();

    /** A curve of positive cases; infinite scores are allowed, NaN is not. Not modified: the scores. */
    ScoreCurve(double[] positiveScores) {
        double[] sorted = positiveScores.clone();
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] += 0.0; // −0 and 0 are one score
        }
        Arrays.sort(sorted);
        double[] distinct = new double[sorted.length];
        long[] counts = new long[sorted.length];
        int size = 0;
        for (double score : sorted) {
            if (size == 0 || score != distinct[size - 1]) {
                distinct[size++] = score;
            }
            counts[size - 1]++;
        }
        this.scores = Arrays.copyOf(distinct, size);
        this.positives = Arrays.copyOf(counts, size);
        this.negatives = new AtomicLongArray(2 * size + 1);
    }

    /** Counts a negative case. */
    void addNegative(double score) {
        int place = Arrays.binarySearch(scores, score + 0.0);
        negatives.incrementAndGet(place >= 0 ? 2 * place + 1 : 2 * ~place);
        if (score >= HALF) {
            negativesFromHalf.incrementAndGet();
        }
    }

    private long positiveCount() {
        return Arrays.stream(positives).sum();
    }

    private long negativeCount() {
        long count = 0;
        for (int i = 0; i < negatives.length(); i++) {
            count += negatives.get(i);
        }
        return count;
    }

    /** Whether there are cases of both kinds. */
    boolean isComplete() {
        return positiveCount() > 0 && negativeCount() > 0;
    }

    /** The share of pairs of a positive and a negative case in which the positive one scores more, ties as half. */
    double auc() {
        double wins = 0;
        long below = 0;
        for (int i = 0; i < scores.length; i++) {
            below += negatives.get(2 * i);
            long equal = negatives.get(2 * i + 1);
            wins += positives[i] * (below + 0.5 * equal);
            below += equal;
        }
        return wins / ((double) positiveCount() * negativeCount());
    }

    /**
     * Average precision, the area under the precision-recall curve in steps: the sum over thresholds, each distinct score of a
     * positive case, of precision × what recall gains there.
     */
    double averagePrecision() {
        double sum = 0;
        long hits = 0;
        long falseAlarms = negatives.get(2 * scores.length);
        for (int i = scores.length - 1; i >= 0; i--) {
            hits += positives[i];
            falseAlarms += negatives.get(2 * i + 1);
            sum += positives[i] * ((double) hits / (hits + falseAlarms));
            falseAlarms += negatives.get(2 * i);
        }
        return sum / positiveCount();
    }

    /**
     * The ROC and the precision-recall curve, from the greatest score to the least: points at least a step apart in one of the two
     * rates, and both ends.
     */
    List<OperatingPoint> points() {
        List<OperatingPoint> points = new ArrayList<>();
        double all = positiveCount();
        double none = negativeCount();
        points.add(new OperatingPoint(0, 0, 1));
        long hits = 0;
        long falseAlarms = negatives.get(2 * scores.length);
        for (int i = scores.length - 1; i >= 0; i--) {
            corner(points, hits, falseAlarms, all, none);
            hits += positives[i];
            falseAlarms += negatives.get(2 * i + 1);
            corner(points, hits, falseAlarms, all, none);
            falseAlarms += negatives.get(2 * i);
        }
        points.add(new OperatingPoint(1, 1, all / (all + none)));
        return List.copyOf(points);
    }

    private static void corner(List<OperatingPoint> points, long hits, long falseAlarms, double all, double none) {
        OperatingPoint last = points.get(points.size() - 1);
        double recall = hits / all;
        double rate = falseAlarms / none;
        if (recall - last.recall() >= STEP || rate - last.falsePositiveRate() >= STEP) {
            points.add(new OperatingPoint(recall, rate, (double) hits / (hits + falseAlarms)));
        }
    }

    /** F1 where scores of at least 0.5 count as positive. */
    double f1AtHalf() {
        long hits = 0;
        for (int i = 0; i < scores.length; i++) {
            hits += scores[i] >= HALF ? positives[i] : 0;
        }
        return f1(hits, negativesFromHalf.get());
    }

    private double f1(long hits, long falseAlarms) {
        return 2.0 * hits / (hits + falseAlarms + positiveCount());
    }

    /** The greatest F1 of any threshold, and the greatest threshold with it. Best thresholds are positive scores. */
    double[] bestF1() {
        double best = 0;
        double threshold = Double.POSITIVE_INFINITY;
        long hits = 0;
        long falseAlarms = negatives.get(2 * scores.length);
        for (int i = scores.length - 1; i >= 0; i--) {
            hits += positives[i];
            falseAlarms += negatives.get(2 * i + 1);
            double f1 = f1(hits, falseAlarms);
            if (f1 > best) {
                best = f1;
                threshold = scores[i];
            }
            falseAlarms += negatives.get(2 * i);
        }
        return new double[] {best, threshold};
    }
}
