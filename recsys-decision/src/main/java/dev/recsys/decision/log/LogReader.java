package dev.recsys.decision.log;

import dev.recsys.internal.check.Checks;
import dev.recsys.internal.check.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives back the records of a log in their order, each verified before it is given; ends at the first broken place. The log may be
 * written at the same time: what is appended after the reader was opened may be given or not. Memory: one record. For one thread.
 */
public final class LogReader implements AutoCloseable {
    private final Path folder;
    private final @Nullable LogHead expected;
    private final HeadFile.Content head;
    private final List<LogFile> files;
    private int at = -1;
    private @Nullable FileScan scan;
    private LogHead endOfFile = LogHead.START;
    private LogHead end = LogHead.START;
    private String endFile = "";
    private long endLine;
    private long records;
    private long tornBytes;
    private @Nullable String fault;
    private boolean isDone;

    private LogReader(Path folder, @Nullable LogHead expected) throws IOException {
        this.folder = folder;
        this.expected = expected;
        // In this order: what the head names is in the files by then.
        this.head = HeadFile.read(folder);
        this.files = LogFile.list(folder);
    }

    /**
     * Opens a log.
     *
     * @param folder the log's folder
     * @return a reader before the first record
     * @throws IllegalArgumentException if {@code folder} is null
     * @throws IOException if the folder cannot be read
     */
    public static LogReader open(Path folder) throws IOException {
        return new LogReader(Checks.notNull(folder, "folder"), null);
    }

    /**
     * Opens a log that must hold a record.
     *
     * @param folder the log's folder
     * @param expected what {@link DecisionLog#head} said some time ago, kept in another place
     * @return a reader before the first record
     * @throws IllegalArgumentException if an argument is null
     * @throws IOException if the folder cannot be read
     */
    public static LogReader open(Path folder, LogHead expected) throws IOException {
        return new LogReader(Checks.notNull(folder, "folder"), Checks.notNull(expected, "expected"));
    }

    /**
     * Reads and verifies a log, which may be written at the same time.
     *
     * @param folder the log's folder
     * @return what was found
     * @throws IllegalArgumentException if {@code folder} is null
     * @throws IOException if a file cannot be read; a broken log is no exception, but a fault in the answer
     */
    public static LogCheck verify(Path folder) throws IOException {
        try (LogReader reader = LogReader.open(folder)) {
            return reader.check();
        }
    }

    /**
     * Reads and verifies a log that must hold a record.
     *
     * @param folder the log's folder
     * @param expected what {@link DecisionLog#head} said some time ago, kept in another place
     * @return what was found
     * @throws IllegalArgumentException if an argument is null
     * @throws IOException if a file cannot be read; a broken log is no exception, but a fault in the answer
     */
    public static LogCheck verify(Path folder, LogHead expected) throws IOException {
        Checks.notNull(expected, "expected");
        try (LogReader reader = LogReader.open(folder, expected)) {
            return reader.check();
        }
    }

    /**
     * The next record.
     *
     * @return the record; empty at the end of the log and at its first broken place, which {@link #check} tells apart
     * @throws IOException if a file cannot be read
     */
    public Optional<LogRecord> next() throws IOException {
        while (advance()) {
            LogRecord record = current().record();
            if (record != null) {
                return Optional.of(record);
            }
            current().refuseRecord("changed: it has no time");
            fault = current().fault();
            isDone = true;
        }
        return Optional.empty();
    }

    /**
     * Verifies what has not been read yet.
     *
     * @return what was found in the whole log
     * @throws IOException if a file cannot be read
     */
    public LogCheck check() throws IOException {
        while (advance()) {
            // Verified.
        }
        return new LogCheck(files.size(), records, end, endFile, endLine, tornBytes, fault);
    }

    private FileScan current() {
        return Checks.notNull(scan, "a file");
    }

    /** Goes on to the next sound record. */
    private boolean advance() throws IOException {
        while (!isDone) {
            FileScan file = scan;
            if (file == null ? nextFile() : file.next() && isExpected(file)) {
                if (file != null) {
                    records++;
                    end = file.end();
                    endFile = files.get(at).name();
                    endLine = file.line();
                    return true;
                }
            } else {
                endFile();
            }
        }
        return false;
    }

