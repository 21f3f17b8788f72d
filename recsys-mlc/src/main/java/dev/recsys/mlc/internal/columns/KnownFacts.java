package dev.recsys.mlc.internal.columns;

import java.util.List;

/**
 * Which kinds of facts are known of a customer, or used by trees. Holdings that are known to be empty are known.
 *
 * @param holdings what is held now
 * @param features at least one feature of now
 * @param history what was held, and which features there were, in earlier periods
 */
public record KnownFacts(boolean holdings, boolean features, boolean history) {
    /** What may be known of a customer, most first; without the sets of which too little is known to answer. */
    static final List<KnownFacts> SERVED = List.of(
            new KnownFacts(true, true, true),
            new KnownFacts(true, true, false),
            new KnownFacts(true, false, true),
            new KnownFacts(true, false, false),
            new KnownFacts(false, true, false));

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
