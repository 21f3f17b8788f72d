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
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A text file opened for reading: plain, gzip, or zip of one file, recognised by its first bytes, not by its name. */
final class SourceFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final CountingStream raw;
    private final Reader reader;
    private final @Nullable FileSystem zip;

    private SourceFile(CountingStream raw, Reader reader, @Nullable FileSystem zip) {
        this.raw = raw;
        this.reader = reader;
        this.zip = zip;
    }

    /**
     * Opens a file.
     *
     * @param charset how the text is encoded, or null for UTF-8 with windows-1252 for what is not UTF-8
     */
    static SourceFile open(Path path, @Nullable Charset charset) {
        Checks.notNull(path, "path");
        Checks.that(!Files.isDirectory(path), "%s is a directory and not a file", path);
        try {
            return openPlain(path, path, charset, null);
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException("there is no file " + path, e);
        } catch (ZipException | ProviderNotFoundException e) {
            throw new IllegalArgumentException(path + " begins like a packed file, but cannot be unpacked", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + path + ": " + e.getMessage(), e);
        }
    }

    private static SourceFile openPlain(Path path, Path shown, @Nullable Charset charset, @Nullable FileSystem zip)
            throws IOException {
        CountingStream raw = new CountingStream(Files.newInputStream(path), Files.size(path));
        try {
            PushbackInputStream start = new PushbackInputStream(raw, 4);
            byte[] magic = start.readNBytes(4);
            start.unread(magic);
            Checks.that(magic.length > 0, "%s is empty", shown);
            if (begins(magic, 'P', 'K', 3, 4) || begins(magic, 'P', 'K', 5, 6)) {
                Checks.that(zip == null, "%s holds a packed file inside a packed file", shown);
                raw.close();
                return openZip(path, charset);
            }
            InputStream bytes = begins(magic, 0x1f, 0x8b) ? new GZIPInputStream(start, BUFFER) : start;
            if (charset == null) {
                Checks.that(
                        !begins(magic, 0xfe, 0xff) && !begins(magic, 0xff, 0xfe),
                        "%s is UTF-16, but must be UTF-8, Latin-1 or windows-1252",
                        shown);
                return new SourceFile(raw, new LenientUtf8Reader(bytes), zip);
            }
            return new SourceFile(raw, new InputStreamReader(bytes, charset), zip);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    private static SourceFile openZip(Path path, @Nullable Charset charset) throws IOException {
        FileSystem zip = FileSystems.newFileSystem(path);
        try {
            List<Path> files;
            try (Stream<Path> all = Files.walk(zip.getPath("/"))) {
                files = all.filter(entry -> !Files.isDirectory(entry)).limit(2).toList();
            }
            Checks.that(!files.isEmpty(), "%s is a zip without a file in it", path);
            Checks.that(files.size() == 1, "%s is a zip of several files, but must hold exactly one", path);
            return openPlain(files.get(0), path, charset, zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
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
        if (zip != null) {
            zip.close();
        }
    }
}
