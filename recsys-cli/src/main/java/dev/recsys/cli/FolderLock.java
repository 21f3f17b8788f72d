package dev.recsys.cli;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Leaves an output folder to one command at a time. The operating system ends the lock with its process, however that ends,
 * so that a dead owner never has to be told from a living one. The file says who the owner is, and stays.
 */
final class FolderLock implements Closeable {
    /** Beyond what is written, for systems where nobody can read what is locked. */
    private static final long PLACE = Long.MAX_VALUE - 1;

    /** Held by this process, which must not open their files again: closing a second channel would end the lock. */
    private static final Map<Path, String> OWN = new ConcurrentHashMap<>();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Locks or refuses, at once.
     *
     * @param folder what is locked, for the message
     * @param file the lock's file; its folder must exist
     * @throws IllegalStateException if there is an owner; names it
     */
    static FolderLock acquire(Path folder, Path file) throws IOException {
        Path key = folder.toRealPath().resolve(folder.relativize(file));
        String me = me();
        String owner = OWN.putIfAbsent(key, me);
        if (owner != null) {
            throw inUse(folder, owner);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock(PLACE, 1, false) == null) {
                throw inUse(folder, Files.readString(file).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((me + "\n").getBytes(StandardCharsets.UTF_8)), 0);
            return new FolderLock(key, channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            OWN.remove(key);
            throw e;
        }
    }

    private static IllegalStateException inUse(Path folder, String owner) {
        return new IllegalStateException(folder + " is in use by " + (owner.isEmpty() ? "another process" : owner)
                + "; wait for it to end, or name another folder");
    }

    private static String me() {
        ProcessHandle process = ProcessHandle.current();
        Instant start = process.info().startInstant().orElseGet(Instant::now).truncatedTo(ChronoUnit.SECONDS);
        return "process " + process.pid() + " on " + host() + ", started " + start;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a host without a name";
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            channel.truncate(0);
        } finally {
            OWN.remove(file);
        }
    }
}
