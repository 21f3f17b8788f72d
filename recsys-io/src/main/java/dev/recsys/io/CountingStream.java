package dev.recsys.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Knows how much of a stream of known size was read. */
final class CountingStream extends FilterInputStream {
    private final long size;
    private long count;

    CountingStream(InputStream in, long size) {
        super(in);
        this.size = size;
    }

    /** How many bytes there are. */
    long size() {
        return size;
    }

    /** The part read, in 0..1, or NaN for an unknown size. */
    double fraction() {
        return size <= 0 ? Double.NaN : Math.min(1.0, (double) count / size);
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        if (value >= 0) {
            count++;
        }
        return value;
    }

    @Override
    public int read(byte[] buf, int off, int len) throws IOException {
        int got = in.read(buf, off, len);
        if (got > 0) {
            count += got;
        }
        return got;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
