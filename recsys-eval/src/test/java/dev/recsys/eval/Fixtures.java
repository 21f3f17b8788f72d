package dev.recsys.eval;

import dev.recsys.FallbackLevel;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommendations.Freshness;
import dev.recsys.RecommendedItem;
import dev.recsys.Recommender;
import dev.recsys.ScoreMeaning;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Small panels, recommenders that answer as planned, and where real data may be. */
final class Fixtures {
    static final List<String> ITEMS = List.of("a", "b", "c", "d", "e");
    static final LocalDate JANUARY = LocalDate.of(2020, 1, 28);
    static final LocalDate FEBRUARY = LocalDate.of(2020, 2, 28);
    static final LocalDate MARCH = LocalDate.of(2020, 3, 28);

    private Fixtures() {}

    static PanelBuilder panel() {
        return Panel.builder(ITEMS, FeatureSchema.builder().numeric("age").build());
    }

    static void row(PanelBuilder rows, LocalDate date, String user, String... held) {
        rows.row(date, user).number("age", user.length());
        for (String item : held) {
            rows.holds(item);
        }
    }

    /**
     * Four users over three months. From February to March: u1 adds c (held in January: a re-activation) and d, u2 adds
     * a, u3 adds nothing, u4 has no row in March, u5 none in February.
     */
    static Panel threeMonths() {
        PanelBuilder rows = panel();
        row(rows, JANUARY, "u1", "a", "c");
        row(rows, JANUARY, "u2", "b");
        row(rows, FEBRUARY, "u1", "a");
        row(rows, FEBRUARY, "u2", "b");
        row(rows, FEBRUARY, "u3");
        row(rows, FEBRUARY, "u4", "e");
        row(rows, MARCH, "u1", "a", "c", "d");
        row(rows, MARCH, "u2", "a", "b");
        row(rows, MARCH, "u3");
        row(rows, MARCH, "u5", "e");
        return rows.build();
    }

    /** Ranks as the function says, without what the request rules out. */
    static Recommender ranking(String name, Function<RecommendationRequest, List<String>> ranked) {
        return new StubRecommender(
                request -> answer(name, request, ranked.apply(request)),
                ScoreMeaning.RANKING,
                Catalogue.of(ITEMS),
                StubModel.info(name, null, ITEMS.size()));
    }

    private static Recommendations answer(String name, RecommendationRequest request, List<String> ranked) {
        Optional<Map<String, Double>> holdings = request.customer().now().holdings();
        Set<String> owned =
                request.ownedIncluded() ? Set.of() : holdings.orElse(Map.of()).keySet();
        List<RecommendedItem> items = new ArrayList<>();
        for (String item : ranked) {
            if (!owned.contains(item) && items.size() < request.limit()) {
                items.add(new RecommendedItem(item, -items.size(), Reason.of("planned"), Map.of()));
            }
        }
        return answer(name, request, items, holdings.isPresent() ? FallbackLevel.HOLDINGS : FallbackLevel.POPULARITY);
    }

    /** An answer to a request. */
    static Recommendations answer(
            String name, RecommendationRequest request, List<RecommendedItem> items, FallbackLevel level) {
        return new Recommendations(
                request.customer().id().orElse(null),
                items,
                name,
                "0",
                level,
                Freshness.of(null, 0),
                List.of(),
                List.of());
    }

    /** Always the same ranking. */
    static Recommender ranking(String name, String... ranked) {
        return ranking(name, request -> List.of(ranked));
    }

    /** A file of real data: under RECSYS_DATA, or in a folder beside the checkout. */
    static Optional<Path> realData(String file) {
        String given = System.getenv("RECSYS_DATA");
        if (given != null) {
            return Optional.of(Path.of(given, file)).filter(Files::isReadable);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("mvnw"))) {
                return Optional.of(
                                folder.resolveSibling("shared").resolve("data").resolve(file))
                        .filter(Files::isReadable);
            }
        }
        return Optional.empty();
    }
}
