package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.decision.log.DecisionLog;
import dev.recsys.decision.log.LogCheck;
import dev.recsys.decision.log.LogConfig;
import dev.recsys.decision.log.LogHead;
import dev.recsys.decision.log.LogReader;
import dev.recsys.decision.log.LogRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that logs is killed at random times, and the next goes on in the same log: verifying names the last whole record, and
 * whatever was acknowledged as forced is there. A third of the kills hit a writer that forces every record, a third one whose files
 * are full soon, a third one with long records.
 */
@Tag("slow")
class LogKillTest {
    private static final int KILLS = Scale.of(200, 10_000);
    private static final int KILLS_OF_A_LOG = 20;
    private static final long SEED = 20_261_123;
    private static final long MAX_MICROS = 30_000;

    @TempDir
    private Path folder;

    @BeforeAll
    static void rehearse(@TempDir Path other) throws Exception {
        String[] args = {
            "small-files",
            other.resolve("log").toString(),
            other.resolve("acknowledged").toString()
        };
        Child.rehearse(other.resolve("child.log"), "logging", Logger.class.getName(), args);
    }

    private LogCheck kill(Path log, String way, Random random) throws Exception {
        Path acknowledged = folder.resolve("acknowledged");
        Files.deleteIfExists(acknowledged);
        try (Child child = Child.start(
                folder.resolve("child.log"), Logger.class.getName(), way, log.toString(), acknowledged.toString())) {
            child.awaitLine("logging");
            Child.sleepMicros(random.nextLong(MAX_MICROS));
            assertThat(child.isAlive()).isTrue();
        }
        long forced = Files.exists(acknowledged)
                ? ByteBuffer.wrap(Files.readAllBytes(acknowledged)).getLong()
                : 0;
        LogCheck check = LogReader.verify(log);
        assertThat(check.end().number()).as("forced and lost").isGreaterThanOrEqualTo(forced);
        return check;
    }

    /** Whether the records are those that were appended, in their order, as far as one process wrote them. */
    private static long gaps(Path log) throws IOException {
        long gaps = 0;
        long last = 0;
        try (LogReader reader = LogReader.open(log)) {
            for (Optional<LogRecord> record = reader.next(); record.isPresent(); record = reader.next()) {
                long count = Long.parseLong(record.get().body().replaceFirst("^\\{\"i\":(\\d+),.*", "$1"));
                gaps += count == last + 1 || count == 1 ? 0 : 1;
                last = count;
            }
        }
        return gaps;
    }

    @Test
    void log_killedAtAnyTime_opensNamesItsEndAndLosesNothingForced() throws Exception {
        Random random = new Random(SEED);
        String[] ways = {"every-record", "small-files", "long-records"};
        Tally tally = new Tally("kills-while-logging");
        for (int kill = 0; kill < KILLS; ) {
            Path log = folder.resolve("log" + kill);
            LogHead before = null;
            for (int of = 0; of < KILLS_OF_A_LOG && kill < KILLS; of++, kill++) {
                LogCheck found = kill(log, ways[kill % ways.length], random);
                assertThat(found.fault()).as("kill %d of seed %d", kill, SEED).isNull();
                if (before != null) {
                    // What was there before this process is there still, and it has added to it.
                    assertThat(found.end().number()).isGreaterThan(before.number());
                    assertThat(LogReader.verify(log, before).fault()).isNull();
                }
                tally.count("sound");
                tally.count(found.tornBytes() > 0 ? "in the middle of a write" : "between two writes");
                before = found.end();
            }
            countAndDelete(log, tally);
        }
        tally.close();
        // A file's first line, torn, is written anew and not kept.
        assertThat(tally.of("torn ends kept")).isLessThanOrEqualTo(tally.of("in the middle of a write"));
    }

