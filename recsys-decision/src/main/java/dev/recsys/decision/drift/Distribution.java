package dev.recsys.decision.drift;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The values of one column in a sample: numbers in ascending order, or how often each category comes. A missing value is a
 * value of its own, the least number. Never modified once made.
 */
final class Distribution {
    private static final int BINS = 10;
    private static final double SMOOTHING = 0.5; // added to each bin's count, so that an empty one has a logarithm
    private static final double LEAST_EXPECTED = 5;

    private final float[] numbers;
    private final Map<String, Integer> counts;
    private final int missing;
    private final int size;

    private Distribution(float[] numbers, Map<String, Integer> counts, int missing, int size) {
        this.numbers = numbers;
        this.counts = counts;
        this.missing = missing;
        this.size = size;
    }

    /** Of numbers, NaN where missing. Modified: the array is sorted and kept. */
    static Distribution ofNumbers(float[] values) {
        int present = 0;
        for (float value : values) {
            if (!Float.isNaN(value)) {
                values[present++] = value;
            }
        }
        float[] numbers = present == values.length ? values : Arrays.copyOf(values, present);
        Arrays.sort(numbers);
        return new Distribution(numbers, Map.of(), values.length - present, values.length);
    }

    /** Of categories and how often each comes. */
    static Distribution ofCategories(Map<String, Integer> counts, int missing) {
        int size = missing;
        for (int count : counts.values()) {
            size += count;
        }
        return new Distribution(new float[0], new TreeMap<>(counts), missing, size);
    }

    int size() {
        return size;
    }

    double missingShare() {
        return size == 0 ? 0 : (double) missing / size;
    }

    /** How two samples differ. */
    record Comparison(double psi, double noise, double distance, double chance) {
        /** The index less what chance alone gives on average. */
        double change() {
            return Math.max(0, psi - noise);
        }
    }

    /** Compares this sample, the reference, with a later one of the same kind. */
    Comparison compare(Distribution later) {
        if (size == 0 || later.size == 0) {
            return new Comparison(0, 0, 0, 1);
        }
        return counts.isEmpty() && later.counts.isEmpty() ? compareNumbers(later) : compareCategories(later);
    }

    private Comparison compareNumbers(Distribution later) {
        float[] edges = edges();
        double distance = distance(later);
        return comparison(binned(edges), later.binned(edges), distance, Tails.kolmogorov(distance, size, later.size));
    }

    /** The distinct deciles of the present values. */
    private float[] edges() {
        TreeSet<Float> edges = new TreeSet<>();
        for (int decile = 1; decile < BINS && numbers.length > 0; decile++) {
            edges.add(numbers[(int) ((long) decile * (numbers.length - 1) / BINS)]);
        }
        float[] sorted = new float[edges.size()];
        int next = 0;
        for (float edge : edges) {
            sorted[next++] = edge;
        }
        return sorted;
    }

    /** The count of missing values, of those up to each edge, and of those above the last. */
    private int[] binned(float[] edges) {
        int[] bins = new int[edges.length + 2];
        bins[0] = missing;
        for (float number : numbers) {
            int place = Arrays.binarySearch(edges, number);
            bins[1 + (place < 0 ? -place - 1 : place)]++;
        }
        return bins;
    }

    /** The greatest difference of the two distribution functions; a missing value is below all others. */
    private double distance(Distribution later) {
        double greatest = Math.abs(missingShare() - later.missingShare());
        int a = 0;
        int b = 0;
        while (a < numbers.length && b < later.numbers.length) {
            float value = Math.min(numbers[a], later.numbers[b]);
            while (a < numbers.length && numbers[a] == value) {
                a++;
            }
            while (b < later.numbers.length && later.numbers[b] == value) {
                b++;
            }
            double difference = (double) (missing + a) / size - (double) (later.missing + b) / later.size;
            greatest = Math.max(greatest, Math.abs(difference));
        }
        return greatest;
    }

    private Comparison compareCategories(Distribution later) {
        TreeMap<String, int[]> both = new TreeMap<>();
        counts.forEach((value, count) -> both.computeIfAbsent(value, v -> new int[2])[0] += count);
        later.counts.forEach((value, count) -> both.computeIfAbsent(value, v -> new int[2])[1] += count);
        int[] before = new int[both.size() + 2];
        int[] after = new int[both.size() + 2];
        before[0] = missing;
        after[0] = later.missing;
        double fewest = LEAST_EXPECTED * (size + (double) later.size) / Math.min(size, later.size);
        int bins = 2; // missing, the rare ones together, and each of the others
        for (int[] count : both.values()) {
            int bin = count[0] + count[1] < fewest ? 1 : bins++;
            before[bin] += count[0];
            after[bin] += count[1];
        }
        int[] first = Arrays.copyOf(before, bins);
        int[] second = Arrays.copyOf(after, bins);
        return comparison(first, second, variation(first, second, later), chiSquare(first, second, later));
    }

    /** Half the sum of the differences of the shares: the share of customers that would have to move. */
    private double variation(int[] before, int[] after, Distribution later) {
        double sum = 0;
        for (int bin = 0; bin < before.length; bin++) {
            sum += Math.abs((double) before[bin] / size - (double) after[bin] / later.size);
        }
        return sum / 2;
    }

    private double chiSquare(int[] before, int[] after, Distribution later) {
        double all = size + (double) later.size;
        double sum = 0;
        int filled = 0;
        for (int bin = 0; bin < before.length; bin++) {
            double together = before[bin] + (double) after[bin];
            if (together > 0) {
                double expected = together * size / all;
                double expectedLater = together * later.size / all;
                sum += (before[bin] - expected) * (before[bin] - expected) / expected
                        + (after[bin] - expectedLater) * (after[bin] - expectedLater) / expectedLater;
                filled++;
            }
        }
        return filled < 2 ? 1 : Tails.chiSquare(sum, filled - 1);
    }

    /** The population stability index of bins filled in one of the samples at least. */
    private static Comparison comparison(int[] before, int[] after, double distance, double chance) {
        int bins = 0;
        long first = 0;
        long second = 0;
        for (int bin = 0; bin < before.length; bin++) {
            bins += before[bin] + after[bin] > 0 ? 1 : 0;
            first += before[bin];
            second += after[bin];
        }
        double psi = 0;
        for (int bin = 0; bin < before.length; bin++) {
            if (before[bin] + after[bin] > 0) {
                double share = (before[bin] + SMOOTHING) / (first + SMOOTHING * bins);
                double shareLater = (after[bin] + SMOOTHING) / (second + SMOOTHING * bins);
                psi += (shareLater - share) * StrictMath.log(shareLater / share);
            }
        }
        double noise = (bins - 1) * (1.0 / first + 1.0 / second);
        return new Comparison(psi, noise, distance, chance);
    }
}
