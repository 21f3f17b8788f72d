package dev.recsys.cli.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Locale;

/** Reads answers of HTTP/1.1 from a connection, each to its last byte. Bodies are not kept. For one thread. */
final class AnswerReader {
    private static final int MOST_LINES = 1000;
    private static final int LONGEST_LINE = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int next;
    private int end;
    private boolean keepsAlive;

    AnswerReader(InputStream in) {
        this.in = in;
    }

    /** Whether the connection may be used again after the last answer. */
    boolean keepsAlive() {
        return keepsAlive && next == end;
    }

    /** Reads an answer and gives its status. */
    int read() throws IOException {
        int status = head();
        while (status < 200) {
            status = head();
        }
        return status;
    }

    private int head() throws IOException {
        String first = line();
        if (!first.matches("HTTP/1\\.[01] [1-5][0-9][0-9]( .*)?")) {
            throw new ProtocolException("no status line");
        }
        int status = Integer.parseInt(first.substring(9, 12));
        keepsAlive = first.startsWith("HTTP/1.1");
        long length = -1;
        boolean chunked = false;
        int lines = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (++lines > MOST_LINES) {
                throw new ProtocolException("too many headers");
            }
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith("content-length:")) {
                length = number(header.substring(15).strip(), 10);
            } else if (header.startsWith("transfer-encoding:")) {
                chunked = header.endsWith("chunked");
            } else if (header.startsWith("connection:")) {
                keepsAlive = !header.contains("close");
            }
        }
        if (status >= 200 && status != 204 && status != 304) {
            body(length, chunked);
        }
        return status;
    }

    private void body(long length, boolean chunked) throws IOException {
        if (chunked) {
            for (long size = chunkSize(); size > 0; size = chunkSize()) {
                skip(size);
                line();
            }
            while (!line().isEmpty()) {
                // trailers
            }
        } else if (length >= 0) {
            skip(length);
        } else {
            keepsAlive = false;
            while (fill()) {
                next = end;
            }
        }
    }

    private long chunkSize() throws IOException {
        String line = line();
        int extension = line.indexOf(';');
        return number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
    }

    private static long number(String digits, int radix) throws ProtocolException {
        try {
            long number = Long.parseLong(digits, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new ProtocolException("a length is no number");
    }

    private void skip(long bytes) throws IOException {
        long left = bytes;
        while (left > 0) {
            if (next == end && !fill()) {
                throw new EOFException("the answer ended early");
            }
            int some = (int) Math.min(left, end - next);
            next += some;
            left -= some;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (next == end && !fill()) {
                throw new EOFException("the answer ended early");
            }
            int from = next;
            while (next < end && buffer[next] != '\n') {
                next++;
            }
            line.append(new String(buffer, from, next - from, ISO_8859_1));
            if (line.length() > LONGEST_LINE) {
                throw new ProtocolException("a line of the head is too long");
            }
            if (next < end) {
                next++;
                int last = line.length() - 1;
                return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
            }
        }
    }

    private boolean fill() throws IOException {
        int read = in.read(buffer, 0, buffer.length);
        next = 0;
        end = Math.max(0, read);
        return read >= 0;
    }
}
