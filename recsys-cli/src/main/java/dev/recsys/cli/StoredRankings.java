package dev.recsys.cli;

import dev.recsys.Recommender;
import dev.recsys.data.Catalogue;
import dev.recsys.hybrid.PrecomputedRecommender;
import dev.recsys.internal.check.Checks;
import dev.recsys.io.ReadReport;
import dev.recsys.io.RecommendationReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Recommendations kept in files, such as {@code recsys run} writes, in place of the models that made them. */
final class StoredRankings {
    private static final String SUFFIX = ".csv";

    private StoredRankings() {}

    /** Adds each file as a recommender named after it; a customer without a ranking gets an empty answer. */
    static void addTo(Map<String, Recommender> models, List<Path> files, Catalogue catalogue, PrintWriter err) {
        for (Path file : files) {
            Path last = Checks.notNull(file.getFileName(), "--recommendations");
            String name = last.toString();
            String shown = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
            Checks.that(!models.containsKey(shown), "there is a model \"%s\" already; rename %s", shown, file);
            PrecomputedRecommender.Builder rankings = PrecomputedRecommender.withPopular(catalogue, List.of());
            ReadReport read = RecommendationReader.builder().read(file, rankings);
            if (read.quarantined() > 0) {
                err.println(file + ": " + read.quarantined() + " of " + read.rowsRead()
                        + " rows could not be read and were left out");
                read.tallies().forEach(tally -> err.println("  " + tally));
                err.flush();
            }
            models.put(shown, rankings.build());
        }
    }
}
