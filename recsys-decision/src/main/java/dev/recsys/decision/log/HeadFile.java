package dev.recsys.decision.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code head} beside the log: the last record known to be on the disk, overwritten in place after each forcing. It is one
 * write within one sector, so that a kill leaves the old content or the new, and never names a record that is not on the disk.
 */
final class HeadFile implements Closeable {
    static final String NAME = "head";

    private static final int LENGTH = 128;
    private static final Pattern CONTENT = Pattern.compile("\\{\"n\":(\\d{1,18}),\"hash\":\"([0-9a-f]{64})\"\\} *\n");

    private final FileChannel channel;

    private HeadFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * What the file says.
     *
     * @param exists whether there is a file
     * @param head its content; null if there is none that can be read
     */
    record Content(boolean exists, @Nullable LogHead head) {}

    static Content read(Path folder) throws IOException {
        String text;
        try {
            text = new String(Files.readAllBytes(folder.resolve(NAME)), StandardCharsets.US_ASCII);
        } catch (NoSuchFileException e) {
            return new Content(false, null);
        }
        Matcher parts = CONTENT.matcher(text);
        return new Content(true, parts.matches() ? new LogHead(Long.parseLong(parts.group(1)), parts.group(2)) : null);
    }

    static HeadFile open(Path folder) throws IOException {
        return new HeadFile(
                FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }

    void write(LogHead head) throws IOException {
        byte[] content = new byte[LENGTH];
        Arrays.fill(content, (byte) ' ');
        byte[] text = LineFormat.bytes("{\"n\":" + head.number() + ",\"hash\":\"" + head.hash() + "\"}");
        System.arraycopy(text, 0, content, 0, text.length);
        content[LENGTH - 1] = '\n';
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
            channel.write(bytes, bytes.position());
        }
    }

    void force() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
