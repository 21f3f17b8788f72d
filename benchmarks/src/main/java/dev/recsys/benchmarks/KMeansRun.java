package dev.recsys.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.recsys.cluster.ClusterConfig;
import dev.recsys.cluster.ClusterModel;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.internal.check.Checks;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How long does Java take to train segments, from panel to model, the first time and again? The processes of {@code benchmarks/kmeans.sh},
 * which sets it beside scikit-learn on the same points:
 *
 * <ul>
 *   <li>{@code blobs FILE ROWS COLUMNS BLOBS SPREAD SEED} writes normal blobs around centres drawn from -10..10, as big-endian
 *       floats, row by row;
 *   <li>{@code train FILE COLUMNS CLUSTERS ROUNDS THREADS SMALL TIMES} trains once on the first SMALL rows, if any, then so
 *       many times, all rows fitted to, from one starting point, and prints of each of these seconds, seconds of the processor,
 *       inertia, rounds and the model's hash.
 * </ul>
 */
public final class KMeansRun {
    private static final LocalDate DATE = LocalDate.of(2024, 1, 31);

    private KMeansRun() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[1]);
        if (args[0].equals("blobs")) {
            blobs(
                    file,
                    Integer.parseInt(args[2]),
                    Integer.parseInt(args[3]),
                    Integer.parseInt(args[4]),
                    Double.parseDouble(args[5]),
                    Long.parseLong(args[6]));
        } else {
            Checks.that(args[0].equals("train"), "the first argument must be blobs or train, but was %s", args[0]);
            int columns = Integer.parseInt(args[2]);
            int clusters = Integer.parseInt(args[3]);
            int rounds = Integer.parseInt(args[4]);
            int threads = Integer.parseInt(args[5]);
            int small = Integer.parseInt(args[6]);
            if (small > 0) {
                train(read(file, columns, small), clusters, rounds, threads);
            }
            for (int time = 0; time < Integer.parseInt(args[7]); time++) {
                Panel panel = read(file, columns, Long.MAX_VALUE); // anew: a panel keeps its hash and its cells
                System.out.println(train(panel, clusters, rounds, threads));
            }
        }
    }

    private static void blobs(Path file, int rows, int columns, int blobs, double spread, long seed)
            throws IOException {
        Random random = new Random(seed);
        double[][] centres = new double[blobs][];
        for (int blob = 0; blob < blobs; blob++) {
            centres[blob] = random.doubles(columns, -10, 10).toArray();
        }
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (int row = 0; row < rows; row++) {
                double[] centre = centres[random.nextInt(blobs)];
                for (int column = 0; column < columns; column++) {
                    out.writeFloat((float) (centre[column] + spread * random.nextGaussian()));
                }
            }
        }
    }

    private static String train(Panel panel, int clusters, int rounds, int threads) {
        ClusterConfig config = ClusterConfig.defaults().withClusters(clusters).withThreads(threads);
        config = config.withFit(config.fit()
                .withIterations(rounds)
                .withRestarts(1)
                .withSampleSize(panel.last().rowCount()));
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long processor = system.getProcessCpuTime();
        long start = System.nanoTime();
        ClusterModel model = new ClusterTrainer(config).train(panel);
        double seconds = (System.nanoTime() - start) / 1e9;
        processor = system.getProcessCpuTime() - processor;
        var notes = model.info().notes();
        return String.format(
                Locale.ROOT,
                "%.3f %.2f %s %s %s",
                seconds,
                processor / 1e9,
                notes.get("inertia"),
                notes.get("rounds"),
                model.info().modelHash());
    }

    private static Panel read(Path file, int columns, long most) throws IOException {
        FeatureSchema.Builder schema = FeatureSchema.builder();
        for (int column = 0; column < columns; column++) {
            schema.numeric("x" + column);
        }
        PanelBuilder panel = Panel.builder(List.of("account"), schema.build());
        long rows = Math.min(most, Files.size(file) / (4L * columns));
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            for (int row = 0; row < rows; row++) {
                panel.row(DATE, "c" + (10_000_000 + row));
                for (int column = 0; column < columns; column++) {
                    panel.number(column, in.readFloat());
                }
                if (row % 2 == 0) {
                    panel.holds(0);
                }
            }
        }
        return panel.build();
    }
}
