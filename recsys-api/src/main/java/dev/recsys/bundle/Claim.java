package dev.recsys.bundle;

import dev.recsys.internal.file.FileTree;
import dev.recsys.internal.file.TemporarySibling;
import dev.recsys.internal.file.WriteFailure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A folder that one writer fills. A mark in it, locked while its writer lives, tells others to leave it alone; a folder whose
 * mark no one locks, or that has neither a mark nor a manifest, was left by a killed writer. For one thread.
 */
final class Claim implements Closeable {
    private static final String MARK = "writing";
    /** Where a file system has no locks, what is older is taken for left behind. */
    private static final Duration ORPHAN_AGE = Duration.ofHours(1);

    private final Path folder;
    private final @Nullable TemporarySibling lock; // null where the file system has no file channels
    private boolean kept;

    private Claim(Path folder, @Nullable TemporarySibling lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Creates a folder and marks it.
     *
     * @throws NoSuchFileException if another process cleared it before it was marked
     */
    static Claim make(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
            try {
                return new Claim(folder, TemporarySibling.create(folder.resolve(MARK)));
            } catch (UnsupportedOperationException e) {
                Files.write(folder.resolve(MARK), new byte[0]);
                return new Claim(folder, null);
            }
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw WriteFailure.of(folder, e);
        }
    }

    Path folder() {
        return folder;
    }

    /** Keeps what was written: it is published. */
    void keep() {
        kept = true;
    }

    /** Ends the claim; deletes the folder unless it is kept. */
    @Override
    public void close() throws IOException {
        try (TemporarySibling held = lock) {
            if (!kept) {
                delete(folder);
            } else if (held == null) {
                Files.deleteIfExists(folder.resolve(MARK));
            }
        }
    }

    /** Deletes a generation; first its manifest, so that what a killed process leaves of it is no generation. */
    static void delete(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(GenerationFolder.MANIFEST));
        FileTree.delete(folder);
    }

    /** What is asked when a writer is known to be dead. */
    @FunctionalInterface
    interface Published {
        boolean test() throws IOException;
    }

    /** Deletes what a killed writer left; only its mark where it was killed right after it had published. */
    static void clear(Path folder, Published published) throws IOException {
        boolean marked = false;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith("." + MARK + ".")) {
                    marked = true;
                    TemporarySibling.deleteOrphan(file, () -> {
                        if (!published.test()) {
                            Files.deleteIfExists(folder.resolve(GenerationFolder.MANIFEST));
                        }
                    });
                }
                if (name.equals(MARK)) {
                    marked = true;
                    if (Files.getLastModifiedTime(file)
                            .toInstant()
                            .isBefore(Instant.now().minus(ORPHAN_AGE))) {
                        if (!published.test()) {
                            delete(folder);
                        } else {
                            Files.deleteIfExists(file);
                        }
                        return;
                    }
                }
            }
        }
        if (marked && hasMark(folder)) {
            return; // its writer lives
        }
        if (!Files.exists(folder.resolve(GenerationFolder.MANIFEST))) {
            delete(folder);
        }
    }

    private static boolean hasMark(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                if (name.equals(MARK) || name.startsWith("." + MARK + ".")) {
                    return true;
                }
            }
            return false;
        }
    }
}
