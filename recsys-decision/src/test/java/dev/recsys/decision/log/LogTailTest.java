package dev.recsys.decision.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process leaves opens, ends where it says, and goes on. */
class LogTailTest {
    @TempDir
    private Path room;

    /** A log whose last record was forced neither to the disk nor into the head. */
    private Path log(int records) throws IOException {
        Path folder = room.resolve("log");
        SmallLog.write(folder, records - 1);
        byte[] head = Files.readAllBytes(folder.resolve("head"));
        try (DecisionLog log = DecisionLog.open(folder, SmallLog.CONFIG, SmallLog.at(SmallLog.START))) {
            log.append("{\"last\":1}");
        }
        Files.write(folder.resolve("head"), head);
        return folder;
    }

    @Test
    void end_tornAtEveryByteOfTheLastRecord_isKeptAndNamedAndTheChainGoesOn() throws IOException {
        int records = 3;
        Path folder = log(records);
        Path file = SmallLog.files(folder).get(0);
        byte[] whole = Files.readAllBytes(file);
        int start = whole.length - 1;
        while (whole[start - 1] != '\n') {
            start--;
        }
        for (int length = start; length < whole.length; length++) {
            Path copy = SmallLog.copy(folder, room.resolve("torn" + length));
            Path torn = copy.resolve(file.getFileName());
            Files.write(torn, Arrays.copyOf(whole, length));

            LogCheck check = LogReader.verify(copy);
            assertThat(check.fault()).as("length %d", length).isNull();
            assertThat(check.end().number()).isEqualTo(records - 1);
            assertThat(check.tornBytes()).isEqualTo(length - start);

            try (DecisionLog log = DecisionLog.open(copy, SmallLog.CONFIG)) {
                assertThat(log.head()).isEqualTo(check.end());
                log.append("{\"after\":1}");
            }
            LogCheck after = LogReader.verify(copy);
            assertThat(after.fault()).as("length %d", length).isNull();
            assertThat(after.end().number()).isEqualTo(records);
            assertThat(after.tornBytes()).isZero();
            List<String> expected = new ArrayList<>(List.of(SmallLog.body(0), SmallLog.body(1), "{\"after\":1}"));
            assertThat(SmallLog.bodies(copy)).isEqualTo(expected);
            Path kept = copy.resolve(file.getFileName() + ".torn-" + start);
            if (length > start) {
                assertThat(Files.readAllBytes(kept)).isEqualTo(Arrays.copyOfRange(whole, start, length));
                Files.write(kept, new byte[] {1});
                assertThat(LogReader.verify(copy).fault()).contains(".torn-" + start, "missing or changed");
            } else {
                assertThat(kept).doesNotExist();
            }
            SmallLog.delete(copy);
        }
    }

