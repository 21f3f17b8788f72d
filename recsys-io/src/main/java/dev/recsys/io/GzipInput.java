package dev.recsys.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * Unpacks gzip, one member after the other. Stricter than the JDK's: what follows a member must be another member or zeros,
 * so a damaged second one is no quiet end of the data.
 *
 * <p>Source: RFC 1952.
 */
final class GzipInput extends PackedInput {
    private static final int FIRST = 0x1f;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private boolean ended;

    /**
     * Begins to unpack.
     *
     * @throws ZipException if it does not begin with a sound header
     */
    GzipInput(InputStream in, long size) throws IOException {
        super(in, "gzip", size);
        if (next() != FIRST) {
            throw damaged("there is no gzip");
        }
        headerAfterFirst();
    }

    @Override
    public int read(byte[] out, int off, int len) throws IOException {
        if (len == 0) {
            return 0;
        }
        while (!ended) {
            int got = inflate(out, off, len);
            if (got > 0) {
                return got;
            }
            trailer();
            ended = !nextMember();
        }
        return -1;
    }

    /** Reads a member's header, of which the first byte was read. */
    private void headerAfterFirst() throws IOException {
        if (next() != 0x8b || next() != 8) {
            throw damaged("a member's header must begin here");
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw damaged("the header has unknown flags");
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip((int) little(2));
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
        begin();
    }

    /** Skips what ends with a zero. */
    private void skipText() throws IOException {
        int last = next();
        while (last != 0) {
            last = next();
        }
    }

    private void trailer() throws IOException {
        if (little(4) != checksum()) {
            throw damaged("the checksum does not match");
        }
        if (little(4) != (unpacked() & 0xffff_ffffL)) {
            throw damaged("the size does not match");
        }
    }

    /** Goes to the next member; false at the end of the file, where padding of zeros may stand. */
    private boolean nextMember() throws IOException {
        if (!readOn()) {
            return false;
        }
        int first = next();
        if (first == FIRST) {
            headerAfterFirst();
            return true;
        }
        while (first == 0 && readOn()) {
            first = next();
        }
        if (first != 0) {
            throw damaged("something other than gzip follows");
        }
        return false;
    }
}
