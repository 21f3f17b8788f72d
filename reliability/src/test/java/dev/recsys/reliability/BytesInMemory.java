package dev.recsys.reliability;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Set;

/**
 * One file that is an array: what loads from a path can be given millions of damaged files without a disk. It can be read from
 * its beginning and has a size; all else is refused. For one thread.
 */
final class BytesInMemory extends FileSystem {
    private final byte[] content;
    private final Provider provider = new Provider();
    private final Path path = (Path) Proxy.newProxyInstance(
            BytesInMemory.class.getClassLoader(), new Class<?>[] {Path.class}, (self, method, arguments) -> {
                return switch (method.getName()) {
                    case "getFileSystem" -> this;
                    case "toString" -> "memory";
                    default -> throw new UnsupportedOperationException(method.getName());
                };
            });
    private int length;

    /** A file of these bytes, which whoever made it may change between two readings. */
    BytesInMemory(byte[] content) {
        this.content = content;
        this.length = content.length;
    }

    byte[] content() {
        return content;
    }

    Path path() {
        return path;
    }

    /** Lets the file end after so many bytes. */
    void cut(int newLength) {
        length = newLength;
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    private final class Provider extends FileSystemProvider {
        @Override
        public InputStream newInputStream(Path file, OpenOption... options) {
            return new ByteArrayInputStream(content, 0, length);
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path file, Class<A> type, LinkOption... options) {
            return type.cast(Proxy.newProxyInstance(
                    BytesInMemory.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                        if (!method.getName().equals("size")) {
                            throw new UnsupportedOperationException(method.getName());
                        }
                        return (long) length;
                    }));
        }

        @Override
        public String getScheme() {
            return "memory";
        }

        @Override
        public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileSystem getFileSystem(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path getPath(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SeekableByteChannel newByteChannel(
                Path file, Set<? extends OpenOption> options, FileAttribute<?>... attributes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void createDirectory(Path folder, FileAttribute<?>... attributes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void copy(Path source, Path target, CopyOption... options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void move(Path source, Path target, CopyOption... options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isSameFile(Path file, Path other) {
            return file == other;
        }

        @Override
        public boolean isHidden(Path file) {
            return false;
        }

        @Override
        public FileStore getFileStore(Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkAccess(Path file, AccessMode... modes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <V extends FileAttributeView> V getFileAttributeView(Path file, Class<V> type, LinkOption... options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, Object> readAttributes(Path file, String attributes, LinkOption... options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setAttribute(Path file, String attribute, Object value, LinkOption... options) {
            throw new UnsupportedOperationException();
        }
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of("basic");
    }

    @Override
    public Path getPath(String first, String... more) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException();
    }
}
