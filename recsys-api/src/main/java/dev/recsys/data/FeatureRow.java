package dev.recsys.data;

/**
 * The features of one user, in a schema's column order. An encoder written against it serves training, batch and a
 * single request alike.
 */
public interface FeatureRow {
    /**
     * The value of a numeric column.
     *
     * @param column a numeric column of the schema
     * @return a finite value, or NaN if it is missing
     */
    float number(int column);

    /**
     * The value of a categorical column.
     *
     * @param column a categorical column of the schema
     * @return the code in the column's dictionary, or -1 if it is missing
     */
    int code(int column);

    /**
     * The features of a user of whom nothing is known.
     *
     * @return a row in which every column is missing
     */
    static FeatureRow unknown() {
        return Unknown.ALL;
    }

    /** A row in which every column is missing. */
    enum Unknown implements FeatureRow {
        /** The only one. */
        ALL;

        @Override
        public float number(int column) {
            return Float.NaN;
        }

        @Override
        public int code(int column) {
            return -1;
        }
    }
}
