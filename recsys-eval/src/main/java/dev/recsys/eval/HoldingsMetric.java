package dev.recsys.eval;

import dev.recsys.internal.check.Checks;
import java.util.List;
import java.util.Set;

/**
 * Another question put by the same metric: how well a ranking that includes owned items agrees with what the user holds
 * later, over the users who hold something then. Reference systems report NDCG@3 this way. Most of what is held later was
 * owned before, so it is near 1 for any model that remembers holdings and says little of what to offer. Answered for
 * panels only; a report on an event log leaves it out.
 *
 * @param metric how a ranking is compared with holdings
 */
public record HoldingsMetric(Metric metric) implements Metric {
    /**
     * Checks.
     *
     * @param metric any metric but a holdings metric
     * @throws IllegalArgumentException if the metric is null or a holdings metric already
     */
    public HoldingsMetric {
        Checks.notNull(metric, "metric");
        Checks.that(!(metric instanceof HoldingsMetric), "metric must not be on holdings already: %s", metric);
    }

    /**
     * A metric on holdings.
     *
     * @param metric how a ranking is compared with holdings, such as {@code NdcgAtK.of(3)}
     * @return the metric, named {@code "ndcg@3/holdings"}
     * @throws IllegalArgumentException if the metric is null or a holdings metric already
     */
    public static HoldingsMetric of(Metric metric) {
        return new HoldingsMetric(metric);
    }

    @Override
    public String name() {
        return metric.name() + "/holdings";
    }

    @Override
    public int k() {
        return metric.k();
    }

    @Override
    public double score(List<String> ranked, Set<String> truth) {
        return metric.score(ranked, truth);
    }
}
