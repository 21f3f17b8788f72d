package dev.recsys.io;

import dev.recsys.data.Panel;
import java.nio.file.Path;

/** The panel of {@code train_ver2.csv} in one call; {@link SantanderReader} says what is read and how. */
public final class SantanderPanel {
    private SantanderPanel() {}

    /**
     * Reads a file: plain, gzip, or zip of one file. Rows at fault are left out and counted in a warning to the log.
     *
     * @param path the file, in any file system
     * @return the panel of all rows accepted
     * @throws IllegalArgumentException if no row could be read, the file is empty, damaged, or a zip of no or several
     *     files, its header lacks a column or has one twice, more than 5 % of the rows are rejected, or a period is
     *     outlying
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static Panel read(Path path) {
        PanelRead read = SantanderReader.builder().read(path);
        Warnings.check(read.report());
        return read.panel();
    }
}
