package dev.recsys.eval;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.recsys.Recommender;
import dev.recsys.data.EventLog;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A split of dated invoices against figures that were computed independently on the same data. */
@Tag("slow")
class OnlineRetailProtocolTest {
    private static final List<String> FILES = List.of(
            "online-retail/online_retail_II_2009-12_2010-12.csv.gz",
            "online-retail/online_retail_2010-12_2011-12.csv.gz");
    // Invoice, StockCode, Description (may be quoted), Quantity, InvoiceDate, Price, Customer, Country.
    private static final Pattern LINE =
            Pattern.compile("(\\d+),([^,]+),.*,(\\d+),([-0-9]+ [:0-9]+),([^,]+),(\\d+)\\.0,[^,]+");
    private static final Instant SPLIT = Instant.parse("2011-09-01T00:00:00Z");

    private static EventLog read(List<Path> files) throws IOException {
        EventLog.Builder log = EventLog.builder();
        Set<String> seen = new HashSet<>();
        for (Path file : files) {
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), ISO_8859_1))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Matcher fields = LINE.matcher(line);
                    // An item counts once an invoice.
                    if (fields.matches() && seen.add(fields.group(1) + "," + fields.group(2))) {
                        Instant time = LocalDateTime.parse(fields.group(4).replace(' ', 'T'))
                                .toInstant(ZoneOffset.UTC);
                        log.add(fields.group(6), fields.group(2), 1, time);
                    }
                }
            }
        }
        return log.build();
    }

    /** The later events of users and items that were known before, which is what the reference could score. */
    private static EventLog ofKnown(EventLog known, EventLog later) {
        InteractionMatrix byUser = known.interactions();
        InteractionMatrix byItem = byUser.transposed();
        EventLog.Builder kept = EventLog.builder();
        for (int event = 0; event < later.size(); event++) {
            if (byUser.rowSize(later.user(event)) > 0 && byItem.rowSize(later.item(event)) > 0) {
                kept.add(
                        later.users().id(later.user(event)),
                        later.items().id(later.item(event)),
                        later.weight(event),
                        later.time(event));
            }
        }
        return kept.build();
    }

    @Test
    void popularity_invoicesBeforeSeptember_reachesTheKnownFigures() throws IOException {
        List<Path> files =
                FILES.stream().map(Fixtures::realData).flatMap(Optional::stream).toList();
        assumeTrue(files.size() == FILES.size(), "no invoices: set RECSYS_DATA to a folder that has " + FILES);
        EventLog log = read(files);
        EventLog known = log.before(SPLIT);
        TimeSplit split = TimeSplit.of(known, ofKnown(known, log.from(SPLIT)));
        Recommender popular = new PopularityTrainer(PopularityConfig.defaults()).train(split.train());
        ModelReport model = Evaluator.of(PrecisionAtK.of(5), new CappedRecallAtK(10), NdcgAtK.of(10))
                .evaluate(popular, split)
                .model("popularity");
        assertThat(split.adderCount()).isEqualTo(2_244);
        assertThat(model.metric("precision@5/adders")).isEqualTo(0.0482, within(2e-4));
        assertThat(model.metric("capped-recall@10/adders")).isEqualTo(0.0461, within(2e-4));
        assertThat(model.metric("ndcg@10/adders")).isEqualTo(0.0451, within(2e-4));
        // Without the reference's restriction to items known before, fourteen more users have a truth.
        assertThat(TimeSplit.at(log, SPLIT).adderCount()).isEqualTo(2_258);
    }

    /** What the reference calls recall: true items among the first k ÷ min(k, true items). */
    private record CappedRecallAtK(int k) implements Metric {
        @Override
        public String name() {
            return "capped-recall@" + k;
        }

        @Override
        public double score(List<String> ranked, Set<String> truth) {
            return k * PrecisionAtK.of(k).score(ranked, truth) / Math.min(k, truth.size());
        }
    }
}
