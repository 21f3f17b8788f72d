package dev.recsys.decision.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to the bytes of a log is found, and named by file, line and record. */
class LogCheckTest {
    private static final int RECORDS = 21;

    @TempDir
    private Path room;

    private Path folder;
    private List<String> bodies;
    private int copies;

    @BeforeEach
    void writeLog() throws IOException {
        folder = room.resolve("log");
        bodies = SmallLog.write(folder, RECORDS);
        assertThat(SmallLog.files(folder)).hasSizeBetween(3, 4);
    }

    private Path fresh() throws IOException {
        return SmallLog.copy(folder, room.resolve("copy" + copies++));
    }

    private static String fault(Path log) throws IOException {
        LogCheck check = LogReader.verify(log);
        assertThat(check.isSound()).as(log.toString()).isFalse();
        return check.fault();
    }

    @Test
    void log_leftAlone_isSoundAndSaysWhereItEnds() throws IOException {
        LogCheck check = LogReader.verify(folder);
        List<Path> files = SmallLog.files(folder);
        Path last = files.get(files.size() - 1);
        assertThat(check.fault()).isNull();
        assertThat(check.records()).isEqualTo(RECORDS);
        assertThat(check.end().number()).isEqualTo(RECORDS);
        assertThat(check.files()).isEqualTo(files.size());
        assertThat(check.endFile()).isEqualTo(last.getFileName().toString());
        assertThat(check.endLine()).isEqualTo(SmallLog.lines(last).size());
        assertThat(check.tornBytes()).isZero();
        assertThat(SmallLog.bodies(folder)).isEqualTo(bodies);
    }

    @Test
    void line_itsHash_isTheSha256OfTheBytesBeforeIt() throws Exception {
        String line = SmallLog.lines(SmallLog.files(folder).get(0)).get(1);
        int at = line.lastIndexOf(",\"hash\":\"");
        byte[] hashed = MessageDigest.getInstance("SHA-256")
                .digest(line.substring(0, at).getBytes(StandardCharsets.UTF_8));
        assertThat(line.substring(at)).isEqualTo(",\"hash\":\"" + HexFormat.of().formatHex(hashed) + "\"}");
        String header = SmallLog.lines(SmallLog.files(folder).get(0)).get(0);
        assertThat(header)
                .startsWith(
                        "{\"log\":1,\"file\":1,\"day\":\"2026-11-21\",\"last\":0,\"prev\":\"" + "0".repeat(64) + "\",");
        String headerHash = header.substring(header.length() - 66, header.length() - 2);
        assertThat(line)
                .startsWith("{\"n\":1,\"t\":\"2026-11-21T23:59:58.500000Z\",\"prev\":\"" + headerHash + "\",\"body\":"
                        + bodies.get(0));
    }

    @Test
    void byte_anyOneChanged_isFoundInItsLine() throws IOException {
        Random random = new Random(20_261_121);
        Path copy = fresh();
        for (Path file : SmallLog.files(copy)) {
            byte[] whole = Files.readAllBytes(file);
            long firstNumber = Long.parseLong(SmallLog.lines(file).get(0).replaceAll(".*\"last\":(\\d+).*", "$1"));
            int line = 1;
            for (int at = 0; at < whole.length; at++) {
                byte before = whole[at];
                // Each byte of the first record and its header, some of the rest.
                boolean isFirst = file.equals(SmallLog.files(copy).get(0)) && line <= 2;
                if (isFirst || at > whole.length - 80 || random.nextInt(10) == 0) {
                    byte other = (byte) (before ^ 1 << random.nextInt(8));
                    whole[at] = random.nextInt(4) == 0 && before != '\n' ? (byte) '\n' : other;
                    Files.write(file, whole);
                    String place = file.getFileName() + ", line " + line;
                    String record = line == 1 ? "" : ", record " + (firstNumber + line - 1);
                    String found = fault(copy);
                    boolean isLastByte = at == whole.length - 1;
                    if (!isLastByte) {
                        assertThat(found).as("byte %d of %s", at, file).startsWith(place + record + ":");
                    } else {
                        // Without its line feed the last line is torn, which the next file or the head shows.
                        assertThat(found).containsAnyOf("truncated", "cut off before record " + RECORDS);
                    }
                    whole[at] = before;
                }
                if (before == '\n') {
                    line++;
                }
            }
            Files.write(file, whole);
        }
        assertThat(LogReader.verify(copy).fault()).isNull();
    }

