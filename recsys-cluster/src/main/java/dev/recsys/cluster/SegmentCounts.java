package dev.recsys.cluster;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.Panel;
import dev.recsys.data.Transition;
import dev.recsys.internal.run.Workers;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Assigns users to segments and counts what each segment holds and takes. Used by one thread. */
final class SegmentCounts {
    private static final int RANGE = 4096;

    private final FeatureEncoder encoder;
    private final Workers workers;

    SegmentCounts(FeatureEncoder encoder, Workers workers) {
        this.encoder = encoder;
        this.workers = workers;
    }

    /** Whether any feature of a row is known. */
    boolean[] known(FeatureTable features) {
        boolean[] known = new boolean[features.rowCount()];
        FeatureEncoder rows = encoder.forRowsOf(features.schema());
        workers.forRanges(known.length, RANGE, (range, from, to) -> {
            float[] point = new float[encoder.dimension()];
            for (int row = from; row < to; row++) {
                known[row] = rows.encode(features.row(row), point);
            }
        });
        return known;
    }

    /** The segment of each row, -1 where no feature is known. */
    int[] assign(FeatureTable features, Segments segments) {
        int[] assigned = new int[features.rowCount()];
        FeatureEncoder rows = encoder.forRowsOf(features.schema());
        workers.forRanges(assigned.length, RANGE, (range, from, to) -> {
            float[] point = new float[encoder.dimension()];
            for (int row = from; row < to; row++) {
                assigned[row] = rows.encode(features.row(row), point) ? segments.nearest(point) : -1;
            }
        });
        return assigned;
    }

    /** The segments anyone is in, the largest first; one in any case. */
    static Segments ranked(Segments segments, int dimension, int[] assigned) {
        int[] sizes = sizes(assigned, segments.count());
        int[] order = IntStream.range(0, sizes.length)
                .boxed()
                .sorted((a, b) -> Integer.compare(sizes[b], sizes[a])) // stable
                .mapToInt(segment -> segment)
                .toArray();
        int count =
                Math.max(1, (int) Arrays.stream(sizes).filter(size -> size > 0).count());
        double[] centroids = new double[count * dimension];
        for (int i = 0; i < count; i++) {
            System.arraycopy(segments.centroids(), order[i] * dimension, centroids, i * dimension, dimension);
        }
        return new Segments(count, dimension, centroids);
    }

    private static int[] sizes(int[] assigned, int count) {
        int[] sizes = new int[count];
        for (int segment : assigned) {
            if (segment >= 0) {
                sizes[segment]++;
            }
        }
        return sizes;
    }

    /** All tables of a panel. The overall rates are not modified. */
    SegmentTables count(
            Panel panel, TrainedUsers users, Segments segments, double[] overall, ClusterConfig.Rates config) {
        int[] assigned = assign(users.features(), segments);
        int[] sizes = sizes(assigned, segments.count());
        double[][] held = new double[sizes.length][overall.length];
        double[] heldByAll = new double[overall.length];
        for (int user = 0; user < assigned.length; user++) {
            for (int item : users.held(user)) {
                heldByAll[item]++;
                if (assigned[user] >= 0) {
                    held[assigned[user]][item]++;
                }
            }
        }
        double[][] taken = new double[sizes.length][overall.length];
        double[][] could = new double[sizes.length][overall.length];
        if (panel.hasTransition()) {
            for (Transition transition : panel.lastTransitions(config.periods())) {
                count(transition, segments, taken, could);
            }
        } else {
            for (int segment = 0; segment < sizes.length; segment++) {
                taken[segment] = held[segment].clone();
                Arrays.fill(could[segment], sizes[segment]);
            }
        }
        return new SegmentTables(
                sizes,
                rates(taken, could, overall, config.smoothing()),
                shares(held, sizes, heldByAll, assigned.length),
                summary(users.features(), assigned, sizes.length));
    }

    private void count(Transition transition, Segments segments, double[][] taken, double[][] could) {
        int[] assigned = assign(transition.before().features(), segments);
        for (int pair = 0; pair < transition.pairCount(); pair++) {
            int row = transition.rowBefore(pair);
            if (assigned[row] < 0) {
                continue;
            }
            double[] nonOwners = could[assigned[row]];
            for (int item = 0; item < nonOwners.length; item++) {
                nonOwners[item] += transition.before().holdings().holds(row, item) ? 0 : 1;
            }
            for (int item : transition.added(pair)) {
                taken[assigned[row]][item]++;
            }
        }
    }

    private static double[][] rates(double[][] taken, double[][] could, double[] overall, double smoothing) {
        double[][] rates = new double[taken.length][overall.length];
        for (int segment = 0; segment < taken.length; segment++) {
            for (int item = 0; item < overall.length; item++) {
                double users = could[segment][item] + smoothing;
                rates[segment][item] = users == 0
                        ? overall[item]
                        : Math.min(1, (taken[segment][item] + smoothing * overall[item]) / users);
            }
        }
        return rates;
    }

    private static double[][] shares(double[][] held, int[] sizes, double[] heldByAll, int userCount) {
        double[][] shares = new double[held.length][heldByAll.length];
        for (int segment = 0; segment < held.length; segment++) {
            for (int item = 0; item < heldByAll.length; item++) {
                shares[segment][item] = sizes[segment] > 0
                        ? held[segment][item] / sizes[segment]
                        : heldByAll[item] / Math.max(1, userCount);
            }
        }
        return shares;
    }

    /** Row-major, segments × coordinates; where a segment knows nothing of a feature, that of all users. */
    private double[] summary(FeatureTable features, int[] assigned, int count) {
        int dimension = encoder.dimension();
        double[] sums = new double[(count + 1) * dimension]; // the last row is of all users
        for (int column = 0; column < encoder.names().size(); column++) {
            CategoryColumn category = encoder.category(column);
            int place = features.schema().indexOf(encoder.names().get(column));
            int at = encoder.start(column);
            int size = encoder.start(column + 1) - at;
            double[] known = new double[count + 1];
            for (int user = 0; user < assigned.length; user++) {
                int segment = assigned[user] < 0 ? count : assigned[user];
                if (category == null) {
                    float value = features.number(user, place);
                    if (!Float.isNaN(value)) {
                        known[segment]++;
                        sums[segment * dimension + at] += value;
                    }
                } else if (features.code(user, place) >= 0) {
                    int indicator = category.indicatorOf(features.code(user, place));
                    known[segment]++;
                    if (indicator >= 0) {
                        sums[segment * dimension + at + indicator]++;
                    }
                }
            }
            average(sums, known, dimension, at, size);
        }
        return Arrays.copyOf(sums, count * dimension);
    }

    private static void average(double[] sums, double[] known, int dimension, int at, int size) {
        int all = known.length - 1;
        for (int segment = 0; segment < all; segment++) {
            known[all] += known[segment];
            for (int i = at; i < at + size; i++) {
                sums[all * dimension + i] += sums[segment * dimension + i];
            }
        }
        for (int segment = all; segment >= 0; segment--) {
            for (int i = at; i < at + size; i++) {
                sums[segment * dimension + i] =
                        known[segment] > 0 ? sums[segment * dimension + i] / known[segment] : sums[all * dimension + i];
            }
        }
    }
}