    private static void countAndDelete(Path log, Tally tally) throws IOException {
        DecisionLog.open(log, LogConfig.defaults()).close();
        LogCheck end = LogReader.verify(log);
        assertThat(end.fault()).isNull();
        assertThat(end.tornBytes()).isZero();
        assertThat(gaps(log)).isZero();
        tally.count("records", end.records());
        tally.count("files", end.files());
        try (Stream<Path> files = Files.list(log)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().contains(".torn-")) {
                    tally.count("torn ends kept");
                }
                Files.delete(file);
            }
        }
    }

    /** The harness sees what it is there to see. */
    @Test
    void plantedFault_aWriterThatAcknowledgesWhatItBuffers_isCaught() throws Exception {
        Random random = new Random(SEED);
        Tally tally = new Tally("kills-while-logging-carelessly");
        for (int kill = 0; kill < 30 && tally.of("lost") == 0; kill++) {
            try {
                kill(folder.resolve("buffered" + kill), "buffered", random);
                tally.count("not seen");
            } catch (AssertionError e) {
                assertThat(e).hasMessageContaining("forced and lost");
                tally.count("lost");
            }
        }
        Path unchained = folder.resolve("unchained");
        kill(unchained, "every-record", random);
        try (Stream<Path> files = Files.list(unchained)) {
            Path first = files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            // A writer that goes on after a torn record without chaining.
            Files.writeString(first, "{\"n\":7,\"body\"{\"n\":8,\"body\":{}}\n", StandardOpenOption.APPEND);
        }
        tally.count(LogReader.verify(unchained).isSound() ? "not seen" : "unchained");
        tally.close();
        assertThat(tally.of("lost")).isEqualTo(1);
        assertThat(tally.of("unchained")).isEqualTo(1);
    }

    /** Logs until it is killed; keeps in a file how many records it knows to be forced. */
    static final class Logger {
        private Logger() {}

        public static void main(String[] args) throws IOException {
            LogConfig config = LogConfig.defaults().withForceMillis(5);
            switch (args[0]) {
                case "every-record" -> config = config.withForce(LogConfig.Force.EVERY_RECORD);
                case "small-files" -> config = config.withMaxFileBytes(64 << 10);
                case "long-records" -> config = config.withQueueBytes(4 << 20);
                default -> {
                    logCarelessly(args);
                    return;
                }
            }
            int length = args[0].equals("long-records") ? 50_000 : 1_500;
            String filling = "x".repeat(length);
            try (DecisionLog log = DecisionLog.open(Path.of(args[1]), config);
                    FileChannel acknowledged = acknowledged(args[2])) {
                for (long i = 1; ; i++) {
                    log.append("{\"i\":" + i + ",\"x\":\"" + filling + "\"}");
                    acknowledge(acknowledged, log.head().number());
                    if (i == 1) {
                        log.flush();
                        System.out.println("logging");
                    }
                }
            }
        }

        private static FileChannel acknowledged(String file) throws IOException {
            return FileChannel.open(Path.of(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }

        private static void acknowledge(FileChannel file, long number) throws IOException {
            file.write(ByteBuffer.allocate(Long.BYTES).putLong(number).flip(), 0);
        }

        /** How a log must not be written: what is acknowledged is still in a buffer. */
        private static void logCarelessly(String[] args) throws IOException {
            Path folder = Path.of(args[1]);
            DecisionLog.open(folder, LogConfig.defaults()).close();
            try (Stream<Path> files = Files.list(folder);
                    FileChannel acknowledged = acknowledged(args[2])) {
                Path file = files.filter(each -> each.toString().endsWith(".jsonl"))
                        .findFirst()
                        .orElseThrow();
                try (OutputStream out = new java.io.BufferedOutputStream(
                        Files.newOutputStream(file, StandardOpenOption.APPEND), 1 << 20)) {
                    for (long i = 1; ; i++) {
                        out.write(("{\"n\":" + i + "}\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
                        acknowledge(acknowledged, i);
                        if (i == 1) {
                            System.out.println("logging");
                        }
                    }
                }
            }
        }
    }
}
