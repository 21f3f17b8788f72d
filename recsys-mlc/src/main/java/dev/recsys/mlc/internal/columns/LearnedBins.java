package dev.recsys.mlc.internal.columns;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.Transition;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The edges of a number's bins and the ranks of categories, learned from the rows of some transitions. */
final class LearnedBins {
    private static final int SAMPLE = 100_000; // rows from which quantiles are taken

    private LearnedBins() {}

    /** The values of a numeric column in a sample of the rows, without the missing ones. */
    static float[] sample(List<Transition> transitions, int column, long seed) {
        long rows = transitions.stream().mapToLong(Transition::pairCount).sum();
        double share = Math.min(1, (double) SAMPLE / Math.max(1, rows));
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[1024];
        int size = 0;
        for (Transition transition : transitions) {
            FeatureTable features = transition.before().features();
            for (int pair = 0; pair < transition.pairCount(); pair++) {
                float value = features.number(transition.rowBefore(pair), column);
                if (!Float.isNaN(value) && random.nextLong() >>> 11 < share * 0x1p53) {
                    if (size == values.length) {
                        values = Arrays.copyOf(values, 2 * size);
                    }
                    values[size++] = value;
                }
            }
        }
        return Arrays.copyOf(values, size);
    }

    /** At most {@code count - 1} distinct edges that cut the values into parts of about equal size. */
    static float[] quantiles(float[] values, int count) {
        Arrays.sort(values);
        float[] edges = new float[count];
        int size = 0;
        for (int cut = 1; cut < count && values.length > 0; cut++) {
            float edge = values[(int) ((long) cut * values.length / count)];
            if (edge > values[0] && (size == 0 || edge > edges[size - 1])) {
                edges[size++] = edge;
            }
        }
        return Arrays.copyOf(edges, size);
    }

    /** The bin of each code of a categorical column: 1 + its rank by the rate at which its customers add anything; 0 for none. */
    static int[] ranks(List<Transition> transitions, int column, int mostBins) {
        int codes = transitions.get(0).before().features().dictionary(column).size();
        double[] adders = new double[codes];
        double[] customers = new double[codes];
        double allAdders = 0;
        double allCustomers = 0;
        for (Transition transition : transitions) {
            FeatureTable features = transition.before().features();
            for (int pair = 0; pair < transition.pairCount(); pair++) {
                int code = features.code(transition.rowBefore(pair), column);
                int adds = transition.added(pair).length > 0 ? 1 : 0;
                allAdders += adds;
                allCustomers++;
                if (code >= 0) {
                    adders[code] += adds;
                    customers[code]++;
                }
            }
        }
        double prior = allCustomers == 0 ? 0 : allAdders / allCustomers;
        Integer[] bySize = seen(customers)
                .sorted(Comparator.<Integer>comparingDouble(c -> -customers[c]).thenComparingInt(c -> c))
                .limit(mostBins)
                .toArray(Integer[]::new);
        // 100 customers of prior keep a rare category from an extreme place.
        Arrays.sort(
                bySize,
                Comparator.<Integer>comparingDouble(c -> (adders[c] + 100 * prior) / (customers[c] + 100))
                        .thenComparingInt(c -> c));
        int[] bins = new int[codes];
        for (int rank = 0; rank < bySize.length; rank++) {
            bins[bySize[rank]] = rank + 1;
        }
        return bins;
    }

    private static Stream<Integer> seen(double[] customers) {
        return IntStream.range(0, customers.length)
                .filter(c -> customers[c] > 0)
                .boxed();
    }
}
