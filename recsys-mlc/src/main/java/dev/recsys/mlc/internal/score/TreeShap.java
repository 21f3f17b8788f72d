package dev.recsys.mlc.internal.score;

/**
 * What each column of a customer puts into a margin: exact Shapley values, where a column not known yet is averaged out
 * along each tree by the covers (Lundberg et al., "From local explanations to global understanding with explainable AI for
 * trees", Nature Machine Intelligence 2020). They sum to the margin less the expected margin.
 *
 * <p>A leaf counts for a set of known columns with the product, over the columns asked on the way to it, of a 0 or 1 for
 * whether the customer takes that way (known) or the share of training rows that do (not known). The product of
 * {@code share + followed · y} over the columns has these products, summed over all sets of one size, as its coefficients;
 * one column's factor is divided out to leave the sets without it. O(trees × leaves × depth²). For one customer and one
 * thread.
 */
final class TreeShap {
    private static final double[][] WEIGHTS = weights(Forest.MOST_DEPTH);

    private final Forest forest;
    private final int[] bins;
    private final int output;
    private final double[] values;
    private double base;

    // The columns asked on the way to a leaf, each once.
    private final int[] columns = new int[Forest.MOST_DEPTH];
    private final boolean[] followed = new boolean[Forest.MOST_DEPTH];
    private final double[] shares = new double[Forest.MOST_DEPTH];
    private final double[] sums = new double[Forest.MOST_DEPTH + 1]; // by how many columns are known

    private TreeShap(Forest forest, int[] bins, int output, double[] values) {
        this.forest = forest;
        this.bins = bins;
        this.output = output;
        this.values = values;
    }

    /**
     * Adds a customer's values of one output.
     *
     * @param forest the trees
     * @param bins one a column. Not modified.
     * @param output whose margin
     * @param values one a column, added to. Modified.
     * @return the expected margin, over training rows
     */
    static double add(Forest forest, int[] bins, int output, double[] values) {
        TreeShap shap = new TreeShap(forest, bins, output, values);
        shap.base = forest.intercept(output);
        for (int tree = 0; tree < forest.treeCount(); tree++) {
            if (forest.adds(tree, output)) {
                shap.visit(forest.root(tree), 0);
            }
        }
        return shap.base;
    }

    private void visit(int node, int depth) {
        if (node < 0) {
            leaf(forest.value(node, output), depth);
            return;
        }
        int column = forest.column(node);
        int place = 0;
        while (place < depth && columns[place] != column) {
            place++;
        }
        boolean known = place < depth;
        boolean wasFollowed = !known || followed[place];
        double share = known ? shares[place] : 1;
        columns[place] = column;
        boolean left = forest.goesLeft(node, bins[column]);
        int below = Math.max(depth, place + 1);
        for (int side = 0; side < 2; side++) {
            int child = side == 0 ? forest.left(node) : forest.right(node);
            followed[place] = wasFollowed && left == (side == 0);
            shares[place] = share * forest.cover(child) / Math.max(1, forest.cover(node));
            if (followed[place] || shares[place] > 0) { // else no set of known columns leads here
                visit(child, below);
            }
        }
        followed[place] = wasFollowed;
        shares[place] = share;
    }

    private void leaf(double value, int count) {
        sums[0] = 1;
        for (int i = 0; i < count; i++) {
            sums[i + 1] = followed[i] ? sums[i] : 0;
            for (int known = i; known > 0; known--) {
                sums[known] = sums[known] * shares[i] + (followed[i] ? sums[known - 1] : 0);
            }
            sums[0] *= shares[i];
        }
        base += value * sums[0];
        for (int i = 0; i < count; i++) {
            double[] weights = WEIGHTS[count];
            double without = 0;
            if (followed[i]) {
                double quotient = 0;
                for (int known = count - 1; known >= 0; known--) {
                    quotient = sums[known + 1] - shares[i] * quotient;
                    without += weights[known] * quotient;
                }
                values[columns[i]] += value * without * (1 - shares[i]);
            } else {
                for (int known = count - 1; known >= 0; known--) {
                    without += weights[known] * sums[known];
                }
                values[columns[i]] -= value * without; // the share of the column is in the sums already
            }
        }
    }

    /** Of n columns the share of orders in which a certain set of k of them comes before a certain other one. */
    private static double[][] weights(int most) {
        double[][] weights = new double[most + 1][];
        for (int n = 1; n <= most; n++) {
            weights[n] = new double[n];
            double sets = 1; // of k among n − 1
            for (int k = 0; k < n; k++) {
                weights[n][k] = 1 / (n * sets);
                sets = sets * (n - 1 - k) / (k + 1);
            }
        }
        return weights;
    }
}
