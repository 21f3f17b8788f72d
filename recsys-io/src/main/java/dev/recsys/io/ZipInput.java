package dev.recsys.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * Unpacks the one file of a zip. At the end of the data its checksum and size must be those that the entry and the archive's
 * directory state, and no file may stand in the archive that its directory does not list. Directories are skipped.
 *
 * <p>The JDK's stream is not used: on Java 17 it takes archives that were written to a pipe, whose entries end in 8-byte sizes,
 * for damaged.
 *
 * <p>Source: PKWARE's APPNOTE, 4.3.
 */
final class ZipInput extends PackedInput {
    private static final long ENTRY = 0x04034b50L;
    private static final long DESCRIPTOR = 0x08074b50L;
    private static final int ENCRYPTED = 1;
    private static final int SIZES_FOLLOW = 8;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int WIDE_SIZES = 1; // the extra field of sizes beyond 4 GiB
    private static final long FOUR_BYTES = 0xffff_ffffL;

    private final Listed listed;
    private Entry entry;
    private long left; // of a stored entry
    private boolean ended;

    /** What the directory at the end of the archive states of its file. */
    private record Listed(int files, String name, long size, long crc) {}

    /** What stands before an entry's data. */
    private record Entry(boolean sizesFollow, int method, long crc, long packed, long size, String name, boolean wide) {
        boolean isDirectory() {
            return name.endsWith("/");
        }
    }

    private ZipInput(InputStream in, long size, Listed listed) throws IOException {
        super(in, "zip", size);
        this.listed = listed;
        if (little(4) != ENTRY) {
            throw damaged("an entry must begin here");
        }
        entry = beginEntry();
        while (entry.isDirectory()) {
            skipDirectory();
            if (little(4) != ENTRY) {
                throw damaged("an entry must begin here");
            }
            entry = beginEntry();
        }
        if (!entry.name.replaceFirst("^/+", "").equals(listed.name)) {
            throw inconsistent();
        }
    }

    /**
     * Opens an archive.
     *
     * @param start the same file's bytes
     * @throws IllegalArgumentException if there is not exactly one file in it
     * @throws ZipException if the archive is damaged
     */
    static ZipInput open(Path path, InputStream start, long size) throws IOException {
        Listed listed = list(path);
        Checks.that(listed.files > 0, "%s is a zip without a file in it", path);
        Checks.that(listed.files == 1, "%s is a zip of several files, but must hold exactly one", path);
        return new ZipInput(start, size, listed);
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
            long crc = ((Number) Files.getAttribute(file, "zip:crc")).longValue() & FOUR_BYTES;
            return new Listed(1, file.toString().substring(1), size, crc);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            ZipException damaged = new ZipException("the zip's directory cannot be read: " + e.getMessage());
            damaged.initCause(e);
            throw damaged;
        }
    }

    /** Reads what stands before an entry's data, behind its signature. */
    private Entry beginEntry() throws IOException {
        skip(2);
        int flags = (int) little(2);
        int method = (int) little(2);
        skip(4);
        long crc = little(4);
        long packed = little(4);
        long size = little(4);
        byte[] name = new byte[(int) little(2)];
        int extra = (int) little(2);
        for (int i = 0; i < name.length; i++) {
            name[i] = (byte) next();
        }
        boolean wide = false;
        while (extra >= 4) {
            int id = (int) little(2);
            int length = (int) little(2);
            extra -= 4 + length;
            if (id == WIDE_SIZES) {
                wide = true;
                if (size == FOUR_BYTES && length >= 8) {
                    size = little(8);
                    length -= 8;
                }
                if (packed == FOUR_BYTES && length >= 8) {
                    packed = little(8);
                    length -= 8;
                }
            }
            skip(length);
        }
        if (extra < 0) {
            throw damaged("an extra field is longer than its entry allows");
        }
        skip(extra);
        if ((flags & ENCRYPTED) != 0) {
            throw new ZipException("the zip is encrypted");
        }
        if (method != STORED && method != DEFLATED) {
            throw new ZipException("the zip is packed by method " + method + ", but must be deflated or stored");
        }
        boolean sizesFollow = (flags & SIZES_FOLLOW) != 0;
        begin();
        Entry begun = new Entry(sizesFollow, method, crc, packed, size, new String(name, UTF_8), wide);
        left = method == DEFLATED ? 0 : sizesFollow && !begun.isDirectory() ? listed.size : packed;
        return begun;
    }

    private void skipDirectory() throws IOException {
        byte[] nothing = new byte[16];
        if (data(nothing, 0, nothing.length) > 0) {
            throw damaged("a directory has data");
        }
    }

    @Override
    public int read(byte[] out, int off, int len) throws IOException {
        if (len == 0 || ended) {
            return ended ? -1 : 0;
        }
        int got = data(out, off, len);
        if (got < 0) {
            ended = true;
            finish();
        }
        return got;
    }

    /** The next bytes of the entry; -1 at its end, which is checked. */
    private int data(byte[] out, int off, int len) throws IOException {
        if (entry.method == DEFLATED) {
            int got = inflate(out, off, len);
            if (got < 0) {
                checkEntry(unpacked(), taken());
            }
            return got;
        }
        if (left == 0) {
            long size = entry.sizesFollow && !entry.isDirectory() ? listed.size : entry.packed;
            checkEntry(size, size);
            return -1;
        }
        int got = copy(out, off, (int) Math.min(len, left));
        left -= got;
        return got;
    }

    /** Compares what was unpacked with what the entry states before or behind its data. */
    private void checkEntry(long size, long packed) throws IOException {
        long statedCrc = entry.crc;
        long statedPacked = entry.packed;
        long statedSize = entry.size;
        if (entry.sizesFollow) {
            statedCrc = little(4);
            if (statedCrc == DESCRIPTOR) {
                statedCrc = little(4);
            }
            int bytes = entry.wide || size > FOUR_BYTES || packed > FOUR_BYTES ? 8 : 4;
            statedPacked = little(bytes);
            statedSize = little(bytes);
        }
        if (statedCrc != checksum()) {
            throw damaged("the checksum does not match");
        }
        if (statedSize != size || statedPacked != packed) {
            throw damaged("the size does not match");
        }
        if (!entry.isDirectory() && (listed.size != size || listed.crc != statedCrc)) {
            throw inconsistent();
        }
    }

    /** Goes through the entries behind the file, among which must be no other. */
    private void finish() throws IOException {
        while (little(4) == ENTRY) {
            entry = beginEntry();
            if (!entry.isDirectory()) {
                throw inconsistent();
            }
            skipDirectory();
        }
    }

    private static ZipException inconsistent() {
        return new ZipException("the zip is damaged: its directory does not state what it holds");
    }
}
