package dev.recsys.cluster.table;

import dev.recsys.ModelInfo;
import dev.recsys.cluster.internal.kmeans.Centroids;
import dev.recsys.cluster.internal.quality.MergeOrder;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.LoneModel;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.internal.run.Workers;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Segments of the rows of a table: which one a row belongs to, and what each is like. Segments are numbered from 0, the largest.
 * Immutable and thread-safe. An assignment costs O(segments × coordinates), and what its imputation costs if a value is missing.
 */
public final class TableSegments {
    /** The algorithm's short name, as in {@link ModelInfo#algorithm()}. */
    public static final String ALGORITHM = "table-segments";

    private static final LoneModel<TableSegments> FILE =
            new LoneModel<>(ALGORITHM, "table segments", TableSegments::read);
    private static final int RANGE = 1024;

    private final ModelInfo info;
    private final Preparation preparation;
    private final Parts parts;

    TableSegments(ModelInfo info, Preparation preparation, Parts parts) {
        this.info = info;
        this.preparation = preparation;
        this.parts = parts;
    }

    /**
     * How many segments there are.
     *
     * @return at least 1; at most as many as were looked for
     */
    public int count() {
        return parts.centroids().count();
    }

    /**
     * The columns the segments are built on.
     *
     * @return names and kinds
     */
    public FeatureSchema columns() {
        return parts.columns().vocabulary().schema();
    }

    /**
     * How a row becomes a point.
     *
     * @return the options
     */
    public Preparation preparation() {
        return preparation;
    }

    /**
     * Where the model came from.
     *
     * @return its provenance
     */
    public ModelInfo info() {
        return info;
    }

    /**
     * The segment of a customer.
     *
     * @param attributes numbers of numeric columns, strings of categorical ones, by the column's name; what is missing, null, or
     *     a category never seen in training is imputed. Not modified.
     * @return the segment, and what was imputed
     * @throws IllegalArgumentException if there is no such column, a value is of the wrong type or not finite, or the map is
     *     null
     */
    public Assignment assign(Map<String, ?> attributes) {
        return assign(RawTable.row(
                Checks.notNull(attributes, "attributes"), parts.columns().vocabulary()));
    }

    private Assignment assign(float[] row) {
        List<String> imputed = new ArrayList<>();
        for (int column = 0; column < row.length; column++) {
            if (Float.isNaN(row[column])) {
                imputed.add(columns().name(column));
            }
        }
        Nearest nearest = nearest(row);
        return new Assignment(nearest.segment, nearest.distance, nearest.confidence(), imputed);
    }

    /** The nearest centroid, how far it is and how far the next. */
    private record Nearest(int segment, double distance, double next) {
        double confidence() {
            return next > 0 && next < Double.POSITIVE_INFINITY ? 1 - distance / next : next > 0 ? 1 : 0;
        }
    }

    private Nearest nearest(float[] row) {
        return nearestTo(point(row));
    }

    private float[] point(float[] row) {
        parts.columns().imputer().fill(row);
        float[] point = new float[parts.columns().dimension()];
        parts.columns().coding().encode(row, point);
        return point;
    }

    private Nearest nearestTo(float[] point) {
        Centroids centroids = parts.centroids();
        int segment = centroids.nearest(point);
        double next = Double.POSITIVE_INFINITY;
        for (int other = 0; other < centroids.count(); other++) {
            next = other == segment ? next : Math.min(next, distance(point, other));
        }
        return new Nearest(segment, distance(point, segment), next);
    }

    private double distance(float[] point, int segment) {
        double[] centroids = parts.centroids().values();
        double sum = 0;
        for (int d = 0; d < point.length; d++) {
            double off = point[d] - centroids[segment * point.length + d];
            sum += off * off;
        }
        return Math.sqrt(sum);
    }

    /**
     * The segments of all rows of a table.
     *
     * @param table rows with all of {@link #columns} of the same kinds, and any others
     * @param threads how many to use, in 1..4096; the result does not depend on it
     * @return an assignment a row
     * @throws IllegalArgumentException if a column is missing or of another kind, a number is out of range, or the table is null
     */
    public TableAssignments assignAll(FeatureTable table, int threads) {
        Checks.notNull(table, "table");
        Checks.inRange(threads, 1, 4096, "threads");
        for (String column : columns().names()) {
            Checks.that(
                    table.schema().names().contains(column),
                    "table must have a column \"%s\", but has %s",
                    column,
                    table.schema().names());
        }
        RawTable raw = RawTable.of(table, parts.columns().vocabulary());
        int[] segments = new int[raw.rowCount()];
        float[] distances = new float[segments.length];
        float[] confidences = new float[segments.length];
        float[][] picture = new float[2][parts.picture() == null ? 0 : segments.length];
        try (Workers workers = Workers.of(ALGORITHM, threads)) {
            workers.forRanges(segments.length, RANGE, (range, from, to) -> {
                for (int row = from; row < to; row++) {
                    float[] point = point(raw.row(row));
                    Nearest nearest = nearestTo(point);
                    segments[row] = nearest.segment;
                    distances[row] = (float) nearest.distance;
                    confidences[row] = (float) nearest.confidence();
                    Picture frame = parts.picture();
                    if (frame != null) {
                        double[] place = frame.place(point);
                        picture[0][row] = (float) place[0];
                        picture[1][row] = (float) place[1];
                    }
                }
            });
        }
        return new TableAssignments(segments, distances, confidences, picture);
    }

