package dev.recsys.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text file, read like a table of the same file would be: plain, gzip, or zip of exactly one file; a byte
 * order mark is skipped; bytes that are not UTF-8 are windows-1252, and are counted. LF, CR and CRLF each end a line. Not
 * thread-safe.
 */
public final class TextLines implements Closeable {
    /** A longer line is taken for a file that is no text. */
    static final int MAX_LENGTH = 1 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int NONE = -1;

    private final SourceFile file;
    private final String source;
    private final char[] pair = new char[2];
    private int next;
    private int end;
    private boolean afterCr;
    private boolean started;
    private long number;
    private long strayBytes;

    private TextLines(SourceFile file, String source) {
        this.file = file;
        this.source = source;
    }

    /**
     * Opens a file.
     *
     * @param path the file, in any file system
     * @return its lines, to be closed
     * @throws IllegalArgumentException if it is empty, a folder, UTF-16, or a zip of no or several files
     * @throws java.io.UncheckedIOException if it can't be opened
     */
    public static TextLines open(Path path) {
        return new TextLines(SourceFile.open(path, null), path.toString());
    }

    /**
     * Reads on.
     *
     * @return the next line without its end, or null after the last
     * @throws IllegalArgumentException if it is longer than 1,048,576 characters
     * @throws IOException if the file can't be read on; the message names the line
     */
    public @Nullable String next() throws IOException {
        long strayBefore = file.strayBytes();
        number++;
        try {
            StringBuilder line = new StringBuilder();
            int c = read();
            if (c == '\n' && afterCr) {
                c = read();
            }
            if (c == NONE) {
                return null;
            }
            while (c != NONE && c != '\n' && c != '\r') {
                line.append((char) c);
                if (line.length() > MAX_LENGTH) {
                    throw new IllegalArgumentException(
                            source + ", line " + number + " is longer than " + MAX_LENGTH + " characters");
                }
                c = read();
            }
            strayBytes = file.strayBytes() - strayBefore;
            afterCr = c == '\r';
            return line.toString();
        } catch (IOException e) {
            throw new IOException(source + ": cannot read beyond line " + (number - 1) + ": " + e.getMessage(), e);
        }
    }

    /** The next character, or {@link #NONE}. At most one is decoded ahead, an ASCII one, so stray bytes are those of a line. */
    private int read() throws IOException {
        if (next == end) {
            end = Math.max(0, file.reader().read(pair, 0, pair.length));
            next = 0;
            if (end == 0) {
                return NONE;
            }
            if (!started) {
                started = true;
                if (pair[0] == BYTE_ORDER_MARK) {
                    next = 1;
                    return read();
                }
            }
        }
        return pair[next++];
    }

    /**
     * Where the line last read stands.
     *
     * @return its number, from 1
     */
    public long number() {
        return number;
    }

    /**
     * How many bytes of the line last read were not UTF-8.
     *
     * @return the count
     */
    public long strayBytes() {
        return strayBytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
