package dev.recsys.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.data.Catalogue;
import dev.recsys.hybrid.PrecomputedRecommender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every reader of text is told and keeps to: encoding, separator, progress, limits. */
class ReaderOptionsTest {
    private static final int PROGRESS_ROWS = 65_536;

    @TempDir
    private Path folder;

    private Path file(String... lines) throws Exception {
        return Files.writeString(Files.createTempFile(folder, "read", ".csv"), String.join("\n", lines) + "\n");
    }

    /** A call of a listener. */
    private record Call(long rows, double fraction) {}

    private static void assertSteps(List<Call> calls, long rows) {
        assertThat(calls).hasSize((int) (rows / PROGRESS_ROWS) + 1);
        for (int step = 0; step < calls.size() - 1; step++) {
            assertThat(calls.get(step).rows()).isEqualTo((step + 1L) * PROGRESS_ROWS);
            assertThat(calls.get(step).fraction()).isStrictlyBetween(0.0, 1.0);
        }
        assertThat(calls.get(calls.size() - 1)).isEqualTo(new Call(rows, 1));
    }

    private Path rows(String header, String row, int count) throws Exception {
        StringBuilder text = new StringBuilder(header).append('\n');
        for (int i = 0; i < count; i++) {
            text.append(row.formatted(i)).append('\n');
        }
        return Files.writeString(folder.resolve("rows.csv"), text);
    }

    @Test
    void events_manyRows_tellTheirProgress() throws Exception {
        Path file = rows("user,item", "customer %d of the bank,current account", 2 * PROGRESS_ROWS + 20_000);
        List<Call> calls = new ArrayList<>();
        EventReader.builder()
                .progress((rows, fraction) -> calls.add(new Call(rows, fraction)))
                .read(file);
        assertSteps(calls, 2 * PROGRESS_ROWS + 20_000);
    }

    @Test
    void catalogue_manyRows_tellsItsProgress() throws Exception {
        Path file = rows("id,label", "%d,a longer name of an item to sell", PROGRESS_ROWS + 20_000);
        List<Call> calls = new ArrayList<>();
        CatalogueReader.builder()
                .progress((rows, fraction) -> calls.add(new Call(rows, fraction)))
                .read(file);
        assertSteps(calls, PROGRESS_ROWS + 20_000);
    }

    @Test
    void catalogue_ofACharsetAndASeparator_isReadByThem() throws Exception {
        Path file = Files.write(folder.resolve("latin.csv"), "id|label,x\nA|Käse\n".getBytes(ISO_8859_1));
        Catalogue items = CatalogueReader.builder()
                .charset(ISO_8859_1)
                .separator('|')
                .read(file)
                .catalogue();
        assertThat(items.item(0).attributes()).containsEntry("label,x", "Käse");
    }

    @Test
    void reports_keepAsManyRejectsAsTheirLimit() throws Exception {
        String[] events = {"user,item,weight", "a,x,1", "b,x,no", "c,x,no", "d,x,no"};
        ReadReport ofEvents = EventReader.builder()
                .rejectLimit(2)
                .maxRejected(1)
                .read(file(events))
                .report();
        assertThat(ofEvents.rejects()).hasSize(2);
        assertThat(ofEvents.quarantined()).isEqualTo(3);

        ReadReport ofItems = CatalogueReader.builder()
                .rejectLimit(1)
                .maxRejected(1)
                .read(file("id,credit", "A,1", "B,yes", "C,no"))
                .report();
        assertThat(ofItems.rejects()).hasSize(1);
        assertThat(ofItems.quarantined()).isEqualTo(2);

        PrecomputedRecommender.Builder lists = lists("A");
        ReadReport ofLists = RecommendationReader.builder()
                .rejectLimit(1)
                .maxRejected(1)
                .read(file("customer,product,rank", "a,A,1", "b,A,x", "c,A,y"), lists);
        assertThat(ofLists.rejects()).hasSize(1);
        assertThat(ofLists.quarantined()).isEqualTo(2);
    }

    private static PrecomputedRecommender.Builder lists(String item) {
        return PrecomputedRecommender.withPopular(Catalogue.of(List.of(item)), List.of(item));
    }

    private static List<String> customers(Path file) {
        PrecomputedRecommender.Builder lists = lists("A");
        RecommendationReader.builder().maxRejected(1).read(file, lists);
        return lists.build().customers().ids();
    }

    @Test
    void ids_ofTheGreatestLength_areReadAndOneMoreIsNot() throws Exception {
        String longest = "x".repeat(RowSink.MAX_TEXT);
        String tooLong = longest + "x";

        EventRead events =
                EventReader.builder().maxRejected(1).read(file("user,item", longest + "," + longest, tooLong + ",A"));
        assertThat(events.log().users().ids()).containsExactly(longest);
        assertTooLong(events.report(), "user");
        CatalogueRead items =
                CatalogueReader.builder().maxRejected(1).read(file("id,kind", longest + ",a", tooLong + ",b"));
        assertThat(items.catalogue().ids().ids()).containsExactly(longest);
        assertTooLong(items.report(), "id");
        TableRead table = TableReader.builder()
                .id("id")
                .maxRejected(1)
                .read(file("id,age", longest + ",20", tooLong + ",30", "b,40"));
        assertThat(table.table().rowCount()).isEqualTo(2);
        assertTooLong(table.report(), "id");
        Path lists = file("customer,product,rank", longest + ",A,1", tooLong + ",A,1");
        assertThat(customers(lists)).containsExactly(longest);
    }

    private static void assertTooLong(ReadReport report, String column) {
        assertThat(report.rejects()).hasSize(1);
        Reject reject = report.rejects().get(0);
        assertThat(reject.cause()).isEqualTo(Reject.Cause.TOO_LONG);
        assertThat(reject.column()).isEqualTo(column);
        assertThat(reject.reason()).contains("1,001 characters", "1,000 at most");
    }

    /** The rows that a quote left open has swallowed are read again, one by one. */
    @Test
    void quote_leftOpenToTheNextQuote_costsItsLineAlone() throws Exception {
        CatalogueRead items =
                CatalogueReader.builder().maxRejected(1).read(file("id,kind", "A,a", "B,\"b", "C,c", "D,\"d\"", "E,e"));
        assertThat(items.catalogue().ids().ids()).containsExactly("A", "C", "D", "E");
        assertThat(items.report().rejects()).hasSize(1);
        assertThat(items.report().rejects().get(0).cause()).isEqualTo(Reject.Cause.QUOTE);
        assertThat(items.report().rejects().get(0).number()).isEqualTo(3);
    }

    /** A cell closed lines later by chance: the record has too many fields, and its lines are taken apart. */
    @ParameterizedTest
    @ValueSource(strings = {"B,\"b\nC,c\",x", "B,\"b\nC,c\",x,y"})
    void quote_closedInALaterRow_costsTheLinesOfTheRecord(String broken) throws Exception {
        CatalogueRead items = CatalogueReader.builder().maxRejected(1).read(file("id,kind", "A,a", broken, "D,d"));
        assertThat(items.catalogue().ids().ids()).startsWith("A").endsWith("D");
        assertThat(items.report().accepted() + items.report().quarantined()).isEqualTo(4);
        assertThat(items.report().rejects().get(0).cause()).isEqualTo(Reject.Cause.QUOTE);
    }
}
