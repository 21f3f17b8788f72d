package dev.recsys.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.internal.run.Workers;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of the fit against plain loops. */
class KMeansTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 13, 64, 65, 255, 256, 257, 40_000})
    void round_ofAnyNumberOfPoints_givesWhatPlainLoopsGive(int count) {
        for (int dimension : new int[] {1, 3, 4, 9}) {
            Random random = new Random(count);
            PointBlocks points = points(count, dimension, random);
            int clusters = 5;
            double[] centroids = random.doubles((long) clusters * dimension).toArray();
            Lloyd.Round round;
            try (Workers workers = Workers.of("test", 3)) {
                round = new Lloyd(points, workers).assign(centroids, clusters);
            }

            double inertia = 0;
            int[] sizes = new int[clusters];
            for (int row = 0; row < count; row++) {
                double[] point = points.point(row);
                int nearest = 0;
                for (int c = 1; c < clusters; c++) {
                    if (distance(point, centroids, c) < distance(point, centroids, nearest)) {
                        nearest = c;
                    }
                }
                sizes[nearest]++;
                inertia += distance(point, centroids, nearest);
            }
            assertThat(round.sizes()).isEqualTo(sizes);
            assertThat(round.inertia()).isCloseTo(inertia, within(1e-9 * (1 + inertia)));
        }
    }

    private static PointBlocks points(int count, int dimension, Random random) {
        PointBlocks points = new PointBlocks(count, dimension);
        for (int row = 0; row < count; row++) {
            float[] point = new float[dimension];
            for (int d = 0; d < dimension; d++) {
                point[d] = random.nextInt(1_000) / 1_000f;
            }
            points.set(row, point);
        }
        return points;
    }

    private static double distance(double[] point, double[] centroids, int c) {
        double sum = 0;
        for (int d = 0; d < point.length; d++) {
            double off = point[d] - centroids[c * point.length + d];
            sum += off * off;
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 100})
    void sample_isAscendingAndDistinct(int size) {
        int[] rows = SmileStart.sample(50, size, new Random(1));

        assertThat(rows).hasSize(Math.min(50, size)).isSorted().doesNotHaveDuplicates();
        assertThat(Arrays.stream(rows)).allMatch(row -> row >= 0 && row < 50);
    }
}
