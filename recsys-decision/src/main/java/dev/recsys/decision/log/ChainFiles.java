package dev.recsys.decision.log;

import dev.recsys.internal.check.Checks;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Writes chained records to the files of a log, a new one when a file is full or a day is over. For one thread. */
final class ChainFiles implements Closeable {
    private static final int MAX_YEAR = 9999;

    private final Path folder;
    private final int maxFileBytes;
    private final InstantSource clock;
    private final Disk disk;
    private final ChainBuffer chain;
    private final HeadFile headFile;
    private Disk.Output output;
    private FileHeader header;
    private long fileBytes;
    private boolean hasRecords;
    private boolean forced = true;
    private LogHead last;
    private volatile LogHead forcedHead;
    private final AtomicLong bytes = new AtomicLong();

    private ChainFiles(Path folder, LogConfig config, InstantSource clock, Disk disk, LogTail tail, FileHeader header)
            throws IOException {
        this.folder = folder;
        this.maxFileBytes = config.maxFileBytes();
        this.clock = clock;
        this.disk = disk;
        this.last = tail.last();
        this.forcedHead = last;
        this.header = header;
        this.chain = new ChainBuffer(last.number(), tail.hash());
        this.output = disk.append(folder.resolve(header.fileName()));
        this.headFile = HeadFile.open(folder);
    }

    /** Goes on where a log ends. */
    static ChainFiles open(Path folder, LogConfig config, InstantSource clock, Disk disk, LogTail tail)
            throws IOException {
        LocalDate today = day(clock.instant());
        FileHeader going = tail.file();
        FileHeader header = going != null
                ? going
                : new FileHeader(
                        tail.sequence() + 1,
                        today.isBefore(tail.day()) ? tail.day() : today,
                        tail.last().number(),
                        tail.hash(),
                        tail.torn());
        ChainFiles files = new ChainFiles(folder, config, clock, disk, tail, header);
        try {
            if (going == null) {
                files.writeHeader();
            } else {
                files.fileBytes = tail.fileBytes();
                files.hasRecords = true;
            }
            // What is there may never have been forced; from here on the file "head" says that it is.
            files.forced = false;
            files.force();
            files.headFile.force();
            LogFile.forceFolder(folder);
            return files;
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    static LocalDate day(Instant time) {
        Checks.notNull(time, "the clock's instant");
        boolean prints = time.compareTo(Instant.EPOCH) >= 0
                && time.isBefore(LocalDate.of(MAX_YEAR, 12, 31)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
        Checks.that(prints, "the clock must tell a time in the years 1970 to %d", MAX_YEAR);
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** Hands the records to the operating system. */
    void write(List<byte[]> bodies) throws IOException {
        Instant now = clock.instant();
        LocalDate today = day(now);
        byte[] time = LineFormat.time(now);
        for (byte[] body : bodies) {
            boolean isFull =
                    hasRecords && fileBytes + chain.size() + chain.lineLength(body.length, time) > maxFileBytes;
            if (isFull || today.isAfter(header.day())) {
                writeLines();
                rotate(today.isAfter(header.day()) ? today : header.day());
            }
            chain.add(body, time);
            hasRecords = true;
        }
        writeLines();
    }

    private void writeLines() throws IOException {
        if (chain.size() == 0) {
            return;
        }
        write(chain.take());
        last = new LogHead(chain.number(), chain.hash());
    }

    private void write(ByteBuffer lines) throws IOException {
        int length = lines.remaining();
        forced = false;
        output.write(lines);
        fileBytes += length;
        bytes.addAndGet(length);
    }

    private void rotate(LocalDate day) throws IOException {
        force();
        output.close();
        header = new FileHeader(header.sequence() + 1, day, chain.number(), chain.hash(), null);
        output = disk.append(folder.resolve(header.fileName()));
        writeHeader();
        LogFile.forceFolder(folder);
    }

    private void writeHeader() throws IOException {
        byte[] line = header.line();
        fileBytes = 0;
        hasRecords = false;
        write(ByteBuffer.wrap(line));
        chain.follow(LineFormat.hashOf(line, line.length - 1));
    }

    /** Returns when all that was written is on the disk. */
    void force() throws IOException {
        if (forced) {
            return;
        }
        output.force();
        forced = true;
        headFile.write(last);
        forcedHead = last;
    }

    boolean isForced() {
        return forced;
    }

    /** The last record on the disk. By any thread. */
    LogHead forcedHead() {
        return forcedHead;
    }

    /** Bytes written since the log was opened. By any thread. */
    long bytes() {
        return bytes.get();
    }

    /** Closes the files as they are. */
    @Override
    public void close() throws IOException {
        try (headFile) {
            output.close();
        }
    }
}
