package dev.recsys.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteFailureTest {
    @TempDir
    private Path folder;

    /** The sentence without the room on the disk, which it must end with. */
    private String reason(IOException cause) {
        Path file = folder.resolve("x");
        IOException failure = WriteFailure.of(file, cause);
        assertThat(failure).hasCause(cause);
        String start = "cannot write " + file + ": ";
        assertThat(failure.getMessage()).startsWith(start).containsPattern("; its disk has [0-9,]+ MB left$");
        return failure.getMessage()
                .substring(start.length(), failure.getMessage().lastIndexOf(';'));
    }

    @Test
    void of_everyCause_saysWhyInWords() {
        assertThat(reason(new NoSuchFileException("x"))).isEqualTo("its folder does not exist");
        assertThat(reason(new AccessDeniedException("x"))).isEqualTo("access is denied");
        assertThat(reason(new FileSystemException("x", null, "Read-only file system")))
                .isEqualTo("Read-only file system");
        assertThat(reason(new FileSystemException("the name"))).isEqualTo("the name");
        assertThat(reason(new IOException("No space left on device"))).isEqualTo("No space left on device");
        assertThat(reason(new IOException())).isEqualTo("IOException");
    }

    @Test
    void of_uncheckedCause_saysWhatIsInside() {
        IOException inner = new IOException("No space left on device");
        IOException failure = WriteFailure.of(folder.resolve("x"), new UncheckedIOException(inner));
        assertThat(failure)
                .hasMessageContaining(": No space left on device; its disk has")
                .hasCause(inner);
    }

    @Test
    void usableBytes_ofAFileNotYetThere_areThoseOfTheFolderAboveIt() throws IOException {
        long here = Files.getFileStore(folder).getUsableSpace();
        // Others write too, so the room is not the same twice.
        assertThat(WriteFailure.usableBytes(folder.resolve("a/b/c"))).isBetween(here / 2, here + here / 2);
        assertThat(WriteFailure.usableBytes(Path.of("not-there-at-all"))).isPositive();
    }

    @Test
    void bytes_ofAnySize_areWholeMegabytes() {
        assertThat(WriteFailure.bytes(0)).isEqualTo("0 MB");
        assertThat(WriteFailure.bytes((1 << 20) - 1)).isEqualTo("0 MB");
        assertThat(WriteFailure.bytes(1 << 20)).isEqualTo("1 MB");
        assertThat(WriteFailure.bytes(5_000L << 20)).isEqualTo("5,000 MB");
    }

    @Test
    void requireReplaceable_plainOrMissing_passes() throws IOException {
        Path plain = Files.createFile(folder.resolve("plain"));
        assertThatCode(() -> WriteFailure.requireReplaceable(plain)).doesNotThrowAnyException();
        assertThatCode(() -> WriteFailure.requireReplaceable(folder.resolve("none")))
                .doesNotThrowAnyException();
    }
}
