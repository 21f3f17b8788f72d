package dev.recsys.cli.runs;

import dev.recsys.internal.check.Checks;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder by its path, or by the URI of any file-system provider on the class path, such as {@code jar:file:/runs.zip!/}. A file
 * system that had to be opened for it is closed with it.
 */
public final class RunPlace implements Closeable {
    private static final Pattern URI_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    private final Path path;
    private final @Nullable FileSystem opened;

    private RunPlace(Path path, @Nullable FileSystem opened) {
        this.path = path;
        this.opened = opened;
    }

    /**
     * Finds a folder; it need not exist.
     *
     * @param word a path or a URI
     * @param name what the refusal calls it, such as {@code --runs}
     * @return the place
     * @throws IOException if its file system can't be opened
     * @throws IllegalArgumentException if the word is neither, or no provider takes the URI
     */
    public static RunPlace of(String word, String name) throws IOException {
        Checks.notBlank(word, name);
        if (!URI_SCHEME.matcher(word).matches()) {
            try {
                return new RunPlace(Path.of(word), null);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException(name + " is not the name of a folder: " + e.getReason(), e);
            }
        }
        URI uri;
        try {
            uri = URI.create(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is no URI: " + word, e);
        }
        try {
            return new RunPlace(Path.of(uri), null);
        } catch (FileSystemNotFoundException e) {
            return opened(uri, name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " " + word + " is refused: " + e.getMessage(), e);
        }
    }

    private static RunPlace opened(URI uri, String name) throws IOException {
        try {
            FileSystem opened = FileSystems.newFileSystem(uri, Map.of());
            return new RunPlace(Path.of(uri), opened);
        } catch (FileSystemAlreadyExistsException e) {
            return new RunPlace(Path.of(uri), null); // another thread was faster
        } catch (ProviderNotFoundException e) {
            throw new IllegalArgumentException(
                    name + " " + uri + " needs a file-system provider for " + uri.getScheme()
                            + ": put its jar on the class path",
                    e);
        }
    }

    /**
     * The folder.
     *
     * @return a path of its own file system
     */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }
}
