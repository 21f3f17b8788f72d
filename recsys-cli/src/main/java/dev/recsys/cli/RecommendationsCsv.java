package dev.recsys.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.recsys.PanelRequests;
import dev.recsys.Recommendations;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.data.Panel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** What to offer every customer of a panel's last month, one line an offer. */
final class RecommendationsCsv {
    private RecommendationsCsv() {}

    static void write(Path file, Recommender model, Panel panel, int limit, Progress progress) throws IOException {
        long start = System.nanoTime();
        PanelRequests requests = PanelRequests.at(panel, panel.last().date());
        int customers = requests.snapshot().rowCount();
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try (CsvWriter csv = CsvWriter.builder().build(Files.newBufferedWriter(unfinished))) {
            csv.writeRecord("customer", "rank", "product", "score", "reason");
            for (int row = 0; row < customers; row++) {
                String customer = panel.users().id(requests.snapshot().user(row));
                Recommendations answer =
                        model.recommend(requests.request(row).limit(limit).build());
                int rank = 1;
                for (RecommendedItem item : answer.items()) {
                    csv.writeRecord(
                            customer,
                            Integer.toString(rank++),
                            item.itemId(),
                            String.format(Locale.ROOT, "%.6g", item.score()),
                            item.reason());
                }
                if (row % 1024 == 1023 || row == customers - 1) {
                    double seconds = (System.nanoTime() - start) / 1e9;
                    progress.show("recommend", (row + 1.0) / customers, seconds, (row + 1) + "/" + customers);
                }
            }
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
