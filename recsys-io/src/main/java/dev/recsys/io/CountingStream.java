package dev.recsys.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Knows how much of a stream of known size was read. {@link #available} counts every byte left, because a gzip of
 * several members is read on only while there are some.
 */
final class CountingStream extends FilterInputStream {
    private final long size;
    private long count;

    CountingStream(InputStream in, long size) {
        super(in);
        this.size = size;
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
    public int available() throws IOException {
        return size > count ? (int) Math.min(Integer.MAX_VALUE, size - count) : in.available();
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
