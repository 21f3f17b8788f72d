package dev.recsys.decision.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Leaves a log to one writer. The operating system ends the lock with its process, however that ends. The file names the owner for
 * the message, and stays.
 */
final class LogLock {
    /** The file; who copies a log may leave it out. */
    static final String NAME = "lock";

    /** Beyond what is written, for systems where nobody can read what is locked. */
    private static final long PLACE = Long.MAX_VALUE - 1;

    /** Held by this process, which must not open their files again: closing a second channel would end the lock. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path key;
    private final FileChannel channel;
    private final AtomicBoolean isReleased = new AtomicBoolean();

    private LogLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** Locks or refuses, at once. */
    static LogLock acquire(Path folder) throws IOException {
        Path key = folder.toRealPath();
        String me = "process " + ProcessHandle.current().pid();
        if (!OWN.add(key)) {
            throw inUse(folder, "this " + me);
        }
        FileChannel channel = null;
        try {
            Path file = folder.resolve(NAME);
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                String owner = Files.readString(file).strip();
                throw inUse(folder, owner.isEmpty() ? "another process" : owner);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((me + "\n").getBytes(StandardCharsets.UTF_8)), 0);
            return new LogLock(key, channel);
        } catch (IOException | RuntimeException e) {
            OWN.remove(key);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(PLACE, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            return false; // The library in another class loader of this process.
        }
    }

    private static IllegalStateException inUse(Path folder, String owner) {
        return new IllegalStateException(
                "the log " + folder + " is being written by " + owner + "; a log has one writer at a time");
    }

    /** Lets others write the log; whether this call did, and not one before. */
    boolean release() throws IOException {
        if (isReleased.getAndSet(true)) {
            return false;
        }
        try (channel) {
            channel.truncate(0);
        } finally {
            OWN.remove(key);
        }
        return true;
    }
}
