package dev.recsys.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.recsys.internal.file.WholeFile;
import dev.recsys.internal.file.WriteFailure;
import dev.recsys.model.ModelFormatException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a store: one folder a generation, and the file {@code current}, which names one of them and since when it does.
 *
 * <p>A number is claimed by a folder of that number and of random digits, which no other writer makes; who then sees another
 * folder of the same number gives up and takes the next one. So no two writers write into one folder, and no two generations get
 * one number, on any file system that lists a folder once it was made. Thread-safe: no state but the path.
 */
final class StoreFolder {
    static final String CURRENT = "current";

    /** Locked while the pointer is moved; stays, as two processes would otherwise lock two files of one name. */
    private static final String LOCK = ".lock";

    /** What this process moves, in any store: two locks of one process on one file would be refused. */
    private static final ReentrantLock MOVING = new ReentrantLock();

    private static final int MAX_CLAIMS = 1_000;
    private static final int MAX_READS = 20;
    private static final Duration READ_PAUSE = Duration.ofMillis(10);

    private final Path root;

    StoreFolder(Path root) {
        this.root = root.toAbsolutePath();
    }

    /** The ids of all folders, the greatest number first; what is being written and what was left are among them. */
    List<String> ids() throws IOException {
        List<String> ids = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(root)) {
            for (Path each : all) {
                String name = GenerationFolder.name(each);
                if (GenerationFolder.ID.matcher(name).matches()) {
                    ids.add(name);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        ids.sort(Comparator.comparingLong(GenerationFolder::number).reversed().thenComparing(id -> id));
        return ids;
    }

    /** The ids of whole generations, the greatest number first. */
    List<String> sealed() throws IOException {
        List<String> sealed = new ArrayList<>();
        for (String id : ids()) {
            if (Files.exists(folderOf(id).resolve(GenerationFolder.MANIFEST))) {
                sealed.add(id);
            }
        }
        return sealed;
    }

    /** The id of a number. */
    String find(long number) throws IOException {
        for (String id : sealed()) {
            if (GenerationFolder.number(id) == number) {
                return id;
            }
        }
        throw new NoSuchFileException(root.resolve(number + "-*").toString(), null, "there is no such generation");
    }

    Path folderOf(String id) {
        return root.resolve(id);
    }

    /**
     * What the pointer says. Where a file system has neither renames in one step nor puts of whole objects, a reader may find it
     * half written: it is read again before it is refused.
     */
    Optional<Pointer> current() throws IOException {
        for (int read = 1; read < MAX_READS; read++) {
            try {
                return read();
            } catch (ModelFormatException e) {
                LockSupport.parkNanos(READ_PAUSE.toNanos());
            }
        }
        return read();
    }

    private Optional<Pointer> read() throws IOException {
        Path file = root.resolve(CURRENT);
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        String[] words = new String(bytes, UTF_8).strip().split(" ", -1);
        if (words.length != 2 || !GenerationFolder.ID.matcher(words[0]).matches()) {
            throw new ModelFormatException(file + " does not name a generation");
        }
        try {
            return Optional.of(new Pointer(words[0], GenerationFolder.number(words[0]), Instant.parse(words[1])));
        } catch (DateTimeException e) {
            throw new ModelFormatException(file + " does not say since when", e);
        }
    }

    /** Moves the pointer, whatever it says. */
    void point(String id, Instant now) throws IOException {
        move(() -> write(id, now));
    }

    /** Moves the pointer, unless it is at a greater number. */
    void pointForward(String id, Instant now) throws IOException {
        move(() -> {
            if (current().map(Pointer::number).orElse(0L) < GenerationFolder.number(id)) {
                write(id, now);
            }
        });
    }

    private void write(String id, Instant now) throws IOException {
        WholeFile.write(root.resolve(CURRENT), (id + " " + now + "\n").getBytes(UTF_8));
    }

    /** What moves the pointer. */
    @FunctionalInterface
    private interface Move {
        void run() throws IOException;
    }

    /** One at a time, where the file system has locks. */
    private void move(Move move) throws IOException {
        MOVING.lock();
        try {
            FileChannel channel = lock();
            try {
                move.run();
            } finally {
                if (channel != null) {
                    channel.close();
                }
            }
        } finally {
            MOVING.unlock();
        }
    }

    /** Null where the file system has no locks. */
    private @Nullable FileChannel lock() throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (UnsupportedOperationException e) {
            return null;
        } catch (IOException e) {
            throw WriteFailure.of(root.resolve(LOCK), e);
        }
        try {
            channel.lock();
        } catch (IOException | UnsupportedOperationException e) {
            channel.close();
            return null;
        }
        return channel;
    }

    /** Claims the next number. */
    Claim claim() throws IOException {
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(root);
            }
        } catch (IOException e) {
            throw WriteFailure.of(root, e);
        }
        for (int attempt = 0; attempt < MAX_CLAIMS; attempt++) {
            long greatest = current().map(Pointer::number).orElse(0L);
            for (String id : ids()) {
                greatest = Math.max(greatest, GenerationFolder.number(id));
            }
            Claim claim = claim(greatest + 1);
            if (claim != null) {
                return claim;
            }
            // Two that saw each other: one of them comes first next time.
            LockSupport.parkNanos(
                    TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextLong(20_000)));
        }
        throw new IOException(root + " has so many writers that none gets a number; try again");
    }

    private @Nullable Claim claim(long number) throws IOException {
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        Claim claim;
        try {
            claim = Claim.make(folderOf(number + "-" + random));
        } catch (NoSuchFileException e) {
            return null; // taken for left behind before it was marked
        }
        try {
            long alike = ids().stream()
                    .filter(id -> GenerationFolder.number(id) == number)
                    .count();
            if (alike == 1) {
                return claim;
            }
            claim.close();
            return null;
        } catch (IOException | RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    /** Deletes what killed writers left. Another writer may be faster. */
    @SuppressWarnings("EmptyCatch")
    void clear() throws IOException {
        for (String id : ids()) {
            try {
                Claim.clear(
                        folderOf(id),
                        () -> current().map(now -> now.id().equals(id)).orElse(false));
            } catch (NoSuchFileException e) {
                // It is gone.
            }
        }
    }

    /** Deletes old generations, but for those of these ids. */
    void keep(int count, List<String> always) throws IOException {
        List<String> sealed = sealed();
        for (String id : sealed.subList(Math.min(count, sealed.size()), sealed.size())) {
            if (!always.contains(id)) {
                Claim.delete(folderOf(id));
            }
        }
    }
}
