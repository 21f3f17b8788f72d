package dev.recsys.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.recsys.BatchRequest;
import dev.recsys.Reason;
import dev.recsys.ReasonTexts;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Panel;
import dev.recsys.data.Snapshot;
import dev.recsys.internal.file.WriteFailure;
import dev.recsys.internal.run.Decimals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What to offer every customer of a panel's last snapshot, one line an offer. */
final class RecommendationsCsv {
    private RecommendationsCsv() {}

    /** Takes the offers to a customer: scores by item, best first. */
    @FunctionalInterface
    interface Taker {
        void offers(String customer, Map<String, Double> scores);
    }

    static void write(Path file, Bundle bundle, Panel panel, int limit, Taker taker, Progress progress)
            throws IOException {
        long start = System.nanoTime();
        Snapshot last = panel.last();
        List<String> customers = new ArrayList<>(last.rowCount());
        for (int row = 0; row < last.rowCount(); row++) {
            customers.add(panel.users().id(last.user(row)));
        }
        Sentences sentences = new Sentences(ReasonTexts.of(
                Locale.ENGLISH, bundle.catalogue(), bundle.vocabulary().schema()));
        try (CsvWriter csv = CsvWriter.builder().build(Files.newBufferedWriter(file))) {
            csv.writeRecord("customer", "rank", "product", "score", "reason");
            int[] done = new int[1];
            bundle.recommendAll(BatchRequest.forUsers(customers).limit(limit).withReasons(), answer -> {
                Map<String, Double> offered = new LinkedHashMap<>();
                for (int place = 0; place < answer.size(); place++) {
                    offered.put(answer.itemId(place), answer.score(place));
                    csv.writeRecord(
                            answer.userId().orElse(""),
                            Integer.toString(place + 1),
                            answer.itemId(place),
                            Decimals.shortest((float) answer.score(place)),
                            answer.reason(place).map(sentences::of).orElse(""));
                }
                answer.userId().ifPresent(user -> taker.offers(user, offered));
                if (++done[0] % 1024 == 0 || done[0] == customers.size()) {
                    double seconds = (System.nanoTime() - start) / 1e9;
                    double share = (double) done[0] / customers.size();
                    progress.show("recommend", share, seconds, done[0] + "/" + customers.size());
                }
            });
        } catch (UncheckedIOException e) {
            throw WriteFailure.of(file, e);
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
    }

    /** Reasons in words, each put so once: a bank's customers share few. */
    private static final class Sentences {
        private static final int MOST = 10_000;

        private final ReasonTexts texts;
        private final Map<Reason, String> known = new HashMap<>();

        Sentences(ReasonTexts texts) {
            this.texts = texts;
        }

        String of(Reason reason) {
            if (known.size() == MOST) {
                known.clear();
            }
            return known.computeIfAbsent(reason, texts::sentence);
        }
    }
}
