package dev.recsys.cluster.table;

import dev.recsys.ModelInfo;
import dev.recsys.TrainingListener;
import dev.recsys.cluster.internal.kmeans.Centroids;
import dev.recsys.cluster.internal.kmeans.KMeans;
import dev.recsys.cluster.internal.kmeans.PointBlocks;
import dev.recsys.cluster.internal.kmeans.Sample;
import dev.recsys.cluster.internal.quality.Embedding;
import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.LoneModel;
import dev.recsys.internal.run.HeapRoom;
import dev.recsys.internal.run.Workers;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Groups the rows of any table of attributes by K-means: no products and no periods are needed.
 *
 * <pre>{@code
 * TableSegments segments = new TableTrainer(TableConfig.defaults().withClusters(4)).train(table);
 * Assignment assignment = segments.assign(Map.of("job", "services", "housing", "yes"));
 * }</pre>
 *
 * <p>Missing values are imputed, then columns are coded and scaled, as {@link Preparation} says; columns whose values are all
 * equal are kept for imputation but count for nothing. Segments are numbered from 0, the largest. An {@link ExplainingTree} of
 * them is grown, and every column of the table, used or not, is counted by segment.
 *
 * <p>The model is the same for any number of threads and Java version. It depends on the order of the rows only where there are
 * more than {@code fit.sampleSize}, and in the last bits of sums.
 *
 * <p><b>Cost:</b> O(rows × segments × coordinates) a round; about 12 bytes a coordinate for each row of the sample and 8 bytes
 * a cell. Thread-safe: each training has its own state.
 */
public final class TableTrainer {
    private static final String TASK = "table segments";
    private static final int MOST_PICTURED = 256; // coordinates whose principal components are computed
    private static final int PICTURE_ROWS = 20_000;

    private final TableConfig config;

    /** A trainer with the default options. */
    public TableTrainer() {
        this(TableConfig.defaults());
    }

    /**
     * A trainer of a configuration.
     *
     * @param config the options
     * @throws IllegalArgumentException if it is null
     */
    public TableTrainer(TableConfig config) {
        this.config = Checks.notNull(config, "config");
    }

    /**
     * Finds segments without telling anyone of its progress.
     *
     * @param table the rows
     * @return the segments
     * @throws IllegalArgumentException as {@link #train(FeatureTable, TrainingListener)}
     */
    public TableSegments train(FeatureTable table) {
        return train(table, TrainingListener.none());
    }

    /**
     * Finds segments.
     *
     * @param table the rows
     * @param listener told of every round; may cancel
     * @return the segments
     * @throws IllegalArgumentException if the table has no row or none of the columns named, a column has no value in any row, a
     *     category has more than 65,536 values, every column has one value only, imputation by regression has too many
     *     coordinates, or an argument is null
     * @throws IllegalStateException if the heap has no room for the points
     * @throws dev.recsys.TrainingCancelledException if the listener cancels or the thread is interrupted
     */
    public TableSegments train(FeatureTable table, TrainingListener listener) {
        Checks.notNull(table, "table");
        Checks.notNull(listener, "listener");
        long start = System.nanoTime();
        RawTable raw = PreparedColumns.choose(table, config.preparation());
        try (Workers workers = Workers.of(TASK, config.threads())) {
            Imputer imputer = Imputers.learn(raw, config.preparation(), config.seed());
            listener.checkCancelled(TASK);
            RawTable complete = imputer.complete(raw, workers);
            PreparedColumns columns = PreparedColumns.learn(complete, imputer, config.preparation());
            requireRoom(complete.rowCount(), columns.dimension());
            RawTable sample =
                    complete.pick(Sample.of(complete.rowCount(), config.fit().sampleSize(), new Random(config.seed())));
            KMeans.Settings settings = new KMeans.Settings(
                    config.clusters(), config.fit().iterations(), config.fit().restarts(), config.seed());
            PointBlocks points = columns.points(sample, workers);
            KMeans.Fit fit =
                    new KMeans(settings, workers, listener, TASK, () -> (System.nanoTime() - start) / 1e9).fit(points);
            Centroids found = new Centroids(fit.clusters(), columns.dimension(), fit.centroids());
            RankedRows ranked = RankedRows.of(columns, found, complete, workers);
            listener.checkCancelled(TASK);
            Parts parts = new Parts(
                    columns,
                    ranked,
                    ExplainingTree.grow(
                            complete.toFeatures(),
                            columns.names(),
                            ordered(complete),
                            ranked.segments(),
                            ranked.centroids().count(),
                            config.treeDepth()),
                    Aspects.count(
                            RawTable.of(table),
                            ranked.segments(),
                            ranked.centroids().count(),
                            workers),
                    columns.dimension() <= MOST_PICTURED ? picture(columns, sample, workers) : null);
            ModelInfo info = LoneModel.info(
                    TableSegments.ALGORITHM, parts.sections(), config, table, notes(fit, columns), start);
            return new TableSegments(info, config.preparation(), parts);
        }
    }

    /** Categories whose coordinate is their place in order. */
    private Set<String> ordered(RawTable table) {
        Set<String> ordered = new HashSet<>();
        for (int column = 0; column < table.columnCount(); column++) {
            if (config.preparation().encoding() == Encoding.ORDINAL && !table.isNumeric(column)) {
                ordered.add(table.schema().name(column));
            }
        }
        return ordered;
    }

    private Picture picture(PreparedColumns columns, RawTable sample, Workers workers) {
        RawTable some = sample.pick(Sample.of(sample.rowCount(), PICTURE_ROWS, new Random(config.seed())));
        return Picture.of(Embedding.of(columns.rows(some, workers), workers));
    }

    private void requireRoom(long rows, long dimension) {
        long fitted = Math.min(rows, config.fit().sampleSize());
        HeapRoom.require(
                12 * dimension * fitted + 40 * rows,
                TASK,
                "a smaller sampleSize",
                "%d rows and %d coordinates",
                rows,
                dimension);
    }

    private static Map<String, String> notes(KMeans.Fit fit, PreparedColumns columns) {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("clusters", Integer.toString(fit.clusters()));
        notes.put("columns", String.join(",", columns.names()));
        notes.put("coordinates", Integer.toString(columns.dimension()));
        notes.put("inertia", Double.toString(fit.inertia()));
        notes.put("rounds", Integer.toString(fit.rounds()));
        return notes;
    }
}
