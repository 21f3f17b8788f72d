package dev.recsys.cli;

import dev.recsys.cli.runs.RunRecord;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.FileTree;
import dev.recsys.internal.file.WriteFailure;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder a command writes into: locked, known to be writable, and with a folder of the command's own inside, whose
 * content becomes visible at the end, all or nothing. What a killed command left is cleared by the next. All of this stands
 * in {@code .recsys}; what else the folder holds is the user's.
 *
 * <p>A run stays in its own folder; {@code current} is a link to it, replaced by one rename, and {@code metrics.json} and the
 * others are links through {@code current}. Models of a training are files of the folder itself, each replaced by a rename;
 * if the command is killed between two of them, the next command does the rest.
 */
final class OutputFolder implements Closeable {
    static final String QUARANTINE = "quarantine.csv";
    static final String CURRENT = "current";

    /** What a run may write, under these names in the folder. */
    static final List<String> RUN_ENTRIES = List.of(
            RunRecord.FILE,
            RunRecord.METRICS,
            RunRecord.SCORES,
            RunRecord.TRACE,
            "recommendations.csv",
            "report.html",
            "report.json",
            "model-cards",
            "models");

    private static final String OWN = ".recsys";
    private static final String LOCK = "lock";
    private static final String COMMIT = "commit";
    private static final String NEW_LINK = "link";
    private static final String NEW_COPY = "copy";
    private static final Pattern UNFINISHED = Pattern.compile("run-[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}");
    private static final Pattern INSIDE = Pattern.compile("[/\\\\]\\.recsys[/\\\\]" + UNFINISHED + "([/\\\\]|$)");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int PROBE_BYTES = 1 << 16;

    /** How a symbolic link is made; not every file system has them, and not every user may make them. */
    @FunctionalInterface
    interface Links {
        void create(Path link, Path target) throws IOException;
    }

    private final Path folder;
    private final Path own;
    private final FolderLock lock;
    private final Path unfinished;

    private OutputFolder(Path folder, Path own, FolderLock lock, Path unfinished) {
        this.folder = folder;
        this.own = own;
        this.lock = lock;
        this.unfinished = unfinished;
    }

    /** Opens a folder for a run. */
    static OutputFolder forRun(@Nullable Path given) throws IOException {
        return forRun(given, Files::createSymbolicLink);
    }

    static OutputFolder forRun(@Nullable Path given, Links links) throws IOException {
        Path folder = folder(given);
        if (isLink(folder.resolve(CURRENT))) {
            Checks.that(
                    publishedRun(folder) != null,
                    "--out %s holds a link \"%s\" that no run wrote; move it away, or name another folder",
                    folder,
                    CURRENT);
        } else {
            requireNone(folder, CURRENT);
        }
        for (String entry : RUN_ENTRIES) {
            if (!isEntry(folder, entry)) {
                requireNone(folder, entry);
            }
        }
        WriteFailure.requireReplaceable(folder.resolve(QUARANTINE));
        OutputFolder opened = open(folder);
        try {
            opened.probeLinks(links);
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Opens a folder for files of these names. */
    static OutputFolder forFiles(@Nullable Path given, List<String> names) throws IOException {
        Path folder = folder(given);
        for (String name : names) {
            WriteFailure.requireReplaceable(folder.resolve(name));
        }
        return open(folder);
    }

    private static Path folder(@Nullable Path given) throws IOException {
        Path folder = Checks.notNull(given, "--out");
        Folders.requireFolder("--out", folder);
        boolean inARun = Files.exists(folder)
                && INSIDE.matcher(folder.toRealPath().toString()).find();
        Checks.that(!inARun, "--out %s lies inside the result of a run; name another folder", folder);
        return folder;
    }

    private static void requireNone(Path folder, String name) {
        Checks.that(
                !Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS),
                "--out %s holds a \"%s\" that no run wrote; move it away, or name another folder",
                folder,
                name);
    }

    private static OutputFolder open(Path folder) throws IOException {
        Path own = folder.resolve(OWN);
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
            if (!Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(own);
            }
        } catch (IOException e) {
            throw WriteFailure.of(folder, e);
        }
        FolderLock lock = lock(folder, own);
        try {
            String stamp = STAMP.format(Instant.now());
            String random =
                    HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
            Path unfinished = own.resolve("run-" + stamp + "-" + random);
            OutputFolder opened = new OutputFolder(folder, own, lock, unfinished);
            opened.finishCommit();
            opened.clear();
            opened.probe();
            return opened;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static FolderLock lock(Path folder, Path own) throws IOException {
        Path file = own.resolve(LOCK);
        try {
            return FolderLock.acquire(folder, file);
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
    }

    /** Deletes what no reader needs: what killed commands left, and the run before the published one. */
    private void clear() throws IOException {
        Path published = publishedRun(folder);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(own)) {
            for (Path part : all) {
                String name = part.getFileName().toString();
                boolean ours = UNFINISHED.matcher(name).matches()
                        || Set.of(NEW_LINK, NEW_COPY).contains(name);
                if (ours && !part.equals(published)) {
                    FileTree.delete(part);
                }
            }
        }
    }

    /** Finds out now, and not after hours, whether the folder takes files. */
    private void probe() throws IOException {
        Path file = unfinished.resolve("probe");
        try {
            Files.createDirectory(unfinished);
            Files.write(file, new byte[PROBE_BYTES], StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
            Files.delete(file);
        } catch (IOException e) {
            FileTree.delete(unfinished);
            throw WriteFailure.of(file, e);
        }
    }

    /** Finds out now, and not after hours, whether the run can be published. */
    private void probeLinks(Links links) throws IOException {
        Path link = own.resolve(NEW_LINK);
        try {
            links.create(link, Path.of(OWN, unfinished.getFileName().toString()));
            Files.delete(link);
        } catch (IOException | UnsupportedOperationException e) {
            String cause = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
            throw new IOException(
                    "--out " + folder + " takes no symbolic links, by which a run is published"
                            + (cause == null ? "" : " (" + cause + ")")
                            + "; name a folder on another file system, or, on Windows, turn on the developer mode",
                    e);
        }
    }

    /** The name of this run, which sorts by time. */
    String runId() {
        return unfinished.getFileName().toString().substring("run-".length());
    }

    /** Where this command writes. */
    Path unfinished() {
        return unfinished;
    }

    /** Copies a finished file into the folder now, whatever becomes of the command; gives the copy. */
    Path show(Path file) throws IOException {
        Path copy = own.resolve(NEW_COPY);
        Path target = folder.resolve(file.getFileName());
        try {
            WriteFailure.requireReplaceable(target);
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw WriteFailure.of(target, e);
        }
        return target;
    }

    /**
     * Refuses a disk that is too full, where that is known.
     *
     * @param bytes what is going to be written, at the least
     */
    void requireRoom(long bytes) throws IOException {
        requireRoom(folder, bytes, WriteFailure.usableBytes(folder));
    }

    static void requireRoom(Path folder, long bytes, long usable) throws IOException {
        if (usable >= 0 && usable < bytes) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "--out %s needs about %s, but its disk has %s left",
                    folder,
                    WriteFailure.bytes(bytes),
                    WriteFailure.bytes(usable)));
        }
    }

