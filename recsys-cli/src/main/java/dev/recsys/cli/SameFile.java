package dev.recsys.cli;

import dev.recsys.internal.check.Checks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses a command that would write over what it reads or writes elsewhere, by whatever name, symbolic or hard link. */
final class SameFile {
    private final Map<Path, String> taken = new LinkedHashMap<>();

    /** Adds a file that is read, if it is given. */
    SameFile input(String option, @Nullable Path file) {
        if (file != null) {
            taken.put(file, option + " reads");
        }
        return this;
    }

    /**
     * Checks a file that is written, if it is given.
     *
     * @throws IllegalArgumentException if it is one that is read, or written too
     */
    SameFile output(String option, @Nullable Path file) throws IOException {
        if (file == null) {
            return this;
        }
        for (Map.Entry<Path, String> input : taken.entrySet()) {
            Checks.that(
                    !isSame(input.getKey(), file), "%s would write over %s, which %s", option, file, input.getValue());
        }
        taken.put(file, option + " writes");
        return this;
    }

    private static boolean isSame(Path one, Path two) throws IOException {
        return one.toAbsolutePath().normalize().equals(two.toAbsolutePath().normalize())
                || (Files.exists(one) && Files.exists(two) && Files.isSameFile(one, two));
    }
}
