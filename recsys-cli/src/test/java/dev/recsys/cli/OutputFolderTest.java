package dev.recsys.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    @TempDir
    private Path temporary;

    private Path out;

    @BeforeEach
    void outIsNew() {
        out = temporary.resolve("deep/out");
    }

    private void run(String content, String... entries) throws IOException {
        try (OutputFolder folder = OutputFolder.forRun(out)) {
            write(folder, content, entries);
            folder.publishRun();
        }
    }

    private static void write(OutputFolder folder, String content, String... entries) throws IOException {
        for (String entry : entries) {
            if (entry.equals("models")) {
                Files.createDirectory(folder.unfinished().resolve(entry));
                Files.writeString(folder.unfinished().resolve("models/als.recsys"), content);
            } else {
                Files.writeString(folder.unfinished().resolve(entry), content);
            }
        }
    }

    private String read(String name) throws IOException {
        return Files.readString(out.resolve(name));
    }

    private List<String> runs() throws IOException {
        try (Stream<Path> all = Files.list(out.resolve(".recsys"))) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("lock"))
                    .toList();
        }
    }

    @Test
    void publishRun_first_isSeenUnderItsNames() throws IOException {
        run("one", "metrics.json", "recommendations.csv", "models");
        assertThat(read("metrics.json")).isEqualTo("one");
        assertThat(read("recommendations.csv")).isEqualTo("one");
        assertThat(read("models/als.recsys")).isEqualTo("one");
        assertThat(read("current/metrics.json")).isEqualTo("one");
        assertThat(runs()).hasSize(1);
    }

    @Test
    void publishRun_second_replacesTheFirstWhichStaysUntilTheThird() throws IOException {
        run("one", "metrics.json", "models");
        Path first = out.resolve("current").toRealPath();
        Files.writeString(out.resolve("notes.txt"), "mine");
        run("two", "metrics.json", "recommendations.csv");
        assertThat(read("metrics.json")).isEqualTo("two");
        assertThat(read("recommendations.csv")).isEqualTo("two");
        assertThat(Files.exists(out.resolve("models"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
        assertThat(first.resolve("metrics.json")).hasContent("one");
        run("three", "metrics.json");
        assertThat(first).doesNotExist();
        assertThat(runs()).hasSize(2);
        assertThat(read("metrics.json")).isEqualTo("three");
        assertThat(read("notes.txt")).isEqualTo("mine");
    }

    @Test
    void close_unpublished_leavesTheRunBefore() throws IOException {
        run("one", "metrics.json");
        try (OutputFolder folder = OutputFolder.forRun(out)) {
            write(folder, "two", "metrics.json", "recommendations.csv");
        }
        assertThat(read("metrics.json")).isEqualTo("one");
        assertThat(out.resolve("recommendations.csv").toFile().exists()).isFalse();
        assertThat(runs()).hasSize(1);
    }

    @Test
    void show_thenFailure_keepsTheCopy() throws IOException {
        run("one", "metrics.json");
        try (OutputFolder folder = OutputFolder.forRun(out)) {
            write(folder, "rows", "quarantine.csv");
            assertThat(folder.show(folder.unfinished().resolve("quarantine.csv")))
                    .isEqualTo(out.resolve("quarantine.csv"));
        }
        assertThat(read("quarantine.csv")).isEqualTo("rows");
        assertThat(read("metrics.json")).isEqualTo("one");
        assertThat(runs()).hasSize(1);
    }

    @Test
    void forRun_litterOfAKilledRun_isClearedAtOnce() throws IOException {
        run("one", "metrics.json");
        Path litter = Files.createDirectories(out.resolve(".recsys/run-20200101T000000Z-0123abcd/models"));
        Files.writeString(litter.resolve("part"), "x");
        Files.createSymbolicLink(out.resolve(".recsys/link"), Path.of(".recsys/run-20200101T000000Z-0123abcd"));
        Path foreign = Files.writeString(out.resolve(".recsys/notes"), "mine");
        try (OutputFolder folder = OutputFolder.forRun(out)) {
            assertThat(litter.getParent()).doesNotExist();
            assertThat(foreign).exists();
            write(folder, "two", "metrics.json");
            folder.publishRun();
        }
        assertThat(read("metrics.json")).isEqualTo("two");
    }

    @Test
    void forRun_inUse_isRefusedAtOnceByTheOwnersName() throws Exception {
        try (OutputFolder held = OutputFolder.forRun(out)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> OutputFolder.forRun(out))
                    .withMessageStartingWith(out + " is in use by process "
                            + ProcessHandle.current().pid() + " on ")
                    .withMessageContaining(", started 20");
            Process other = other();
            assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith(out + " is in use by process "
                            + ProcessHandle.current().pid() + " on ");
            assertThat(held.unfinished()).isDirectory();
        }
        Process other = other();
        assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("locked");
        // The other ended without closing.
        OutputFolder.forRun(out).close();
    }

    private Process other() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path").replace("/" + File.pathSeparator, File.pathSeparator),
                        Locker.class.getName(),
                        out.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Another process that wants the folder, and ends without giving it back. */
    static final class Locker {
        private Locker() {}

        public static void main(String[] args) throws IOException {
            try {
                OutputFolder.forRun(Path.of(args[0]));
                System.out.print("locked");
            } catch (IllegalStateException e) {
                System.out.print(e.getMessage());
            }
            System.out.flush();
            Runtime.getRuntime().halt(0);
        }
    }

    @Test
    void forRun_filesOfTheUserUnderARunsNames_areRefusedAndKept() throws IOException {
        Files.createDirectories(out);
        for (String name : List.of("current", "metrics.json", "recommendations.csv", "models")) {
            Path file = Files.writeString(out.resolve(name), "mine");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> OutputFolder.forRun(out))
                    .withMessage(
                            "--out %s holds a \"%s\" that no run wrote; move it away, or name another folder",
                            out, name);
            assertThat(file).hasContent("mine");
            Files.delete(file);
        }
        Files.createSymbolicLink(out.resolve("current"), temporary);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutputFolder.forRun(out))
                .withMessageContaining("link \"current\" that no run wrote");
        assertThat(out.resolve(".recsys")).doesNotExist();
    }

    @Test
    void forRun_fileSystemWithoutLinks_isRefusedInWordsAndLeavesNothing() throws IOException {
        List<OutputFolder.Links> refusing = List.of(
                (link, target) -> {
                    throw new UnsupportedOperationException();
                },
                (link, target) -> {
                    throw new FileSystemException(link.toString(), null, "Operation not permitted");
                },
                (link, target) -> {
                    throw new FileSystemException(link.toString(), null, null);
                });
        List<String> causes = List.of("", " (Operation not permitted)", "");
        for (int way = 0; way < refusing.size(); way++) {
            OutputFolder.Links links = refusing.get(way);
            assertThatThrownBy(() -> OutputFolder.forRun(out, links))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "--out %s takes no symbolic links, by which a run is published%s; name a folder on another"
                                    + " file system, or, on Windows, turn on the developer mode",
                            out, causes.get(way));
            assertThat(runs()).isEmpty();
        }
        // Only a run needs them, and the folder is free again.
        OutputFolder.forFiles(out, List.of("a")).close();
        run("one", "metrics.json");
        assertThat(read("metrics.json")).isEqualTo("one");
    }

    @Test
    void open_insideAPublishedRun_isRefused() throws IOException {
        run("one", "models");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutputFolder.forFiles(out.resolve("models"), List.of()))
                .withMessageContaining("lies inside the result of a run");
    }

    @Test
    void open_linkToAFolder_isThatFolder() throws IOException {
        Path real = Files.createDirectory(temporary.resolve("real"));
        out = Files.createSymbolicLink(temporary.resolve("link"), real);
        run("one", "metrics.json");
        assertThat(real.resolve("metrics.json")).hasContent("one");
    }

    @Test
    void publishFiles_replacesThoseOfTheSameName() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("a"), "old");
        Files.writeString(out.resolve("c"), "mine");
        try (OutputFolder folder = OutputFolder.forFiles(out, List.of("a", "b"))) {
            write(folder, "new", "a", "b");
            assertThat(read("a")).isEqualTo("old");
            folder.publishFiles();
        }
        assertThat(read("a")).isEqualTo("new");
        assertThat(read("b")).isEqualTo("new");
        assertThat(read("c")).isEqualTo("mine");
        assertThat(runs()).isEmpty();
    }

    @Test
    void open_commitOfAKilledCommand_isBroughtToItsEnd() throws IOException {
        Path commit = Files.createDirectories(out.resolve(".recsys/commit"));
        Files.writeString(out.resolve("a"), "new");
        Files.writeString(out.resolve("b"), "old");
        Files.writeString(commit.resolve("b"), "new");
        OutputFolder.forFiles(out, List.of()).close();
        assertThat(read("b")).isEqualTo("new");
        assertThat(runs()).isEmpty();
    }

    @Test
    void forFiles_overALink_isRefusedBeforeAnyWork() throws IOException {
        Files.createDirectories(out);
        Files.createSymbolicLink(out.resolve("a"), temporary.resolve("elsewhere"));
        assertThatThrownBy(() -> OutputFolder.forFiles(out, List.of("a")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is a symbolic link, and only a regular file is replaced");
        assertThat(out.resolve(".recsys")).doesNotExist();
    }

    @Test
    void requireRoom_tooLittle_saysWhatIsNeededAndLeft() throws IOException {
        OutputFolder.requireRoom(out, 5 << 20, 5 << 20);
        OutputFolder.requireRoom(out, 5 << 20, -1);
        assertThatThrownBy(() -> OutputFolder.requireRoom(out, 5 << 20, 3 << 20))
                .isInstanceOf(IOException.class)
                .hasMessage("--out %s needs about 5 MB, but its disk has 3 MB left", out);
    }
}
