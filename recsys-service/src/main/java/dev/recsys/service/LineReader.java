package dev.recsys.service;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
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

    /** The next line without its end and spaces around it, so that a blank line is empty; null after the last. */
    byte @Nullable [] next() throws IOException {
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
        return stripped(line.toByteArray());
    }

    private static byte[] stripped(byte[] bytes) {
        int start = 0;
        int end = bytes.length;
        while (start < end && isSpace(bytes[start])) {
            start++;
        }
        while (start < end && isSpace(bytes[end - 1])) {
            end--;
        }
        return Arrays.copyOfRange(bytes, start, end);
    }

    /** What JSON allows around a value. */
    private static boolean isSpace(byte value) {
        return value == ' ' || value == '\t' || value == '\r';
    }

    /** Whether more can be read without waiting. */
    boolean isReady() throws IOException {
        return in.available() > 0;
    }
}
