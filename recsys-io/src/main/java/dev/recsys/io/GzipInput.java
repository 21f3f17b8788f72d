package dev.recsys.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip, one member after the other, and says at which byte a damaged one goes wrong. Stricter than the JDK's:
 * what follows a member must be another member or zeros, so a damaged second one is no quiet end of the data.
 *
 * <p>Source: RFC 1952.
 */
final class GzipInput extends InputStream {
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream in;
    private final long size;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] packed = new byte[1 << 16];
    private int pos;
    private int end;
    private long before; // how many bytes came before packed[0]
    private boolean ended;

    /**
     * Begins to unpack.
     *
     * @param size of the packed file, for messages
     * @throws ZipException if it does not begin with a sound header
     */
    GzipInput(InputStream in, long size) throws IOException {
        this.in = in;
        this.size = size;
        header();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] out, int off, int len) throws IOException {
        if (len == 0) {
            return 0;
        }
        while (!ended) {
            int got = inflate(out, off, len);
            if (got > 0) {
                crc.update(out, off, got);
                return got;
            }
            if (inflater.finished()) {
                trailer();
                ended = !nextMember();
            } else if (readOn()) {
                inflater.setInput(packed, pos, end - pos);
            } else {
                throw damaged("the file ends inside the packed data");
            }
        }
        return -1;
    }

    private int inflate(byte[] out, int off, int len) throws IOException {
        try {
            return inflater.inflate(out, off, len);
        } catch (DataFormatException e) {
            throw damaged("the packed data makes no sense");
        } finally {
            pos = end - inflater.getRemaining();
        }
    }

    private void header() throws IOException {
        inflater.reset();
        crc.reset();
        if (next() != 0x1f || next() != 0x8b || next() != 8) {
            throw damaged("there is no header of a member");
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw damaged("the header has unknown flags");
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.setInput(packed, pos, end - pos);
    }

    private void trailer() throws IOException {
        long expectedCrc = little();
        long expectedSize = little();
        if (expectedCrc != crc.getValue()) {
            throw damaged("the checksum does not match");
        }
        if (expectedSize != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw damaged("the size does not match");
        }
    }

    /** Goes to the next member; false at the end of the file, where padding of zeros may stand. */
    private boolean nextMember() throws IOException {
        if (!readOn()) {
            return false;
        }
        if (packed[pos] != 0) {
            header();
            return true;
        }
        while (readOn()) {
            if (next() != 0) {
                throw damaged("something other than gzip follows");
            }
        }
        return false;
    }

    private long little() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    /** Skips what ends with a zero. */
    private void skipText() throws IOException {
        int last = next();
        while (last != 0) {
            last = next();
        }
    }

    private int next() throws IOException {
        if (!readOn()) {
            throw damaged("the file ends inside a member's header or trailer");
        }
        return packed[pos++] & 0xff;
    }

    /** Whether there is another byte; reads on where none is left in {@code packed}. */
    private boolean readOn() throws IOException {
        if (pos == end) {
            before += end;
            pos = 0;
            end = Math.max(0, in.read(packed, 0, packed.length));
        }
        return pos < end;
    }

    private ZipException damaged(String what) {
        return new ZipException(String.format(
                java.util.Locale.ROOT, "the gzip is damaged at byte %,d of %,d: %s", before + pos, size, what));
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
