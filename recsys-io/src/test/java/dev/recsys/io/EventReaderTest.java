package dev.recsys.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.data.EventLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventReaderTest {
    @TempDir
    Path folder;

    private Path file(String text) throws Exception {
        return Files.writeString(Files.createTempFile(folder, "events", ".csv"), text);
    }

    @Test
    void log_ofAFileWithAllColumns_holdsThem() throws Exception {
        EventLog log = EventReader.read(
                file("timestamp,user,item,weight\n2016-04-28,ann,card,2.5\n2016-04-27T10:00:00Z,bob,loan,1\n"));
        assertThat(log.size()).isEqualTo(2);
        assertThat(log.users().id(log.user(0))).isEqualTo("bob");
        assertThat(log.items().id(log.item(1))).isEqualTo("card");
        assertThat(log.weight(1)).isEqualTo(2.5f);
        assertThat(log.time(0)).isEqualTo(Instant.parse("2016-04-27T10:00:00Z"));
        assertThat(log.time(1)).isEqualTo(Instant.parse("2016-04-28T00:00:00Z"));
    }

    @Test
    void log_ofAFileWithoutWeightAndTime_hasDefaults() throws Exception {
        EventLog log = EventReader.read(file("item,user\ncard,ann\n"));
        assertThat(log.weight(0)).isEqualTo(1);
        assertThat(log.time(0)).isEqualTo(Instant.EPOCH);
    }

    @Test
    void report_onPlantedFaults_namesEach() throws Exception {
        EventRead read = EventReader.builder()
                .user("who")
                .item("what")
                .weight("much")
                .time("when")
                .separator(';')
                .charset(StandardCharsets.UTF_8)
                .maxRejected(1)
                .read(file("who;what;much;when;memo\n"
                        + "ann;card;1;2016-01-01;\"two\nlines\"\n" // lines 2 and 3
                        + ";card;1;2016-01-01;\n"
                        + "bob; ;1;2016-01-01;\n"
                        + "bob;card;;2016-01-01;\n"
                        + "bob;card;-2;2016-01-01;\n"
                        + "bob;card;0;2016-01-01;\n"
                        + "bob;card;NaN;2016-01-01;\n"
                        + "bob;card;1e300;2016-01-01;\n" // line 10
                        + "bob;card;1;1st of May;\n"
                        + "bob;card;1;;\n"
                        + "bob;card;1\n"
                        + "bob;card;1;2016-01-01;\"open\n"
                        + "eve;loan;3;1451606400;\n"));
        assertThat(read.report().rejects().stream().map(Reject::toString))
                .containsExactly(
                        "line 4, column \"who\": the user's id is missing",
                        "line 5, column \"what\": the item's id is missing",
                        "line 6, column \"much\": the weight is missing",
                        "line 7, column \"much\": must be above 0 and at most 1e12, but was \"-2\"",
                        "line 8, column \"much\": must be above 0 and at most 1e12, but was \"0\"",
                        "line 9, column \"much\": cannot read \"NaN\" as a number",
                        "line 10, column \"much\": must be above 0 and at most 1e12, but was \"1e300\"",
                        "line 11, column \"when\": cannot read \"1st of May\" as a date or time",
                        "line 12, column \"when\": the time is missing",
                        "line 13: has 3 fields, but the header has 5",
                        "line 14, column \"memo\": a quote is not closed on its line, or text follows a closing quote");
        assertThat(read.report().accepted()).isEqualTo(2);
        assertThat(read.log().size()).isEqualTo(2);
        assertThat(read.log().users().ids()).containsExactly("ann", "eve");
        assertThat(read.report().notes()).containsExactly("ignored column \"memo\", which the schema does not know");
    }

    @Test
    void weights_beyondTheRange_areRejectedByRow() throws Exception {
        EventRead read = EventReader.builder()
                .maxRejected(1)
                .read(file("user,item,weight\nann,card,1e38\nann,card,1e-300\nann,card,1e12\nann,loan,1e-30\n"));
        assertThat(read.report().rejects().stream().map(Reject::toString))
                .containsExactly(
                        "line 2, column \"weight\": must be above 0 and at most 1e12, but was \"1e38\"",
                        "line 3, column \"weight\": must be above 0 and at most 1e12, but was \"1e-300\"");
        assertThat(read.log().size()).isEqualTo(2);
    }

    @Test
    void ids_ofHugeLength_areRejectedByTheirLength() throws Exception {
        String huge = "x".repeat(60_000);
        EventRead read = EventReader.builder()
                .maxRejected(1)
                .read(file("user,item\n" + huge + ",card\nann," + huge + "\nann,card\n"));
        assertThat(read.report().rejects().stream().map(Reject::toString))
                .containsExactly(
                        "line 2, column \"user\": the user's id has 60,000 characters, but may have 1,000 at most",
                        "line 3, column \"item\": the item's id has 60,000 characters, but may have 1,000 at most");
    }

    @Test
    void column_namedButMissing_isRefused() throws Exception {
        Path file = file("user,item\nann,card\n");
        assertThatThrownBy(() -> EventReader.builder().weight("amount").read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + ": the header lacks column \"amount\"");
    }

    @Test
    void header_cutByAnotherSeparator_isRefusedWithAHint() throws Exception {
        Path file = file("user;item\nann;card\n");
        assertThatThrownBy(() -> EventReader.builder().read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file
                        + ": the header lacks columns \"user\", \"item\"; it was read as one field, but fields must be"
                        + " separated by commas unless the reader is told otherwise");
        assertThat(EventReader.builder().separator(';').read(file).log().size()).isEqualTo(1);
    }

    @Test
    void column_namedForTwoThings_isRefused() throws Exception {
        Path file = file("user,item\nann,card\n");
        assertThatThrownBy(() -> EventReader.builder().item("user").read(file))
                .hasMessage(
                        "user, item, weight and time must be four columns, but were [user, user, weight, timestamp]");
    }

    @Test
    void charset_ofTheFile_isHeeded() throws Exception {
        Path file = Files.writeString(folder.resolve("x"), "user,item\nann,caña\n", StandardCharsets.UTF_16LE);
        assertThat(EventReader.builder()
                        .charset(StandardCharsets.UTF_16LE)
                        .read(file)
                        .log()
                        .items()
                        .ids())
                .containsExactly("caña");
    }
}
