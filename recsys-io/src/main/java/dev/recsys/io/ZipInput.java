package dev.recsys.io;

import dev.recsys.internal.check.Checks;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks the one file of a zip. At the end of the data its checksum and size must be those that both the entry and the
 * archive's directory state, and the archive must hold no file that its directory does not list.
 */
final class ZipInput extends FilterInputStream {
    private final ZipInputStream zip;
    private final CountingStream raw;
    private final Listed listed;
    private final ZipEntry entry;
    private boolean checked;

    /** What the directory at the end of the archive states of its file. */
    private record Listed(int files, String name, long size, long crc) {}

    private ZipInput(ZipInputStream zip, CountingStream raw, Listed listed) throws IOException {
        super(zip);
        this.zip = zip;
        this.raw = raw;
        this.listed = listed;
        ZipEntry first = nextFile();
        if (first == null || !first.getName().equals(listed.name)) {
            throw inconsistent();
        }
        this.entry = first;
    }

    /**
     * Opens an archive.
     *
     * @param raw counts the bytes of {@code start}
     * @param start the same file's bytes
     * @throws IllegalArgumentException if there is not exactly one file in it
     * @throws ZipException if the archive is damaged
     */
    static ZipInput open(Path path, CountingStream raw, InputStream start) throws IOException {
        Listed listed = list(path);
        Checks.that(listed.files > 0, "%s is a zip without a file in it", path);
        Checks.that(listed.files == 1, "%s is a zip of several files, but must hold exactly one", path);
        return new ZipInput(new ZipInputStream(new BufferedInputStream(start, 1 << 16)), raw, listed);
    }

    private static Listed list(Path path) throws IOException {
        try (FileSystem archive = FileSystems.newFileSystem(path);
                Stream<Path> all = Files.walk(archive.getPath("/"))) {
            List<Path> files =
                    all.filter(entry -> !Files.isDirectory(entry)).limit(2).toList();
            if (files.size() != 1) {
                return new Listed(files.size(), "", 0, 0);
            }
            Path file = files.get(0);
            long size = ((Number) Files.getAttribute(file, "zip:size")).longValue();
            long crc = ((Number) Files.getAttribute(file, "zip:crc")).longValue() & 0xffff_ffffL;
            return new Listed(1, file.toString().substring(1), size, crc);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw asZipException(e);
        }
    }

    /** What a damaged name brings about. */
    private static ZipException asZipException(RuntimeException e) {
        ZipException damaged = new ZipException("its directory cannot be read: " + e.getMessage());
        damaged.initCause(e);
        return damaged;
    }

    private @Nullable ZipEntry nextFile() throws IOException {
        try {
            ZipEntry next = zip.getNextEntry();
            while (next != null && next.isDirectory()) {
                next = zip.getNextEntry();
            }
            return next;
        } catch (EOFException e) {
            throw damaged("the file ends inside an entry");
        } catch (IllegalArgumentException e) {
            throw asZipException(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] out, int off, int len) throws IOException {
        int got;
        try {
            got = zip.read(out, off, len);
        } catch (EOFException e) {
            throw damaged("the file ends inside the packed data");
        } catch (ZipException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
        if (got < 0 && !checked) {
            checked = true;
            if (entry.getSize() != listed.size || entry.getCrc() != listed.crc || nextFile() != null) {
                throw inconsistent();
            }
        }
        return got;
    }

    private ZipException damaged(String what) {
        return new ZipException(String.format(
                Locale.ROOT, "the zip is damaged at byte %,d of %,d or before: %s", raw.count(), raw.size(), what));
    }

    private static ZipException inconsistent() {
        return new ZipException("the zip is damaged: its directory does not state what it holds");
    }
}
