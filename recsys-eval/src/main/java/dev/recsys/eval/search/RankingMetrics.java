package dev.recsys.eval.search;

import dev.recsys.eval.AucAtK;
import dev.recsys.eval.F1AtK;
import dev.recsys.eval.HitRateAtK;
import dev.recsys.eval.MapAtK;
import dev.recsys.eval.Metric;
import dev.recsys.eval.MrrAtK;
import dev.recsys.eval.NdcgAtK;
import dev.recsys.eval.PrecisionAtK;
import dev.recsys.eval.RecallAtK;
import dev.recsys.internal.check.Checks;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Metrics by the keys of a report, such as {@code map@7/adders}; of all a greater figure is better. */
final class RankingMetrics {
    private static final Pattern KEY = Pattern.compile("([a-z0-9-]+)@([1-9][0-9]{0,3})(?:/([a-z-]+))?");
    private static final Set<String> OF_MAP = Set.of("first", "reactivation", "without-holdings", "rare");

    private RankingMetrics() {}

    static Metric of(String key) {
        Matcher matcher = KEY.matcher(Checks.notNull(key, "metric"));
        Metric metric = matcher.matches() ? metric(matcher.group(1), Integer.parseInt(matcher.group(2))) : null;
        String audience = metric == null ? null : matcher.group(3);
        boolean known = audience == null
                || audience.equals("adders")
                || (metric instanceof MapAtK && OF_MAP.contains(audience));
        Checks.that(
                metric != null && known,
                "metric must be map, ndcg, precision, recall, hit-rate, mrr, f1 or auc at a k, such as map@7, over all customers,"
                        + " or over those who add, map@7/adders, but was %s",
                key);
        return Checks.notNull(metric, "metric");
    }

    private static @Nullable Metric metric(String name, int k) {
        return switch (name) {
            case "map" -> MapAtK.of(k);
            case "ndcg" -> NdcgAtK.of(k);
            case "precision" -> PrecisionAtK.of(k);
            case "recall" -> RecallAtK.of(k);
            case "hit-rate" -> HitRateAtK.of(k);
            case "mrr" -> MrrAtK.of(k);
            case "f1" -> F1AtK.of(k);
            case "auc" -> AucAtK.of(k);
            default -> null;
        };
    }
}
