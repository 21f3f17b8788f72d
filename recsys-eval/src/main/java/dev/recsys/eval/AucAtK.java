package dev.recsys.eval;

import dev.recsys.internal.check.Checks;
import java.util.List;
import java.util.Set;

/**
 * The area under the ROC curve of one ranking: the share of pairs of a true item and a ranked item that is not true in which the
 * true item stands higher. In 0..1. Only the first k count, so choose k as large as the catalogue; a true item that is not among
 * them stands below all that are. A ranking has no ties. Where every ranked item is true, a true item found counts 1 and a
 * missing one 0. An empty truth and an empty ranking score 0.
 *
 * @param k how many items count, at least 1
 */
public record AucAtK(int k) implements Metric {
    /**
     * Checks.
     *
     * @param k at least 1
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    public AucAtK {
        Checks.atLeast(k, 1, "k");
    }

    /**
     * Area under the ROC curve of the first k.
     *
     * @param k how many items count, at least 1
     * @return the metric
     * @throws IllegalArgumentException if {@code k} is below 1
     */
    public static AucAtK of(int k) {
        return new AucAtK(k);
    }

    @Override
    public String name() {
        return "auc@" + k;
    }

    @Override
    public double score(List<String> ranked, Set<String> truth) {
        boolean[] hits = Hits.of(ranked, truth, k);
        if (!any(hits)) {
            return 0;
        }
        long above = 0; // pairs in the right order
        long found = 0;
        long others = 0;
        for (int place = 0; place < hits.length; place++) {
            if (hits[place]) {
                found++;
            } else if (!truth.contains(ranked.get(place)) && ranked.indexOf(ranked.get(place)) == place) {
                others++;
                above += found;
            }
        }
        return others == 0 ? (double) found / truth.size() : (double) above / (others * truth.size());
    }

    private static boolean any(boolean[] hits) {
        for (boolean hit : hits) {
            if (hit) {
                return true;
            }
        }
        return false;
    }
}