    @Test
    void recovery_killedBeforeTheNextFile_namesTheTornEndLater() throws IOException {
        Path folder = log(3);
        Path file = SmallLog.files(folder).get(0);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 7));
        LogTail.recover(folder);
        assertThat(LogReader.verify(folder).isSound()).isTrue();

        DecisionLog.open(folder, SmallLog.CONFIG).close();
        assertThat(Files.readString(SmallLog.files(folder).get(1)))
                .contains("\"torn\":{\"file\":\"" + file.getFileName());
        assertThat(LogReader.verify(folder).fault()).isNull();
    }

    @Test
    void firstLine_tornAtEveryByte_isWrittenAnew() throws IOException {
        Path folder = room.resolve("log");
        SmallLog.write(folder, 12);
        Path second = SmallLog.files(folder).get(1);
        String header = SmallLog.lines(second).get(0);
        // What a kill in the middle of a rotation leaves: the head is the first file's last record.
        SmallLog.files(folder).stream().skip(2).forEach(SmallLogDelete::delete);
        Files.write(second, new byte[0]);
        Files.writeString(
                folder.resolve("head"), headOf(LogReader.verify(folder).end()));
        for (int length = 0; length <= header.length(); length += 5) {
            Path copy = SmallLog.copy(folder, room.resolve("header" + length));
            Files.writeString(copy.resolve(second.getFileName()), header.substring(0, length));
            LogCheck check = LogReader.verify(copy);
            assertThat(check.fault()).as("length %d", length).isNull();
            try (DecisionLog log = DecisionLog.open(copy, SmallLog.CONFIG, SmallLog.at(SmallLog.START))) {
                log.append("{}");
            }
            LogCheck after = LogReader.verify(copy);
            assertThat(after.fault()).isNull();
            assertThat(after.end().number()).isEqualTo(check.end().number() + 1);
            assertThat(after.files()).isEqualTo(2);
        }
    }

    private static String headOf(LogHead head) {
        return "{\"n\":" + head.number() + ",\"hash\":\"" + head.hash() + "\"}\n";
    }

    private static final class SmallLogDelete {
        static void delete(Path file) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Test
    void log_openedAgain_goesOnInTheSameFile() throws IOException {
        Path folder = room.resolve("log");
        for (int i = 0; i < 5; i++) {
            try (DecisionLog log = DecisionLog.open(folder, SmallLog.CONFIG, SmallLog.at(SmallLog.START))) {
                log.append(SmallLog.body(i));
            }
        }
        LogCheck check = LogReader.verify(folder);
        assertThat(check.fault()).isNull();
        assertThat(check.files()).isEqualTo(1);
        assertThat(check.records()).isEqualTo(5);
    }

    @Test
    void log_brokenByMoreThanAKill_isNotWrittenOn() throws IOException {
        Path changed = room.resolve("changed");
        SmallLog.write(changed, 4);
        Path file = SmallLog.files(changed).get(0);
        String text = Files.readString(file);
        Files.writeString(file, text.replace("\"u1\"", "\"u7\""));
        assertThatThrownBy(() -> DecisionLog.open(changed, SmallLog.CONFIG))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("line 3, record 2: changed", "is not written on", "Nothing was changed");
        assertThat(Files.readString(file)).isEqualTo(text.replace("\"u1\"", "\"u7\""));

        Path cut = room.resolve("cut");
        SmallLog.write(cut, 4);
        Path end = SmallLog.files(cut).get(0);
        List<String> lines = SmallLog.lines(end);
        SmallLog.put(end, lines.subList(0, 4));
        assertThatThrownBy(() -> DecisionLog.open(cut, SmallLog.CONFIG))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("it ends at record 3, but the file \"head\" names record 4");
        Files.delete(cut.resolve("head"));
        assertThatThrownBy(() -> DecisionLog.open(cut, SmallLog.CONFIG)).hasMessageContaining("\"head\" is missing");

        // Refused as often as it is tried: the lock was let go each time.
        assertThatThrownBy(() -> DecisionLog.open(cut, SmallLog.CONFIG)).isInstanceOf(IOException.class);
    }

    @Test
    void secondWriter_whileTheFirstIsOpen_isRefusedByItsProcess() throws IOException {
        Path folder = room.resolve("log");
        try (DecisionLog log = DecisionLog.open(folder, SmallLog.CONFIG)) {
            log.append("{}");
            assertThatIllegalStateException()
                    .isThrownBy(() -> DecisionLog.open(folder, SmallLog.CONFIG))
                    .withMessageContainingAll(
                            "is being written by",
                            Long.toString(ProcessHandle.current().pid()));
        }
        DecisionLog.open(folder, SmallLog.CONFIG).close();
    }

    @Test
    void folder_ofAnotherPurposeOrWithoutAParent_isRefused() throws IOException {
        Path full = Files.createDirectory(room.resolve("full"));
        Files.writeString(full.resolve("a.txt"), "mine");
        assertThatThrownBy(() -> DecisionLog.open(full, SmallLog.CONFIG))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not empty and has no log");
        assertThat(full.resolve("lock")).doesNotExist();
        Path deep = room.resolve("not mounted").resolve("log");
        assertThatThrownBy(() -> DecisionLog.open(deep, SmallLog.CONFIG)).isInstanceOf(IOException.class);
        assertThat(deep.getParent()).doesNotExist();
    }
}
