package dev.recsys.cli;

import dev.recsys.internal.check.Checks;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Folders that options name, refused before they are opened. No state. */
final class Folders {
    private Folders() {}

    /** Refuses what is no folder that exists. */
    static Path requireExisting(Path folder) {
        requireNoFile("", folder);
        Checks.that(Files.isDirectory(folder), "there is no folder %s", folder);
        return folder;
    }

    /**
     * Refuses what exists and is no folder.
     *
     * @param option how the command line calls it
     */
    static Path requireFolder(String option, Path folder) {
        requireNoFile(option + " ", folder);
        return folder;
    }

    private static void requireNoFile(String name, Path folder) {
        Checks.that(
                !Files.exists(folder, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(folder),
                "%s%s is a file, not a folder",
                name,
                folder);
    }
}
