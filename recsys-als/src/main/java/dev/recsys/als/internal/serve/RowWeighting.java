package dev.recsys.als.internal.serve;

import dev.recsys.data.InteractionMatrix;

/** What is made of the weights of a user's cells. */
@FunctionalInterface
public interface RowWeighting {
    /**
     * Weights what one user has.
     *
     * @param held the items. Not modified.
     * @param weights the data's weights. Not modified.
     * @return as many weights as the user has items, in their order
     */
    float[] apply(int[] held, float[] weights);

    /**
     * Weights all users.
     *
     * @param users users × items. Not modified.
     * @return a new matrix
     */
    default InteractionMatrix applyToAll(InteractionMatrix users) {
        int[] starts = new int[users.rowCount() + 1];
        int[] columns = new int[users.cellCount()];
        float[] weights = new float[columns.length];
        for (int user = 0; user < users.rowCount(); user++) {
            int[] held = users.columnsOf(user);
            float[] weighted = apply(held, users.weightsOf(user));
            System.arraycopy(held, 0, columns, starts[user], held.length);
            System.arraycopy(weighted, 0, weights, starts[user], held.length);
            starts[user + 1] = starts[user] + held.length;
        }
        return InteractionMatrix.fromCompressedRows(users.columnCount(), starts, columns, weights);
    }
}
