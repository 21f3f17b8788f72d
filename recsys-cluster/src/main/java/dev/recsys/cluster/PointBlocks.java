package dev.recsys.cluster;

/**
 * Points in blocks of {@value #BLOCK}, each block column by column, so that loops over the points of a block are
 * vectorised. Unknown coordinates are 0. Filled once, each row by one thread, then only read.
 */
final class PointBlocks {
    /** Points a block. */
    static final int BLOCK = 256;

    private final int count;
    private final int dimension;
    private final float[][] blocks;

    PointBlocks(int count, int dimension) {
        this.count = count;
        this.dimension = dimension;
        this.blocks = new float[(count + BLOCK - 1) / BLOCK][dimension * BLOCK];
    }

    int count() {
        return count;
    }

    int dimension() {
        return dimension;
    }

    /** Coordinate d of point {@code block * BLOCK + p} at {@code d * BLOCK + p}. Not to be modified. */
    float[] block(int block) {
        return blocks[block];
    }

    /** Sets a point. */
    void set(int row, float[] point) {
        float[] block = blocks[row / BLOCK];
        for (int d = 0, at = row % BLOCK; d < dimension; d++, at += BLOCK) {
            block[at] = Float.isNaN(point[d]) ? 0 : point[d];
        }
    }

    /** A point as a new array. */
    double[] point(int row) {
        double[] point = new double[dimension];
        float[] block = blocks[row / BLOCK];
        for (int d = 0, at = row % BLOCK; d < dimension; d++, at += BLOCK) {
            point[d] = block[at];
        }
        return point;
    }
}