    @Test
    void line_dropped_isFound() throws IOException {
        for (int file = 0; file < SmallLog.files(folder).size(); file++) {
            List<String> lines = SmallLog.lines(SmallLog.files(folder).get(file));
            for (int line = 0; line < lines.size(); line++) {
                Path copy = fresh();
                Path changed = SmallLog.files(copy).get(file);
                List<String> left = SmallLog.lines(changed);
                long number = LineFormat.numberOf(bytes(left.get(line)), 0, bytes(left.get(line)).length);
                left.remove(line);
                SmallLog.put(changed, left);
                String name = changed.getFileName().toString();
                if (line == 0) {
                    assertThat(fault(copy)).startsWith(name + ", line 1: the file's first line");
                } else if (line < lines.size() - 1) {
                    assertThat(fault(copy))
                            .isEqualTo(
                                    "%s, line %d, record %d: dropped: record %d is missing",
                                    name, line + 1, number, number);
                } else if (file < SmallLog.files(folder).size() - 1) {
                    assertThat(fault(copy))
                            .contains("line 1: dropped: record " + number + " is missing from the end of");
                } else {
                    assertThat(fault(copy)).contains("ends at " + name, "cut off before record " + number);
                }
                SmallLog.delete(copy);
            }
        }
    }

    private static byte[] bytes(String line) {
        return line.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void lines_swapped_areFoundAsReordered() throws IOException {
        int count = SmallLog.lines(SmallLog.files(folder).get(1)).size();
        for (int a = 1; a < count; a++) {
            for (int b = a + 1; b < count; b++) {
                Path copy = fresh();
                Path changed = SmallLog.files(copy).get(1);
                List<String> lines = SmallLog.lines(changed);
                long number = LineFormat.numberOf(bytes(lines.get(a)), 0, bytes(lines.get(a)).length);
                Collections.swap(lines, a, b);
                SmallLog.put(changed, lines);
                assertThat(fault(copy))
                        .startsWith(changed.getFileName() + ", line " + (a + 1) + ", record " + number + ": reordered");
                SmallLog.delete(copy);
            }
        }
    }

    @Test
    void line_repeated_isFound() throws IOException {
        Path copy = fresh();
        Path changed = SmallLog.files(copy).get(0);
        List<String> lines = SmallLog.lines(changed);
        lines.add(4, lines.get(3));
        SmallLog.put(changed, lines);
        assertThat(fault(copy))
                .startsWith(changed.getFileName() + ", line 5, record 4: repeated or reordered: record 3 stands after");
        lines.set(4, lines.get(0));
        SmallLog.put(changed, lines);
        assertThat(fault(copy)).contains("line 5, record 4: the first line of a file stands within one");
    }

    @Test
    void line_movedIntoAnotherFile_isFoundAsReordered() throws IOException {
        Path copy = fresh();
        List<Path> files = SmallLog.files(copy);
        List<String> from = SmallLog.lines(files.get(0));
        List<String> to = SmallLog.lines(files.get(2));
        to.add(2, from.remove(3));
        SmallLog.put(files.get(0), from);
        SmallLog.put(files.get(2), to);
        assertThat(fault(copy)).startsWith(files.get(0).getFileName() + ", line 4, record 3: reordered");
    }

    @Test
    void file_droppedOrRenamed_isFound() throws IOException {
        List<String> names = SmallLog.files(folder).stream()
                .map(file -> file.getFileName().toString())
                .toList();
        for (int file = 0; file < names.size(); file++) {
            Path copy = fresh();
            Files.delete(copy.resolve(names.get(file)));
            boolean isLast = file == names.size() - 1;
            assertThat(fault(copy))
                    .contains(
                            isLast
                                    ? "cut off before record " + RECORDS
                                    : "dropped: file " + (file + 1) + " before it is missing");
        }
        Path copy = fresh();
        Files.move(copy.resolve(names.get(0)), copy.resolve("x"));
        Files.move(copy.resolve(names.get(1)), copy.resolve(names.get(0)));
        Files.move(copy.resolve("x"), copy.resolve(names.get(1)));
        assertThat(fault(copy))
                .startsWith(names.get(0) + ", line 1: renamed: by its first line this is " + names.get(1));
        Path twice = fresh();
        Files.copy(twice.resolve(names.get(1)), twice.resolve(names.get(1).replace("21-", "22-")));
        assertThat(fault(twice)).contains("there are two files 2");
    }

    @Test
    void record_changedAndHashedAnew_isFoundByTheNext() throws Exception {
        Path copy = fresh();
        Path changed = SmallLog.files(copy).get(0);
        List<String> lines = SmallLog.lines(changed);
        lines.set(2, forged(lines.get(2)));
        SmallLog.put(changed, lines);
        assertThat(fault(copy))
                .startsWith(changed.getFileName() + ", line 4, record 3: it does not follow the line before");
        // The last of a file.
        Path other = fresh();
        Path end = SmallLog.files(other).get(0);
        List<String> ofEnd = SmallLog.lines(end);
        ofEnd.set(ofEnd.size() - 1, forged(ofEnd.get(ofEnd.size() - 1)));
        SmallLog.put(end, ofEnd);
        assertThat(fault(other)).contains("line 1: the file does not follow the end of the file before");
        // The last of all.
        Path third = fresh();
        List<Path> files = SmallLog.files(third);
        Path last = files.get(files.size() - 1);
        List<String> ofLast = SmallLog.lines(last);
        ofLast.set(ofLast.size() - 1, forged(ofLast.get(ofLast.size() - 1)));
        SmallLog.put(last, ofLast);
        assertThat(fault(third)).contains("record " + RECORDS + ": not the record that the file \"head\" names");
    }

    private static String forged(String line) throws Exception {
        String changed = line.substring(0, line.lastIndexOf(",\"hash\":\"")).replace("xxx", "xyx");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(changed));
        return changed + ",\"hash\":\"" + HexFormat.of().formatHex(hash) + "\"}";
    }

