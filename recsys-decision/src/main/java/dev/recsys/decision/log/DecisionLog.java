package dev.recsys.decision.log;

import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Appends JSON objects to a log, each chained to the last by SHA-256. A thread that appends hands its record to a queue, which takes
 * about a microsecond; one thread of the log chains, writes and forces what is queued. When the queue is full, {@code append} waits:
 * nothing is dropped.
 *
 * <p>A killed process leaves a log that opens: at most the records that were still queued are missing, under
 * {@link LogConfig.Force#EVERY_RECORD} none that was acknowledged. A record that was half written is kept in a file of its own,
 * which the next file of the log names. A log that is broken in another way is not written on.
 *
 * <p>Thread-safe. One log a folder, and one writer a log.
 */
public final class DecisionLog implements AutoCloseable {
    private final Path folder;
    private final LogLock lock;
    private final ChainFiles files;
    private final LogQueue queue;
    private final LogWriter writer;
    private final Thread thread;
    private final boolean isForcedEach;
    private final AtomicLong appended = new AtomicLong();

    private DecisionLog(Path folder, LogLock lock, ChainFiles files, LogConfig config) {
        this.folder = folder;
        this.lock = lock;
        this.files = files;
        this.queue = new LogQueue(config.queueBytes());
        this.writer = new LogWriter(files, queue, config);
        this.isForcedEach = config.force() == LogConfig.Force.EVERY_RECORD;
        this.thread = new Thread(writer, "recsys-decision-log");
        thread.setDaemon(true);
    }

    /**
     * Opens a log with the system's clock.
     *
     * @param folder the log's folder; created if there is none, but not the one it is in
     * @param config the options
     * @return the log
     * @throws IllegalArgumentException if an argument is null
     * @throws IllegalStateException if the log is being written, by this process or another
     * @throws IOException if the folder cannot be used or is full of other files, or the log's last file is broken by more than a kill
     */
    public static DecisionLog open(Path folder, LogConfig config) throws IOException {
        return open(folder, config, InstantSource.system());
    }

    /**
     * Opens a log.
     *
     * @param folder the log's folder; created if there is none, but not the one it is in
     * @param config the options
     * @param clock tells records' times and days; called by the log's thread too
     * @return the log
     * @throws IllegalArgumentException if an argument is null or the clock tells a time before 1970 or after 9999
     * @throws IllegalStateException if the log is being written, by this process or another
     * @throws IOException if the folder cannot be used or is full of other files, or the log's last file is broken by more than a kill
     */
    public static DecisionLog open(Path folder, LogConfig config, InstantSource clock) throws IOException {
        return open(folder, config, clock, Disk.FILES);
    }

    static DecisionLog open(Path folder, LogConfig config, InstantSource clock, Disk disk) throws IOException {
        Checks.notNull(folder, "folder");
        Checks.notNull(config, "config");
        ChainFiles.day(Checks.notNull(clock, "clock").instant());
        prepare(folder);
        LogLock lock = LogLock.acquire(folder);
        try {
            ChainFiles files = ChainFiles.open(folder, config, clock, disk, LogTail.recover(folder));
            DecisionLog log = new DecisionLog(folder, lock, files, config);
            log.thread.start();
            return log;
        } catch (IOException | RuntimeException | Error e) {
            lock.release();
            throw e;
        }
    }

    /**
     * Creates the folder, but not the one it is in, which may be a disk that is not mounted; refuses one of other purposes.
     */
    private static void prepare(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            Files.createDirectory(folder);
        }
        boolean isUsed = Files.exists(folder.resolve(LogLock.NAME)) || Files.exists(folder.resolve(HeadFile.NAME));
        if (!isUsed) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new IOException(
                            "the folder " + folder + " is not empty and has no log; a log has a folder of its own");
                }
            }
        }
    }

    /**
     * Appends a record. Waits while the queue is full, and under {@link LogConfig.Force#EVERY_RECORD} until it is on the disk.
     *
     * @param json a JSON object in one line; only its first and last character, its encoding and that it has no control characters
     *     are looked at
     * @throws IllegalArgumentException if {@code json} is null, is no such line, has half a surrogate pair, or more than a MiB
     * @throws IllegalStateException if the log is closed, or the thread is interrupted while it waits for room
     * @throws UncheckedIOException if the log has failed; the record may be written or not
     */
    public void append(String json) {
        append(Body.from(json));
    }

    /**
     * Appends a record, as {@link #append(String)} does. The bytes are copied: the array may be used again.
     *
     * @param json holds a JSON object in one line, as UTF-8. Not modified.
     * @param from where it begins
     * @param to where it ends, exclusive
     * @throws IllegalArgumentException if {@code json} is null, the range is outside of it, or what it holds is no JSON object
     *     in one line of UTF-8 or more than a MiB
     * @throws IllegalStateException if the log is closed, or the thread is interrupted while it waits for room
     * @throws UncheckedIOException if the log has failed; the record may be written or not
     */
    public void append(byte[] json, int from, int to) {
        append(Body.from(json, from, to));
    }

    private void append(byte[] body) {
        requireOpen();
        if (!queue.reserve(body.length)) {
            awaitRoom(body.length);
        }
        LogEntry entry = isForcedEach ? LogEntry.awaited(body) : LogEntry.of(body);
        appended.incrementAndGet();
        hand(entry);
        if (isForcedEach) {
            await(entry);
        }
    }

    private void awaitRoom(int length) {
        LockSupport.unpark(thread);
        try {
            if (!queue.await(length, () -> writer.isClosing() || writer.hasEnded())) {
                requireOpen();
                throw closed();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while the log's queue was full; the record is not appended", e);
        }
    }

    /** Queues an entry, unless the writer has ended in the meantime and has not seen it. */
    private void hand(LogEntry entry) {
        queue.add(entry);
        if (writer.isAsleep()) {
            LockSupport.unpark(thread);
        }
        if (!writer.hasEnded()) {
            return;
        }
        if (queue.remove(entry)) {
            if (!entry.isFlush()) {
                appended.decrementAndGet();
            }
            requireOpen();
            throw closed();
        }
        // The writer took it and failed: it counts as appended and not written.
        requireNoFailure();
    }

    private void await(LogEntry entry) {
        boolean interrupted = false;
        while (!entry.isDone()) {
            LockSupport.park(entry);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        requireNoFailure();
    }

    private void requireOpen() {
        requireNoFailure();
        if (writer.isClosing()) {
            throw closed();
        }
    }

    private void requireNoFailure() {
        Throwable failure = writer.failure();
        if (failure != null) {
            throw new UncheckedIOException(new IOException(sentence(failure), failure));
        }
    }

    private IllegalStateException closed() {
        return new IllegalStateException("the log " + folder + " is closed");
    }

    private String sentence(Throwable failure) {
        return "the log " + folder + " has failed and takes no more records: " + cause(failure);
    }

    private static String cause(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /**
     * Waits until everything that was appended before is on the disk.
     *
     * @throws IllegalStateException if the log is closed
     * @throws IOException if the log has failed
     */
    public void flush() throws IOException {
        try {
            requireOpen();
            LogEntry entry = LogEntry.flush();
            hand(entry);
            LockSupport.unpark(thread);
            await(entry);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * What the log has done since it was opened.
     *
     * @return the counts, each as of now
     */
    public LogCounters counters() {
        Throwable failure = writer.failure();
        // In this order: nothing is forced before it is written, nor written before it is appended.
        long forced = writer.forced();
        long written = writer.written();
        long taken = Math.max(written, appended.get());
        return new LogCounters(
                taken,
                written,
                forced,
                taken - written,
                files.bytes(),
                queue.waits(),
                failure == null ? null : cause(failure));
    }

    /**
     * The last record on the disk, to be kept in another place: {@link LogReader#verify(Path, LogHead)} shows later that nothing up to it
     * was changed or cut off.
     *
     * @return its number and hash
     */
    public LogHead head() {
        return files.forcedHead();
    }

    /**
     * Writes and forces what is queued, ends the log's thread and lets others open the log. A second call does nothing.
     *
     * @throws IOException if the log has failed, now or before; says how many records are not written
     */
    @Override
    public void close() throws IOException {
        writer.close();
        LockSupport.unpark(thread);
        queue.wake();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!lock.release()) {
            return;
        }
        Throwable failure = writer.failure();
        if (failure != null) {
            long lost = appended.get() - writer.written();
            throw new IOException(sentence(failure) + "; " + lost + " records are not written", failure);
        }
    }
}