    /** Makes the run the one that readers see; the one before stays until the next command, for those who read it now. */
    void publishRun() throws IOException {
        FileTree.force(unfinished);
        for (String entry : RUN_ENTRIES) {
            Path link = folder.resolve(entry);
            if (Files.exists(unfinished.resolve(entry)) && !isLink(link)) {
                Files.createSymbolicLink(link, Path.of(CURRENT, entry));
            }
        }
        Path link = own.resolve(NEW_LINK);
        Files.createSymbolicLink(link, Path.of(OWN, unfinished.getFileName().toString()));
        Files.move(link, folder.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        FileTree.forceFolder(folder);
        for (String entry : RUN_ENTRIES) {
            if (!Files.exists(unfinished.resolve(entry)) && isEntry(folder, entry)) {
                Files.delete(folder.resolve(entry));
            }
        }
    }

    /** Moves the files into the folder; once begun, this or the next command brings it to its end. */
    void publishFiles() throws IOException {
        FileTree.force(unfinished);
        Files.move(unfinished, own.resolve(COMMIT), StandardCopyOption.ATOMIC_MOVE);
        FileTree.forceFolder(own);
        finishCommit();
    }

    private void finishCommit() throws IOException {
        Path commit = own.resolve(COMMIT);
        if (!Files.isDirectory(commit, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(commit)) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            Path target = folder.resolve(file.getFileName());
            WriteFailure.requireReplaceable(target);
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        FileTree.forceFolder(folder);
        FileTree.delete(commit);
    }

    /** The folder of the run that {@code current} leads to; null if there is none of ours. */
    private static @Nullable Path publishedRun(Path folder) throws IOException {
        Path link = folder.resolve(CURRENT);
        if (!isLink(link)) {
            return null;
        }
        Path target = Files.readSymbolicLink(link);
        boolean ours = target.getNameCount() == 2
                && target.startsWith(OWN)
                && UNFINISHED.matcher(target.getFileName().toString()).matches();
        return ours ? folder.resolve(OWN).resolve(target.getFileName()) : null;
    }

    private static boolean isLink(Path path) {
        return Files.isSymbolicLink(path);
    }

    private static boolean isEntry(Path folder, String entry) throws IOException {
        Path link = folder.resolve(entry);
        return isLink(link) && Files.readSymbolicLink(link).equals(Path.of(CURRENT, entry));
    }

    /** Deletes what was not published, and unlocks. */
    @Override
    public void close() throws IOException {
        try (lock) {
            if (!unfinished.equals(publishedRun(folder))) {
                FileTree.delete(unfinished);
            }
        }
    }
}
