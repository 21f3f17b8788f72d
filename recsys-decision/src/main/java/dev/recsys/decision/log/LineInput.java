package dev.recsys.decision.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The lines of a file as bytes, each looked at where it stands in the buffer. For one thread. */
final class LineInput implements Closeable {
    /** What {@link #next} found. */
    enum Found {
        /** A line, which a line feed ends. */
        LINE,
        /** Bytes at the end of the file that no line feed ends. */
        TORN,
        /** A line longer than any this package writes; its bytes are not kept. */
        TOO_LONG,
        /** The end of the file. */
        END
    }

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int filled;
    private int from;
    private int to;
    private int next;
    private long line;
    private long offset;
    private long length;

    LineInput(Path file) throws IOException {
        in = Files.newInputStream(file);
    }

    /** Goes on to the next line. */
    Found next() throws IOException {
        offset += next - from;
        from = next;
        line++;
        int at = from;
        while (true) {
            for (; at < filled; at++) {
                if (buffer[at] == '\n') {
                    to = at;
                    next = at + 1;
                    length = (long) to - from;
                    return length > LineFormat.MAX_LINE ? Found.TOO_LONG : Found.LINE;
                }
            }
            if (filled - from > LineFormat.MAX_LINE) {
                return skip();
            }
            at -= makeRoom();
            int read = in.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                to = filled;
                next = filled;
                length = (long) to - from;
                return length > 0 ? Found.TORN : Found.END;
            }
            filled += read;
        }
    }

    /** Looks for the end of what is too long, without keeping it: a line feed makes it a line, the end of the file a torn one. */
    private Found skip() throws IOException {
        length = (long) filled - from;
        to = from;
        byte[] more = new byte[1 << 16];
        for (int read = in.read(more); read >= 0; read = in.read(more)) {
            for (int i = 0; i < read; i++) {
                if (more[i] == '\n') {
                    return Found.TOO_LONG;
                }
            }
            length += read;
        }
        return Found.TORN;
    }

    /** Moves what is not yet taken to the front, into a longer buffer if it fills this one; by how many bytes. */
    private int makeRoom() {
        if (filled < buffer.length) {
            return 0;
        }
        int moved = from;
        byte[] target = from == 0 ? Arrays.copyOf(buffer, 2 * buffer.length) : buffer;
        if (from > 0) {
            System.arraycopy(buffer, from, target, 0, filled - from);
        }
        buffer = target;
        filled -= moved;
        next -= moved;
        from = 0;
        return moved;
    }

    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    /** After the last byte, without the line feed. */
    int to() {
        return to;
    }

    /** The number of the line, from 1. */
    long line() {
        return line;
    }

    /** Where the line begins in the file. */
    long offset() {
        return offset;
    }

    /** How many bytes were found, without the line feed. */
    long length() {
        return length;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
