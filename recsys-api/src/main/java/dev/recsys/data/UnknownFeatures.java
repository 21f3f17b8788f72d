package dev.recsys.data;

/** A row in which every column is missing. */
enum UnknownFeatures implements FeatureRow {
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
