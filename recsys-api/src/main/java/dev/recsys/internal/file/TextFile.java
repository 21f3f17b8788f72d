package dev.recsys.internal.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.options.JsonMappers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Small text files, such as options and policies, read whole. Thread-safe: no state. */
public final class TextFile {
    /** A longer file was not written by people. */
    static final int MAX_BYTES = 64 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextFile() {}

    /**
     * Reads a file.
     *
     * @param file the file, in UTF-8, with or without a byte order mark
     * @return its text, without the mark
     * @throws NoSuchFileException if there is none
     * @throws AccessDeniedException if it may not be read
     * @throws IOException if it can't be read; the message names it
     * @throws IllegalArgumentException if it is a folder, longer than 64 MB, or not UTF-8; the message names file and line
     */
    public static String read(Path file) throws IOException {
        Checks.notNull(file, "file");
        Checks.that(!Files.isDirectory(file), "%s is a folder, not a file", file);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
        Checks.that(bytes.length <= MAX_BYTES, "%s is longer than 64 MB", file);
        return decoded(file, bytes);
    }

    /**
     * Reads a file of JSON.
     *
     * @param file the file, as {@link #read} takes it
     * @return what it says; of an empty file the missing node
     * @throws NoSuchFileException if there is none
     * @throws AccessDeniedException if it may not be read
     * @throws IOException if it can't be read; the message names it
     * @throws IllegalArgumentException if {@link #read} refuses it, it is not one JSON value, or an object has a name twice; the
     *     message names file and line
     */
    public static JsonNode readJson(Path file) throws IOException {
        String text = read(file);
        try {
            return JsonMappers.plain()
                    .reader()
                    .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + " " + JsonMappers.place(e), e);
        }
    }

    private static String decoded(Path file, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length); // a byte is a char at most
        CoderResult result = UTF_8.newDecoder().decode(in, out, true);
        if (result.isError()) {
            throw new IllegalArgumentException(
                    file + ", line " + (1 + lineEnds(bytes, in.position())) + " is not UTF-8");
        }
        out.flip();
        if (out.hasRemaining() && out.get(0) == BYTE_ORDER_MARK) {
            out.get();
        }
        return out.toString();
    }

    private static int lineEnds(byte[] bytes, int to) {
        int count = 0;
        for (int i = 0; i < to; i++) {
            count += bytes[i] == '\n' ? 1 : 0;
        }
        return count;
    }
}
