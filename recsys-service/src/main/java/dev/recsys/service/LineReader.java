package dev.recsys.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads lines of a bounded length, each within a bounded time, from a body of any length. */
final class LineReader {
    private final InputStream in;
    private final long maxBytes;
    private final long maxNanos;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineReader(InputStream in, long maxBytes, Duration maxTime) {
        this.in = new BufferedInputStream(in);
        this.maxBytes = maxBytes;
        this.maxNanos = maxTime.toNanos();
    }

    /** The next line without its end; null after the last. */
    @Nullable
    String next() throws IOException {
        line.reset();
        int read = in.read();
        if (read < 0) {
            return null;
        }
        long begun = System.nanoTime();
        while (read >= 0 && read != '\n') {
            if (line.size() >= maxBytes) {
                throw BodyException.lineTooLarge(maxBytes);
            }
            if (in.available() == 0 && System.nanoTime() - begun > maxNanos) {
                throw BodyException.tooSlow();
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
