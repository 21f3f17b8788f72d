package dev.recsys.mlc.internal.columns;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which kinds of facts are known of a customer, or used by trees. Holdings that are known to be empty are known.
 *
 * @param holdings what is held now
 * @param features at least one feature of now
 * @param history what was held, and which features there were, in earlier periods
 */
public record KnownFacts(boolean holdings, boolean features, boolean history) {
    private static final List<KnownFacts> SERVED = List.of(
            new KnownFacts(true, true, true),
            new KnownFacts(true, true, false),
            new KnownFacts(true, false, true),
            new KnownFacts(true, false, false),
            new KnownFacts(false, true, false));

    /**
     * The sets of facts that trees are grown for: all that training knows first, then what is left when some of it is
     * unknown. The first one whose facts are known of a customer uses most of them.
     *
     * @param binner tells which facts training knows
     * @return at least one set
     */
    public static List<KnownFacts> served(FeatureBinner binner) {
        return SERVED.stream()
                .map(facts -> new KnownFacts(
                        facts.holdings, facts.features && binner.hasFeatures(), facts.history && binner.hasHistory()))
                .filter(facts -> facts.holdings || facts.features)
                .distinct()
                .toList();
    }

    /**
     * Whether all of these are among others.
     *
     * @param others the others
     * @return whether none is missing there
     */
    public boolean areIn(KnownFacts others) {
        return (!holdings || others.holdings) && (!features || others.features) && (!history || others.history);
    }

    /**
     * The columns that use no other facts. A changed feature needs the features of now and of before; since when a product
     * is held needs holdings and history.
     *
     * @param binner tells what each column is about
     * @return columns, ascending
     */
    public int[] columns(FeatureBinner binner) {
        return IntStream.range(0, binner.columnCount())
                .filter(column -> binner.facts(column).areIn(this))
                .toArray();
    }

    /**
     * A short name without spaces, for the sections of a model file.
     *
     * @return letters: h for holdings, f for features, p for the periods before
     */
    public String key() {
        return (holdings ? "h" : "") + (features ? "f" : "") + (history ? "p" : "");
    }

    @Override
    public String toString() {
        String words = (holdings ? ", holdings" : "") + (features ? ", features" : "") + (history ? ", history" : "");
        return words.isEmpty() ? "nothing" : words.substring(2);
    }
}
