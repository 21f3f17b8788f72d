package dev.recsys.decision.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where the bytes of a log go; tests have disks that are slow or full. */
interface Disk {
    /** The file system. */
    Disk FILES = file -> {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.position(channel.size());
        return new Output() {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }

            @Override
            public void force() throws IOException {
                channel.force(false);
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    };

    /** An open file. */
    interface Output extends Closeable {
        /** Writes all bytes at the end. */
        void write(ByteBuffer bytes) throws IOException;

        /** Returns when all that was written is on the disk. */
        void force() throws IOException;
    }

    /** Opens a file to append to, and creates it if there is none. */
    Output append(Path file) throws IOException;
}
