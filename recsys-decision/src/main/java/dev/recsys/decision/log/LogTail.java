package dev.recsys.decision.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a log ends, for a writer to go on. A torn end, which a killed process leaves, is first put into a file of its own; the next
 * file's first line names it. Of what was written before the last file only the chain into that file is looked at.
 *
 * @param last the last record
 * @param hash the hash of the last line, of a record or a file's first one
 * @param sequence of the last file; 0 if there is none
 * @param day of the last file
 * @param file the first line of the last file, if records may be appended to it; null if a new one is to begin
 * @param fileBytes how long the last file is
 * @param torn the torn end of the last file that no first line names yet, or null
 */
record LogTail(
        LogHead last,
        String hash,
        int sequence,
        LocalDate day,
        @Nullable FileHeader file,
        long fileBytes,
        FileHeader.@Nullable Torn torn) {
    /** The longest first line, and more. */
    private static final int MAX_HEADER = 1024;

    /** Finds the end of a log and mends it. */
    static LogTail recover(Path folder) throws IOException {
        List<LogFile> files = LogFile.list(folder);
        // A first line that a kill has cut has no records after it.
        while (!files.isEmpty() && isUnfinished(files.get(files.size() - 1))) {
            Files.delete(files.remove(files.size() - 1).path());
        }
        HeadFile.Content head = HeadFile.read(folder);
        LogTail tail = files.isEmpty()
                ? new LogTail(LogHead.START, LogHead.START.hash(), 0, LocalDate.EPOCH, null, 0, null)
                : ofLast(folder, files, head.head());
        LogHead named = head.head();
        if (tail.last.number() > 0 && named == null) {
            throw broken(folder, "the file \"head\" is missing or cannot be read");
        }
        if (named != null && named.number() > tail.last.number()) {
            throw broken(
                    folder,
                    "it ends at record " + tail.last.number() + ", but the file \"head\" names record "
                            + named.number());
        }
        return tail;
    }

    private static IOException broken(Path folder, String what) {
        return new IOException("the log " + folder + " is broken and is not written on: " + what
                + ". Nothing was changed; keep the folder, and begin another");
    }

    private static boolean isUnfinished(LogFile file) throws IOException {
        if (Files.size(file.path()) > MAX_HEADER) {
            return false;
        }
        try (LineInput input = new LineInput(file.path())) {
            LineInput.Found found = input.next();
            return found == LineInput.Found.TORN || found == LineInput.Found.END;
        }
    }

    private static LogTail ofLast(Path folder, List<LogFile> files, @Nullable LogHead named) throws IOException {
        LogFile file = files.get(files.size() - 1);
        try (FileScan scan = new FileScan(file)) {
            read(folder, scan, null, named);
            FileHeader header = scan.header();
            LogHead end = scan.end();
            LogHead last = scan.records() > 0 ? end : lastBefore(folder, files, named);
            if (last.number() != end.number()) {
                throw broken(folder, file.name() + " follows record " + end.number() + ", which is not there");
            }
            long length = scan.tornBytes() > 0 ? scan.offset() : Files.size(file.path());
            FileHeader.Torn torn = takeOff(folder, file, length, scan.tornBytes());
            return new LogTail(
                    last, end.hash(), file.sequence(), file.day(), torn == null ? header : null, length, torn);
        }
    }

    /** The last record of the files before the last one, in which there is none. */
    private static LogHead lastBefore(Path folder, List<LogFile> files, @Nullable LogHead named) throws IOException {
        for (int i = files.size() - 2; i >= 0; i--) {
            try (FileScan scan = new FileScan(files.get(i))) {
                read(folder, scan, null, named);
                if (scan.records() > 0) {
                    return scan.end();
                }
            }
        }
        return LogHead.START;
    }

    private static void read(Path folder, FileScan scan, @Nullable LogHead before, @Nullable LogHead named)
            throws IOException {
        boolean more = scan.begin(before);
        while (more) {
            more = scan.next();
            if (more && named != null && named.number() == scan.number() && !named.equals(scan.end())) {
                scan.refuseRecord("not the record that the file \"head\" names");
            }
        }
        String fault = scan.fault();
        if (fault != null) {
            throw broken(folder, fault);
        }
    }

    /** Moves what stands after the last whole line into a file of its own; what an earlier attempt has moved is found again. */
    private static FileHeader.@Nullable Torn takeOff(Path folder, LogFile file, long from, long tornBytes)
            throws IOException {
        Path kept = file.torn(from);
        if (tornBytes > 0) {
            Path unfinished = kept.resolveSibling(kept.getFileName() + ".tmp");
            try (FileChannel log = FileChannel.open(file.path(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                try (FileChannel copy = FileChannel.open(
                        unfinished,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
                    for (long at = from; at < from + tornBytes; ) {
                        long moved = log.transferTo(at, from + tornBytes - at, copy);
                        if (moved <= 0) {
                            throw new IOException(file.path() + " has become shorter while it was mended");
                        }
                        at += moved;
                    }
                    copy.force(true);
                }
                Files.move(unfinished, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                LogFile.forceFolder(folder);
                log.truncate(from);
                log.force(true);
            }
        } else if (!Files.isRegularFile(kept)) {
            return null;
        }
        return new FileHeader.Torn(kept.getFileName().toString(), Files.size(kept), LogReader.sha256(kept));
    }
}
