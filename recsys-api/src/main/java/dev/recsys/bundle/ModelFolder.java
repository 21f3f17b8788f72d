package dev.recsys.bundle;

import dev.recsys.ModelInfo;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.ModelFile;
import dev.recsys.model.ModelFormatException;
import dev.recsys.pipeline.ScoringModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of named models, one {@code name.recsys} file each. Any {@link Path} will do, on any file system provider.
 * Thread-safe: it holds nothing but the path, and each save replaces a file in one step.
 */
public final class ModelFolder {
    /** What follows a model's name in its file's name. */
    public static final String SUFFIX = ".recsys";

    private static final String HYBRID = "hybrid";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Path folder;

    private ModelFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The models of a folder, which need not exist before the first save.
     *
     * @param folder the folder
     * @return the models
     */
    public static ModelFolder at(Path folder) {
        return new ModelFolder(Checks.notNull(folder, "folder"));
    }

    /**
     * Saves a model, in place of any of that name.
     *
     * @param name letters, digits, dots, dashes and underscores, at most 100
     * @param bundle a model of an algorithm with a codec on the class path, with or without a memory
     * @return the file written
     * @throws IOException if it can't be written; the old model, if any, is untouched
     * @throws IllegalArgumentException if the name is not of that form or no codec knows the algorithm, or if
     *     {@code bundle} is null
     */
    public Path save(String name, Bundle bundle) throws IOException {
        Checks.notNull(bundle, "bundle");
        Path file = fileOf(name);
        // On Java 17 a link to a folder is no folder for createDirectories.
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        bundle.save(file);
        return file;
    }

    /**
     * Saves a model without a memory, in place of any of that name.
     *
     * @param name letters, digits, dots, dashes and underscores, at most 100
     * @param model a model of an algorithm with a codec on the class path
     * @return the file written
     * @throws IOException if it can't be written; the old model, if any, is untouched
     * @throws IllegalArgumentException if the name is not of that form or no codec knows the algorithm
     */
    public Path save(String name, ScoringModel model) throws IOException {
        return save(name, Bundle.of(model));
    }

    /**
     * Loads a model, verified whole.
     *
     * @param name its name
     * @return the model
     * @throws NoSuchFileException if there is none of that name
     * @throws ModelFormatException if the file is not a model this library can serve
     * @throws IOException if it can't be read
     */
    public Bundle load(String name) throws IOException {
        return Bundle.load(fileOf(name));
    }

    /**
     * What a model says about itself, without loading it.
     *
     * @param name its name
     * @return its provenance
     * @throws IOException if there is none of that name or it can't be read
     */
    public ModelInfo inspect(String name) throws IOException {
        return ModelFile.inspect(fileOf(name));
    }

    /**
     * The name of the model that answers where none is asked for: the hybrid, or the only one there is.
     *
     * @return the name; empty if there is no model, or several and no hybrid
     * @throws IOException if the folder can't be read
     */
    public Optional<String> defaultName() throws IOException {
        List<String> names = names();
        if (names.contains(HYBRID)) {
            return Optional.of(HYBRID);
        }
        return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }

    /**
     * The names of all models, in alphabetical order. A file whose name no model can have, such as one with a blank, is not
     * among them.
     *
     * @return the names; empty if the folder does not exist
     * @throws IOException if the folder can't be read
     */
    public List<String> names() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(SUFFIX) && !file.startsWith("."))
                    .map(file -> file.substring(0, file.length() - SUFFIX.length()))
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        }
    }

    /**
     * The file of a model.
     *
     * @param name its name
     * @return the path, whether or not there is such a file
     * @throws IllegalArgumentException if the name is not letters, digits, dots, dashes and underscores, at most 100
     */
    public Path fileOf(String name) {
        requireName(name);
        return folder.resolve(name + SUFFIX);
    }

    /** Whether a model can have a name. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Refuses what can't be the name of a model. */
    static void requireName(String name) {
        Checks.that(
                isName(Checks.notNull(name, "model name")),
                "a model name has letters, digits, dots, dashes and underscores, at most 100, but was \"%s\"",
                name);
    }
}
