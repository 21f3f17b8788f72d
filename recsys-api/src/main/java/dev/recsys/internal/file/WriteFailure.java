package dev.recsys.internal.file;

import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Says of a failed write which file could not be written, why, and what its disk has left. Thread-safe. */
public final class WriteFailure {
    private WriteFailure() {}

    /**
     * A failure that names the file.
     *
     * @param file what was written
     * @param cause why that failed
     * @return the failure to throw
     */
    public static IOException of(Path file, IOException cause) {
        return new IOException(sentence(file, cause), cause);
    }

    /**
     * A failure that names the file.
     *
     * @param file what was written
     * @param cause why that failed, wrapped
     * @return the failure to throw
     */
    public static IOException of(Path file, UncheckedIOException cause) {
        IOException inner = cause.getCause();
        return inner == null ? new IOException("cannot write " + file, cause) : of(file, inner);
    }

    private static String sentence(Path file, IOException cause) {
        StringBuilder text = new StringBuilder("cannot write ").append(file).append(": ");
        String message = cause.getMessage();
        if (cause instanceof NoSuchFileException) {
            text.append("its folder does not exist");
        } else if (cause instanceof AccessDeniedException) {
            text.append("access is denied");
        } else if (cause instanceof FileSystemException system && system.getReason() != null) {
            text.append(system.getReason());
        } else {
            text.append(message == null ? cause.getClass().getSimpleName() : message);
        }
        long left = usableBytes(file);
        if (left >= 0) {
            text.append(String.format(Locale.ROOT, "; its disk has %s left", bytes(left)));
        }
        return text.toString();
    }

    /**
     * What may still be written to the disk of a file.
     *
     * @param file the file or folder; it or a folder above it must exist
     * @return the bytes, or -1 if that is not known
     */
    public static long usableBytes(Path file) {
        Path existing = file.toAbsolutePath();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            return existing == null
                    ? -1
                    : Math.max(0, Files.getFileStore(existing).getUsableSpace());
        } catch (IOException | UnsupportedOperationException e) {
            return -1;
        }
    }

    /**
     * A number of bytes for people.
     *
     * @param count how many
     * @return such as "12 MB"; "0 MB" for less than one
     */
    public static String bytes(long count) {
        return String.format(Locale.ROOT, "%,d MB", count >> 20);
    }

    /**
     * Refuses to replace what is not a plain file, such as a device, a pipe, a folder or a symbolic link.
     *
     * @param file the target of a rename, whether or not it exists
     * @throws IOException if it exists and is no regular file
     */
    public static void requireReplaceable(Path file) throws IOException {
        Checks.notNull(file, "file");
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        String kind = Files.isSymbolicLink(file)
                ? "a symbolic link"
                : Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) ? "a folder" : "a device or pipe";
        throw new IOException(file + " is " + kind + ", and only a regular file is replaced");
    }
}
