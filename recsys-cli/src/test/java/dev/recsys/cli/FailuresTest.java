package dev.recsys.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private static String told(Throwable failure, int code) {
        StringWriter err = new StringWriter();
        assertThat(Failures.handle(failure, new PrintWriter(err))).isEqualTo(code);
        return err.toString();
    }

    @Test
    void handle_outOfMemoryAnywhere_isOneSentenceWithWhatThereIsAndHelps() {
        long heap = Runtime.getRuntime().maxMemory() >> 20;
        String sentence = "recsys: out of memory: this needs more than the " + heap
                + " MB of heap there are; a greater -Xmx helps, such as RECSYS_JAVA_OPTS=-Xmx" + 2 * heap + "m\n";
        Throwable error = new OutOfMemoryError("Java heap space");
        assertThat(told(error, 1)).isEqualTo(sentence);
        assertThat(told(new IllegalStateException("K-means failed on 5000 points", error), 1))
                .isEqualTo(sentence);
    }

    @Test
    void handle_outOfThreadsOrOfArrays_advisesWhatHelps() {
        assertThat(told(new OutOfMemoryError("unable to create native thread: possibly out of memory"), 1))
                .contains("fewer --threads help")
                .doesNotContain("Xmx");
        assertThat(told(new OutOfMemoryError("Requested array size exceeds VM limit"), 1))
                .contains("fewer rows help");
    }

    @Test
    void handle_standardOutputLost_isOneSentenceAndAClosedPipeNone() {
        assertThat(told(new StandardOutput.Lost(new IOException("No space left on device")), 1))
                .isEqualTo("recsys: cannot write to standard output: No space left on device\n");
        assertThat(told(new StandardOutput.Lost(new IOException("Broken pipe")), 1))
                .isEmpty();
    }

    @Test
    void handle_errorsAndCauses_areOneSentence() {
        assertThat(told(new NoClassDefFoundError("a/B"), 1))
                .isEqualTo("recsys: failed with NoClassDefFoundError: a/B\n");
        assertThat(told(new UncheckedIOException(new IOException("gone")), 1)).isEqualTo("recsys: gone\n");
        assertThat(told(new FileAlreadyExistsException("/log"), 1)).isEqualTo("recsys: /log exists already\n");
        assertThat(told(new DirectoryNotEmptyException("/log"), 1)).isEqualTo("recsys: /log: DirectoryNotEmpty\n");
        assertThat(told(new FileSystemException("/log/head", null, "Not a directory"), 1))
                .isEqualTo("recsys: /log/head: Not a directory\n");
        assertThat(told(new IllegalArgumentException("k must be"), 2)).isEqualTo("recsys: k must be\n");
    }

    @Test
    void writer_failingStream_throwsAtTheFirstFlush() {
        PrintWriter out = StandardOutput.writer(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        });
        StringWriter err = new StringWriter();
        assertThat(Main.run(out, new PrintWriter(err), "--help")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("recsys: cannot write to standard output: No space left on device\n");
    }

    @Test
    void main_fullDevice_isOneSentenceAndExits1() throws Exception {
        File full = new File("/dev/full");
        assumeTrue(full.exists());
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "config")
                .redirectOutput(ProcessBuilder.Redirect.appendTo(full))
                .start();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(err).startsWith("recsys: cannot write to standard output: ").hasLineCount(1);
    }

    @Test
    void run_writerThatKeepsItsTroubleToItself_isFound() {
        PrintWriter out = new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int off, int len) throws IOException {
                throw new IOException("full");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        StringWriter err = new StringWriter();
        assertThat(Main.run(out, new PrintWriter(err), "config")).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("recsys: cannot write to standard output\n");
    }
}
