package dev.recsys.mlc.targets;

/**
 * How the margin of a target's trees becomes its raw score: a line, which holds what the target was scaled by, the weight of
 * positives and the calibration.
 *
 * @param slope above 0
 * @param offset finite
 */
record RawLine(double slope, double offset) {
    static final double MOST = 1e40;

    double of(double margin) {
        return slope * margin + offset;
    }
}
