package dev.recsys.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads lines of a bounded length from a body of any length. */
final class LineReader {
    private final InputStream in;
    private final long maxBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineReader(InputStream in, long maxBytes) {
        this.in = new BufferedInputStream(in);
        this.maxBytes = maxBytes;
    }

    /** The next line without its end; null after the last. */
    @Nullable
    String next() throws IOException {
        line.reset();
        int read = in.read();
        if (read < 0) {
            return null;
        }
        while (read >= 0 && read != '\n') {
            if (line.size() >= maxBytes) {
                throw new TooLargeException("a line must have at most " + maxBytes + " bytes");
            }
            line.write(read);
            read = in.read();
        }
        String text = line.toString(UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Whether more can be read without waiting. */
    boolean isReady() throws IOException {
        return in.available() > 0;
    }
}
