package dev.recsys.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.decision.log.DecisionLog;
import dev.recsys.decision.log.LogConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCommandTest {
    @TempDir
    private Path room;

    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeLog() throws IOException {
        folder = room.resolve("log");
        try (DecisionLog log = DecisionLog.open(folder, LogConfig.defaults())) {
            for (int i = 1; i <= 30; i++) {
                log.append(
                        i % 2 == 0
                                ? "{\"user\":\"u" + i % 3 + "\"}"
                                : "{\"request\":{\"customer\":{\"id\":\"u" + i % 3 + "\"}}}");
            }
        }
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void verify_aSoundLog_saysWhereItEnds() {
        assertThat(run("log", "verify", "--log", folder.toString())).isZero();
        assertThat(out.toString()).contains("30 records in 1 files verified", "last: record 30,", "line 31", "sound");
    }

    @Test
    void verify_aTornLog_isSoundAndSaysSo() throws IOException {
        Files.writeString(file(), Files.readString(file()) + "{\"n\":31,");
        assertThat(run("log", "verify", "--log", folder.toString(), "--json")).isZero();
        assertThat(out.toString()).contains("\"sound\":true", "\"number\":30", "\"tornBytes\":8");
    }

    @Test
    void verify_aChangedLog_namesThePlaceAndFails() throws IOException {
        Files.writeString(file(), Files.readString(file()).replaceFirst("u0", "u9"));
        assertThat(run("log", "verify", "--log", folder.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("broken: " + file().getFileName() + ", line 4, record 3: changed");
        assertThat(run("log", "verify", "--log", folder.toString(), "--json")).isEqualTo(1);
        assertThat(out.toString()).contains("\"fault\":");
    }

    @Test
    void verify_withAHeadKeptElsewhere_findsAnotherLog() {
        String hash = "ab".repeat(32);
        assertThat(run("log", "verify", "--log", folder.toString(), "--head", "7:" + hash))
                .isEqualTo(1);
        assertThat(out.toString()).contains("record 7: not the expected record");
        assertThat(run("log", "verify", "--log", folder.toString(), "--head", "7"))
                .isEqualTo(2);
        assertThat(run("log", "verify", "--log", folder.toString(), "--head", "x:" + hash))
                .isEqualTo(2);
    }

    @Test
    void show_byNumberAndCustomer_printsTheirRecords() {
        assertThat(run("log", "show", "--log", folder.toString(), "--from", "5", "--limit", "2", "--user", "u1"))
                .isZero();
        assertThat(out.toString().lines().map(line -> line.substring(0, line.indexOf(' '))))
                .containsExactly("7", "10");
        assertThat(run("log", "show", "--log", folder.toString(), "--limit", "1", "--json"))
                .isZero();
        assertThat(out.toString()).contains("{\"number\":1,\"time\":\"", "\"body\":{\"request\":");
    }

    @Test
    void show_aBrokenLog_printsWhatIsSoundAndFails() throws IOException {
        Files.writeString(file(), Files.readString(file()).replaceFirst("u0", "u9"));
        assertThat(run("log", "show", "--log", folder.toString())).isEqualTo(1);
        assertThat(out.toString().lines()).hasSize(2);
        assertThat(err.toString()).contains("line 4, record 3: changed");
    }

    @Test
    void log_badUsage_isRefused() throws IOException {
        assertThat(run("log")).isEqualTo(2);
        assertThat(run("log", "verify")).isEqualTo(2);
        assertThat(run("log", "verify", "--log", room.resolve("none").toString()))
                .isEqualTo(2);
        Path empty = Files.createDirectory(room.resolve("empty"));
        assertThat(run("log", "verify", "--log", empty.toString())).isEqualTo(2);
        assertThat(run("log", "show", "--log", empty.toString())).isEqualTo(2);
        assertThat(run("log", "show", "--log", folder.toString(), "--from", "0"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no decision log in");
    }
}
