package dev.recsys.io;

import dev.recsys.internal.check.Checks;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A text file opened for reading: plain, gzip, or zip of one file, recognised by its first bytes, not by its name. */
final class SourceFile implements Closeable {
    private static final int MAGIC = 4;

    private final CountingStream raw;
    private final Reader reader;

    private SourceFile(CountingStream raw, Reader reader) {
        this.raw = raw;
        this.reader = reader;
    }

    /**
     * Opens a file.
     *
     * @param charset how the text is encoded, or null for UTF-8 with windows-1252 for what is not UTF-8
     */
    static SourceFile open(Path path, @Nullable Charset charset) {
        Checks.notNull(path, "path");
        Checks.that(!Files.isDirectory(path), "path %s is a folder, not a file", path);
        try {
            CountingStream raw = new CountingStream(Files.newInputStream(path), Files.size(path));
            try {
                return open(path, raw, charset);
            } catch (IOException | RuntimeException e) {
                raw.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("there is no file " + path, e);
        } catch (ZipException | ProviderNotFoundException e) {
            throw new IllegalArgumentException(
                    path + " begins like a packed file, but cannot be unpacked: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + path + ": " + e.getMessage(), e);
        }
    }

    private static SourceFile open(Path path, CountingStream raw, @Nullable Charset charset) throws IOException {
        PushbackInputStream start = new PushbackInputStream(raw, MAGIC);
        byte[] magic = magic(start);
        Checks.that(magic.length > 0, "%s is empty", path);
        InputStream bytes = start;
        if (isZip(magic)) {
            bytes = ZipInput.open(path, start, raw.size());
        } else if (isGzip(magic)) {
            bytes = new GzipInput(start, raw.size());
        }
        if (bytes != start) {
            PushbackInputStream text = new PushbackInputStream(bytes, MAGIC);
            magic = magic(text);
            Checks.that(magic.length > 0, "%s is empty", path);
            Checks.that(!isZip(magic) && !isGzip(magic), "%s holds a packed file inside a packed file", path);
            bytes = text;
        }
        if (charset != null) {
            return new SourceFile(raw, new InputStreamReader(bytes, charset));
        }
        Checks.that(
                !begins(magic, 0xfe, 0xff) && !begins(magic, 0xff, 0xfe),
                "%s is UTF-16, but must be UTF-8, Latin-1 or windows-1252",
                path);
        return new SourceFile(raw, new LenientUtf8Reader(bytes));
    }

    private static byte[] magic(PushbackInputStream start) throws IOException {
        byte[] magic = start.readNBytes(MAGIC);
        start.unread(magic);
        return magic;
    }

    private static boolean isZip(byte[] magic) {
        return begins(magic, 'P', 'K', 3, 4) || begins(magic, 'P', 'K', 5, 6);
    }

    private static boolean isGzip(byte[] magic) {
        return begins(magic, 0x1f, 0x8b);
    }

    private static boolean begins(byte[] magic, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (i >= magic.length || (magic[i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    Reader reader() {
        return reader;
    }

    /** How many bytes were not UTF-8 so far. */
    long strayBytes() {
        return reader instanceof LenientUtf8Reader lenient ? lenient.strayBytes() : 0;
    }

    /** The part read, in 0..1. */
    double fraction() {
        return raw.fraction();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
