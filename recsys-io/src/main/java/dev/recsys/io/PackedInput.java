package dev.recsys.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/** A packed file that is unpacked as it is read, and knows at which byte it goes wrong. */
abstract class PackedInput extends InputStream {
    private final InputStream in;
    private final String kind;
    private final long size;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] packed = new byte[1 << 16];
    private int pos;
    private int end;
    private long before; // how many bytes came before packed[0]

    /**
     * Begins to read.
     *
     * @param kind what to call the file in messages
     * @param size of the packed file, for messages
     */
    PackedInput(InputStream in, String kind, long size) {
        this.in = in;
        this.kind = kind;
        this.size = size;
    }

    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] out, int off, int len) throws IOException;

    /** Makes the bytes from here on the begin of a packed stream. */
    final void begin() {
        inflater.reset();
        crc.reset();
        inflater.setInput(packed, pos, end - pos);
    }

    /** Unpacks at least one byte; -1 at the end of the packed stream. */
    final int inflate(byte[] out, int off, int len) throws IOException {
        while (true) {
            int got;
            try {
                got = inflater.inflate(out, off, len);
            } catch (DataFormatException e) {
                throw damaged("the packed data makes no sense");
            } finally {
                pos = end - inflater.getRemaining();
            }
            if (got > 0) {
                crc.update(out, off, got);
                return got;
            }
            if (inflater.finished()) {
                return -1;
            }
            if (!readOn()) {
                throw damaged("the file ends inside the packed data");
            }
            inflater.setInput(packed, pos, end - pos);
        }
    }

    /** Takes bytes that are not packed, at least one and as many as are at hand. */
    final int copy(byte[] out, int off, int len) throws IOException {
        if (!readOn()) {
            throw damaged("the file ends inside the data");
        }
        int count = Math.min(len, end - pos);
        System.arraycopy(packed, pos, out, off, count);
        crc.update(out, off, count);
        pos += count;
        return count;
    }

    /** The checksum of what was unpacked since {@link #begin}. */
    final long checksum() {
        return crc.getValue();
    }

    /** How many bytes were unpacked since {@link #begin}. */
    final long unpacked() {
        return inflater.getBytesWritten();
    }

    /** How many packed bytes that took. */
    final long taken() {
        return inflater.getBytesRead();
    }

    /** A number of a few bytes, the lowest first. */
    final long little(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) next() << (8 * i);
        }
        return value;
    }

    final void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    final int next() throws IOException {
        if (!readOn()) {
            throw damaged("the file ends where more must follow");
        }
        return packed[pos++] & 0xff;
    }

    /** Whether there is another byte. */
    final boolean readOn() throws IOException {
        if (pos == end) {
            before += end;
            pos = 0;
            end = Math.max(0, in.read(packed, 0, packed.length));
        }
        return pos < end;
    }

    final ZipException damaged(String what) {
        return new ZipException(
                String.format(Locale.ROOT, "the %s is damaged at byte %,d of %,d: %s", kind, before + pos, size, what));
    }

    @Override
    public final void close() throws IOException {
        inflater.end();
        in.close();
    }
}