    /** Opens the next file; whether its first line is sound. */
    private boolean nextFile() throws IOException {
        at++;
        if (at == files.size()) {
            return false;
        }
        LogFile file = files.get(at);
        int before = at == 0 ? 0 : files.get(at - 1).sequence();
        if (file.sequence() != before + 1) {
            String what = file.sequence() == before
                    ? "there are two files " + before
                    : before + 2 == file.sequence()
                            ? "dropped: file " + (before + 1) + " before it is missing"
                            : "dropped: files " + (before + 1) + " to " + (file.sequence() - 1)
                                    + " before it are missing";
            fault = file.name() + ": " + what + ", with record " + (end.number() + 1);
            return false;
        }
        scan = new FileScan(file);
        return current().begin(endOfFile) && keepsTorn(current());
    }

    /** Whether the torn end of the file before, which a first line names, is still there. */
    private boolean keepsTorn(FileScan file) throws IOException {
        FileHeader.Torn torn = Checks.notNull(file.header(), "header").torn();
        if (torn == null) {
            return true;
        }
        Path kept = folder.resolve(torn.file());
        if (Files.isRegularFile(kept) && sha256(kept).equals(torn.sha256())) {
            return true;
        }
        fault = torn.file() + ": the unfinished record that the first line of "
                + files.get(at).name() + " names is missing or changed";
        return false;
    }

    static String sha256(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return LineFormat.hex(digest.digest());
    }

    /** Whether the record that was just read agrees with the heads. */
    private boolean isExpected(FileScan file) {
        LogHead found = file.end();
        if (isOther(found, head.head())) {
            file.refuseRecord("not the record that the file \"head\" names: the log was written anew up to here");
        } else if (isOther(found, expected)) {
            file.refuseRecord("not the expected record: the log was written anew up to here");
        }
        return file.fault() == null;
    }

    private static boolean isOther(LogHead found, @Nullable LogHead wanted) {
        return wanted != null && wanted.number() == found.number() && !wanted.equals(found);
    }

    /** Ends a file, or the log. */
    private void endFile() throws IOException {
        FileScan file = scan;
        if (file != null) {
            try (file) {
                scan = null;
                if (file.header() != null) {
                    endOfFile = file.end();
                }
                if (file.fault() != null) {
                    String place = file.place();
                    boolean isReordered = file.missingTo() > 0 && isElsewhere(file);
                    fault = isReordered ? place + ": reordered: the record stands further down" : file.fault();
                } else if (fault == null && file.tornBytes() > 0 && at < files.size() - 1) {
                    fault = file.place() + ": truncated: the file ends within this line, but others follow";
                } else if (fault == null && file.header() == null && at < files.size() - 1) {
                    fault = file.place() + ": truncated: the file is empty, but others follow";
                } else {
                    tornBytes = file.tornBytes();
                }
            }
        }
        if (fault != null || at >= files.size() - 1) {
            isDone = true;
            fault = fault == null ? faultOfHeads() : fault;
        }
    }

    /** Whether the first missing record stands after the place where it is missing. */
    private boolean isElsewhere(FileScan file) throws IOException {
        long wanted = file.number() + 1;
        if (file.header() == null) {
            wanted = end.number() + 1;
        }
        if (file.comesLater(wanted)) {
            return true;
        }
        for (LogFile later : files.subList(at + 1, files.size())) {
            try (FileScan next = new FileScan(later)) {
                if (next.comesLater(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }

    private @Nullable String faultOfHeads() throws IOException {
        HeadFile.Content now = head.exists() ? head : HeadFile.read(folder);
        if (records > 0 && !now.exists()) {
            return "the file \"head\", which names the last record on the disk, is missing";
        }
        if (now.exists() && now.head() == null) {
            return "the file \"head\", which names the last record on the disk, cannot be read";
        }
        String cut = cutOff(head.head(), "that the file \"head\" names");
        return cut == null ? cutOff(expected, "that is expected") : cut;
    }

    private @Nullable String cutOff(@Nullable LogHead wanted, String which) {
        if (wanted == null || wanted.number() <= end.number()) {
            return null;
        }
        String place = end.number() == 0
                ? "the log has no record"
                : "the log ends at " + endFile + ", line " + endLine + ", record " + end.number();
        return place + ": cut off before record " + wanted.number() + " " + which;
    }

    /**
     * Closes the file that is open.
     *
     * @throws IOException if it cannot be closed
     */
    @Override
    public void close() throws IOException {
        isDone = true;
        if (scan != null) {
            scan.close();
        }
    }
}
