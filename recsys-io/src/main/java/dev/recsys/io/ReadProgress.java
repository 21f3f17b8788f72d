package dev.recsys.io;

/** Told from time to time how far a reader is, on the thread that reads. */
@FunctionalInterface
public interface ReadProgress {
    /**
     * How far the reader is. Called every 65,536 rows and once at the end. What it throws ends the reading and reaches
     * the caller.
     *
     * @param rows how many rows were read so far, quarantined ones included
     * @param fraction the part of the source's bytes read, in 0..1, or NaN where its size is not known, as in a query
     */
    void onProgress(long rows, double fraction);

    /**
     * Ignores progress; the default.
     *
     * @return it
     */
    static ReadProgress none() {
        return (rows, fraction) -> {};
    }
}
