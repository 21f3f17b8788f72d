package dev.recsys.mlc.internal.columns;

/**
 * What each row added, by output: a cell is {@link #NO}, {@link #YES} or {@link #OWNED}, which counts for nothing; and how
 * much each row counts.
 *
 * @param outputs cells a row
 * @param cells rows × outputs. Not to be modified.
 * @param weights one a row, finite and above 0. Not to be modified.
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never compared
public record Labels(int outputs, byte[] cells, float[] weights) {
    /** Not added. */
    public static final byte NO = 0;

    /** Added. */
    public static final byte YES = 1;

    /** Owned before, which counts for nothing. */
    public static final byte OWNED = 2;

    /**
     * A cell.
     *
     * @param row a row
     * @param output an output
     * @return {@link #NO}, {@link #YES} or {@link #OWNED}
     */
    public byte cell(int row, int output) {
        return cells[row * outputs + output];
    }

    /**
     * How many products a row added.
     *
     * @param row a row
     * @return a count
     */
    public int additions(int row) {
        int additions = 0;
        for (int k = 0; k < outputs; k++) {
            additions += cell(row, k) == YES ? 1 : 0;
        }
        return additions;
    }
}