    @Test
    void end_cutOffWithItsHead_isFoundByAHeadKeptElsewhere() throws IOException {
        Path longer = fresh();
        LogHead kept = LogReader.verify(longer).end();
        assertThat(LogReader.verify(longer, kept).isSound()).isTrue();
        Path shorter = room.resolve("shorter");
        SmallLog.write(shorter, RECORDS - 1);
        // A log of the same records, whole in itself.
        assertThat(LogReader.verify(shorter).isSound()).isTrue();
        assertThat(LogReader.verify(shorter, kept).fault())
                .contains("cut off before record " + RECORDS + " that is expected");
        LogHead other = new LogHead(5, "ab".repeat(32));
        assertThat(LogReader.verify(shorter, other).fault()).contains("record 5: not the expected record");
    }

    @Test
    void head_missingOrUnreadable_isFound() throws IOException {
        Path copy = fresh();
        Files.writeString(copy.resolve("head"), "{}");
        assertThat(fault(copy)).contains("\"head\"", "cannot be read");
        Files.delete(copy.resolve("head"));
        assertThat(fault(copy)).contains("\"head\"", "is missing");
    }

    @Test
    void log_withoutRecords_isSound() throws IOException {
        Path empty = room.resolve("empty");
        DecisionLog.open(empty, LogConfig.defaults()).close();
        LogCheck check = LogReader.verify(empty);
        assertThat(check.isSound()).isTrue();
        assertThat(check.records()).isZero();
        assertThat(check.end()).isEqualTo(LogHead.START);
    }
}
