package dev.recsys.mlc.internal.columns;

import dev.recsys.data.Transition;
import dev.recsys.internal.run.CustomerParts;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The rows of a {@link RowSample}, binned once for all products, and what they added. */
public final class TrainingRows {
    private final BinMatrix matrix;
    private final int[] products;
    private final Labels labels;
    private final int[] users;
    private final int lastPeriod;

    private TrainingRows(BinMatrix matrix, int[] products, Labels labels, int[] users, int lastPeriod) {
        this.matrix = matrix;
        this.products = products;
        this.labels = labels;
        this.users = users;
        this.lastPeriod = lastPeriod;
    }

    /**
     * Bins the rows of a sample.
     *
     * @param sample the rows
     * @param binner bins them
     * @return the rows
     */
    public static TrainingRows of(RowSample sample, FeatureBinner binner) {
        int[] products = sample.products();
        List<RowSample.Place> places = sample.places();
        BinMatrix matrix = new BinMatrix(places.size(), binner.categorical());
        byte[] cells = new byte[Math.multiplyExact(places.size(), products.length)];
        float[] weights = new float[places.size()];
        int[] users = new int[places.size()];
        int[] bins = new int[binner.columnCount()];
        for (int row = 0; row < users.length; row++) {
            RowSample.Place place = places.get(row);
            Transition transition = place.transition();
            binner.encode(transition, place.pair(), bins);
            matrix.set(row, bins);
            users[row] = transition.user(place.pair());
            weights[row] = place.weight();
            for (int k = 0; k < products.length; k++) {
                boolean owned = transition.before().holdings().holds(transition.rowBefore(place.pair()), products[k]);
                boolean after = transition.after().holdings().holds(transition.rowAfter(place.pair()), products[k]);
                cells[row * products.length + k] = owned ? Labels.OWNED : after ? Labels.YES : Labels.NO;
            }
        }
        return new TrainingRows(
                matrix, products, new Labels(products.length, cells, weights), users, sample.lastPeriod());
    }

    /**
     * The same rows as seen by one who does not know what is held: a product owned before counts as not added.
     *
     * @return the rows, which share their bins with these
     */
    public TrainingRows withoutOwners() {
        byte[] cells = labels.cells().clone();
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = cells[cell] == Labels.OWNED ? Labels.NO : cells[cell];
        }
        Labels notOwned = new Labels(products.length, cells, labels.weights());
        return new TrainingRows(matrix, products, notOwned, users, lastPeriod);
    }

    /**
     * The same rows with some products, as if there were no others, and some columns.
     *
     * @param outputs places in {@link #products}, ascending. Not modified.
     * @param columns columns of the matrix, ascending. Not modified.
     * @return the narrower rows
     */
    public TrainingRows pick(int[] outputs, int[] columns) {
        if (outputs.length == products.length && columns.length == matrix.columnCount()) {
            return this;
        }
        byte[] cells = new byte[users.length * outputs.length];
        for (int row = 0; row < users.length; row++) {
            for (int k = 0; k < outputs.length; k++) {
                cells[row * outputs.length + k] = labels.cell(row, outputs[k]);
            }
        }
        return new TrainingRows(
                matrix.pick(columns),
                Arrays.stream(outputs).map(k -> products[k]).toArray(),
                new Labels(outputs.length, cells, labels.weights()),
                users,
                lastPeriod);
    }

    /**
     * The bins.
     *
     * @return rows × columns
     */
    public BinMatrix matrix() {
        return matrix;
    }

    /**
     * The items to learn, ascending: the outputs.
     *
     * @return not to be modified
     */
    public int[] products() {
        return products;
    }

    /**
     * What each row did with each of {@link #products}.
     *
     * @return rows × products
     */
    public Labels labels() {
        return labels;
    }

    /**
     * Whether each row added any of {@link #products}, as the labels of a single output.
     *
     * @return rows × 1
     */
    public Labels anyAdded() {
        byte[] cells = new byte[users.length];
        for (int row = 0; row < cells.length; row++) {
            cells[row] = labels.additions(row) > 0 ? Labels.YES : Labels.NO;
        }
        return new Labels(1, cells, labels.weights());
    }

    /**
     * All rows.
     *
     * @return row numbers, ascending
     */
    public int[] all() {
        return IntStream.range(0, users.length).toArray();
    }

    /**
     * The rows that added any of {@link #products}.
     *
     * @return row numbers, ascending
     */
    public int[] adders() {
        return Arrays.stream(all()).filter(row -> labels.additions(row) > 0).toArray();
    }

    /**
     * The first row of the last step: those of the steps before it have lower numbers.
     *
     * @return a row number
     */
    public int lastPeriod() {
        return lastPeriod;
    }

    /**
     * The part of {@code 0..parts-1} each row is in; all rows of a customer are in one.
     *
     * @param parts how many
     * @param seed of the division
     * @return one a row
     */
    public int[] parts(int parts, long seed) {
        return Arrays.stream(users)
                .map(user -> CustomerParts.partOf(user, parts, seed))
                .toArray();
    }
}
