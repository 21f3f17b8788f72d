package dev.recsys.io;

import java.io.IOException;
import java.io.Reader;

/**
 * Hands on another reader's characters and remembers the last half million, so that parsing can begin anew at a line
 * that a broken quote has swallowed. Skips a byte order mark. Closing it leaves the other reader open.
 */
final class ReplayReader extends Reader {
    /** How many characters back a line can be sought. */
    static final int MEMORY = 1 << 19;

    private static final int CHUNK = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader in;
    private final char[] window = new char[2 * MEMORY];
    private int pos;
    private int end;
    private long firstLine = 1; // the line that window[0] is in
    private boolean afterCr; // whether the character before window[0] was a CR
    private boolean started;

    ReplayReader(Reader in) {
        this.in = in;
    }

    @Override
    public int read(char[] buf, int off, int len) throws IOException {
        if (pos == end && !fill()) {
            return -1;
        }
        int count = Math.min(len, end - pos);
        System.arraycopy(window, pos, buf, off, count);
        pos += count;
        return count;
    }

    /** Reads on after {@code end}, dropping what is too old; {@code pos} is at the new characters. */
    private boolean fill() throws IOException {
        if (window.length - end < CHUNK) {
            int dropped = end - MEMORY;
            for (int i = 0; i < dropped; i++) {
                char c = window[i];
                if (c <= '\r') {
                    if (c == '\r' || (c == '\n' && !(i == 0 ? afterCr : window[i - 1] == '\r'))) {
                        firstLine++;
                    }
                }
            }
            afterCr = window[dropped - 1] == '\r';
            System.arraycopy(window, dropped, window, 0, MEMORY);
            end = MEMORY;
            pos = end;
        }
        int got = in.read(window, end, CHUNK);
        if (got < 0) {
            return false;
        }
        end += got;
        if (!started) {
            started = true;
            if (window[0] == BYTE_ORDER_MARK) {
                System.arraycopy(window, 1, window, 0, --end);
            }
        }
        return true;
    }

    /**
     * Makes the next read begin at a line, counting from 1; LF, CR and CRLF each end one. The line must be ahead, or
     * begin within the {@link #MEMORY} characters last handed out. At the end of the text where there is no such line.
     */
    void seekLine(long line) throws IOException {
        int p = 0;
        long current = firstLine;
        boolean cr = afterCr;
        while (true) {
            if (p == end) {
                pos = end;
                if (!fill()) {
                    return;
                }
                p = pos;
                continue;
            }
            char c = window[p];
            if (cr && c == '\n') {
                cr = false;
                p++;
                continue;
            }
            if (current >= line) {
                pos = p;
                return;
            }
            cr = c == '\r';
            if (cr || c == '\n') {
                current++;
            }
            p++;
        }
    }

    @Override
    public void close() {}
}
