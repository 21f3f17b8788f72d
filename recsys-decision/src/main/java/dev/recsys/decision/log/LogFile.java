package dev.recsys.decision.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a log, such as {@code decisions-20261121-000001.jsonl}.
 *
 * @param path the file
 * @param day in its name
 * @param sequence in its name, from 1; never used twice in a log
 */
record LogFile(Path path, LocalDate day, int sequence) {
    private static final Pattern NAME = Pattern.compile("decisions-(\\d{8})-(\\d{6,9})\\.jsonl");

    static String name(LocalDate day, int sequence) {
        return String.format(
                Locale.ROOT, "decisions-%s-%06d.jsonl", day.format(DateTimeFormatter.BASIC_ISO_DATE), sequence);
    }

    String name() {
        return path.getFileName().toString();
    }

    /** Where the torn end of this file is kept. */
    Path torn(long offset) {
        return path.resolveSibling(name() + ".torn-" + offset);
    }

    /** The files of a log in their order. */
    static List<LogFile> list(Path folder) throws IOException {
        List<LogFile> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "decisions-*.jsonl")) {
            for (Path path : all) {
                Matcher name = NAME.matcher(path.getFileName().toString());
                if (name.matches()) {
                    found.add(new LogFile(
                            path,
                            LocalDate.parse(name.group(1), DateTimeFormatter.BASIC_ISO_DATE),
                            Integer.parseInt(name.group(2))));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (DateTimeException e) {
            throw new IOException("the folder " + folder + " has a file whose name says no date: " + e.getMessage(), e);
        }
        found.sort(Comparator.comparingInt(LogFile::sequence).thenComparing(LogFile::path));
        return found;
    }

    /** Makes the names in a folder durable; not every file system lets a folder be opened, and then there is nothing to do. */
    @SuppressWarnings("EmptyCatch")
    static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The file itself is written.
        }
    }
}
