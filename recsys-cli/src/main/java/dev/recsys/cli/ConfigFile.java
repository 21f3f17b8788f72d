package dev.recsys.cli;

import dev.recsys.internal.file.TextFile;
import dev.recsys.internal.options.ConfigJson;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Options in a file of JSON. */
final class ConfigFile {
    private ConfigFile() {}

    /**
     * The options of a file, if there is one; what it leaves out has its default.
     *
     * @throws IllegalArgumentException if something in it is wrong; the message names the file
     */
    static <C extends Record> C read(@Nullable Path file, C defaults) throws IOException {
        if (file == null) {
            return defaults;
        }
        String json = TextFile.read(file);
        try {
            return ConfigJson.read(json, defaults);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
