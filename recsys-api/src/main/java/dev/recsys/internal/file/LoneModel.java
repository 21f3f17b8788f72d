package dev.recsys.internal.file;

import dev.recsys.ModelInfo;
import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.check.LibraryVersion;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How a model that stands alone in its file, outside any bundle, is written and read: it is of one algorithm, its content has the hash
 * its manifest says, and no section is left unread. Immutable and thread-safe.
 *
 * @param algorithm the algorithm's short name
 * @param what what such a file holds, in an error
 * @param parts makes the model
 * @param <M> the model
 */
public record LoneModel<M>(String algorithm, String what, Parts<M> parts) {
    /**
     * Makes a model of sections.
     *
     * @param <M> the model
     */
    @FunctionalInterface
    public interface Parts<M> {
        /**
         * Reads every section the model has.
         *
         * @param info the manifest
         * @param sections the content, of the hash the manifest says
         * @return the model
         * @throws ModelFormatException if a section is missing or not sound
         */
        M read(ModelInfo info, Sections sections) throws ModelFormatException;
    }

    /**
     * Makes a model of verified content.
     *
     * @param info the manifest
     * @param sections the content
     * @return the model
     * @throws ModelFormatException if the content is another algorithm's or not what the manifest says, a section is missing or not
     *     sound, or one is unknown
     */
    public M read(ModelInfo info, Sections sections) throws ModelFormatException {
        if (!info.algorithm().equals(algorithm)) {
            throw new ModelFormatException("it holds no " + what + ", but a model of \"" + info.algorithm() + "\"");
        }
        if (!sections.hash().equals(info.modelHash())) {
            throw new ModelFormatException("the model's content does not have the hash its manifest says");
        }
        M model = parts.read(info, sections);
        List<String> unread = sections.unread();
        if (!unread.isEmpty()) {
            throw new ModelFormatException("section \"" + unread.get(0) + "\" is part of no model known here");
        }
        return model;
    }

    /**
     * Reads a file, verified whole.
     *
     * @param path the file
     * @return the model
     * @throws ModelFormatException if the file is none of this library's, damaged, or refused by {@link #read}
     * @throws IOException if it can't be read
     * @throws IllegalArgumentException if the path is null
     */
    public M load(Path path) throws IOException {
        List<M> loaded = new ArrayList<>();
        ModelFile.read(Checks.notNull(path, "path"), (info, sections) -> loaded.add(read(info, sections)));
        return loaded.get(0);
    }

    /**
     * Writes a file, in place of any of that name, after reading it back: wholly or not at all.
     *
     * @param path the file; its folder must exist
     * @param info the manifest
     * @param sections the content
     * @throws IOException if it can't be written
     * @throws IllegalArgumentException if the path is null
     */
    public void save(Path path, ModelInfo info, Sections sections) throws IOException {
        ModelFile.write(Checks.notNull(path, "path"), info, sections, this::read);
    }

    /**
     * The provenance of a model learned from a table of attributes.
     *
     * @param algorithm its short name
     * @param sections its content
     * @param config what it was trained by
     * @param table the rows, those of columns not learned from too
     * @param notes by name. Not modified.
     * @param start when the training began, in nanoseconds
     * @return the provenance, as of now
     */
    public static ModelInfo info(
            String algorithm,
            Sections sections,
            Record config,
            FeatureTable table,
            Map<String, String> notes,
            long start) {
        return new ModelInfo(
                algorithm,
                sections.hash(),
                ConfigJson.write(config),
                table.contentHash(),
                null,
                null,
                table.rowCount(),
                0,
                LibraryVersion.current(),
                System.getProperty("java.version", "unknown"),
                Instant.now(),
                (System.nanoTime() - start) / 1_000_000,
                notes);
    }
}
