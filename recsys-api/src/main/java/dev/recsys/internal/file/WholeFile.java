package dev.recsys.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small files that are seen whole, the old one or the new one. Thread-safe: no state. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a file, in place of any of that name: by a sibling, forced to disk, and one rename; or, where a file system has no
     * file channels, as that of an object store, by one put.
     *
     * @param file the file; its folder must exist
     * @param bytes the content. Not modified.
     * @throws IOException if it can't be written or what stands there is no regular file; the old file is untouched
     */
    public static void write(Path file, byte[] bytes) throws IOException {
        Path target = file.toAbsolutePath();
        WriteFailure.requireReplaceable(target);
        try (TemporarySibling sibling = TemporarySibling.create(target)) {
            FileChannel channel = sibling.channel();
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
            sibling.replaceTarget();
        } catch (UnsupportedOperationException e) {
            put(target, bytes);
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
    }

    private static void put(Path target, byte[] bytes) throws IOException {
        try {
            Files.write(target, bytes);
        } catch (IOException e) {
            throw WriteFailure.of(target, e);
        }
    }
}