    /**
     * What each segment is like.
     *
     * @return one a segment, in order
     */
    public List<SegmentDescription> descriptions() {
        Set<String> fitted = new LinkedHashSet<>(columns().names());
        int rows = Arrays.stream(parts.sizes()).sum();
        return IntStream.range(0, count())
                .mapToObj(segment -> new SegmentDescription(
                        segment,
                        parts.sizes()[segment],
                        (double) parts.sizes()[segment] / Math.max(1, rows),
                        centroid(segment),
                        parts.aspects().traits(segment, fitted)))
                .toList();
    }

    private Map<String, Object> centroid(int segment) {
        Coding coding = parts.columns().coding();
        int[] starts = coding.starts();
        double[] centroids = parts.centroids().values();
        Map<String, Object> centroid = new LinkedHashMap<>();
        for (int column = 0; column < columns().size(); column++) {
            int at = segment * coding.dimension();
            float value =
                    coding.valueOf(column, Arrays.copyOfRange(centroids, at + starts[column], at + starts[column + 1]));
            centroid.put(
                    columns().name(column),
                    columns().isNumeric(column)
                            ? (Object) (double) value
                            : parts.columns().vocabulary().dictionary(column).id((int) value));
        }
        return centroid;
    }

    /**
     * Says in words who is in which segment.
     *
     * @return the tree, of the depth that was asked for at most
     */
    public ExplainingTree tree() {
        return parts.tree();
    }

    /**
     * The order in which segments would be merged into fewer (Ward 1963).
     *
     * @return one step fewer than there are segments, the cheapest first
     */
    public List<SegmentMerge> mergeOrder() {
        long[] sizes = Arrays.stream(parts.sizes()).asLongStream().toArray();
        return MergeOrder.of(parts.centroids().values(), sizes).stream()
                .map(merge -> new SegmentMerge(merge.a(), merge.b(), merge.id(), merge.cost()))
                .toList();
    }

    /**
     * Where a segment's centroid lies in a picture of two dimensions, the first principal components of the training rows.
     *
     * @param segment in {@code 0..count()-1}
     * @return two coordinates, as those of {@link TableAssignments#picture}; empty where there are more than 256 coordinates
     * @throws IllegalArgumentException if there is no such segment
     */
    public Optional<double[]> picture(int segment) {
        Checks.index(segment, count(), "segment");
        Picture frame = parts.picture();
        if (frame == null) {
            return Optional.empty();
        }
        int dimension = parts.columns().dimension();
        float[] point = new float[dimension];
        for (int d = 0; d < dimension; d++) {
            point[d] = (float) parts.centroids().values()[segment * dimension + d];
        }
        return Optional.of(frame.place(point));
    }

    /**
     * The shares of the training rows' variance that the picture shows.
     *
     * @return one an axis, each in 0..1; empty where there is no picture
     */
    public List<Double> pictureShares() {
        Picture frame = parts.picture();
        return frame == null ? List.of() : List.of(frame.share(0), frame.share(1));
    }

    /**
     * Writes the model to a file, in place of any of that name: wholly or not at all.
     *
     * @param path the file; its folder must exist
     * @throws IOException if it can't be written
     * @throws IllegalArgumentException if the path is null
     */
    public void save(Path path) throws IOException {
        FILE.save(path, info, parts.sections());
    }

    /**
     * Reads a model that {@link #save} wrote, verified whole.
     *
     * @param path the file
     * @return a model that answers like the one saved
     * @throws ModelFormatException if the file is none of this library's, damaged, or holds another algorithm's model
     * @throws IOException if it can't be read
     * @throws IllegalArgumentException if the path is null
     */
    public static TableSegments load(Path path) throws IOException {
        return FILE.load(path);
    }

    private static TableSegments read(ModelInfo info, Sections sections) throws ModelFormatException {
        try {
            Preparation preparation =
                    ConfigJson.read(info.config(), TableConfig.defaults()).preparation();
            return new TableSegments(info, preparation, Parts.readFrom(sections, preparation));
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("its configuration is damaged: " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "TableSegments[" + count() + " of " + columns().names() + "]";
    }
}
