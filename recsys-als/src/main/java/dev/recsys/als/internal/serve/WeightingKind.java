package dev.recsys.als.internal.serve;

/** What is made of the data's weights; the formulas are those of {@code AlsConfig}. */
public enum WeightingKind {
    /** They stay. */
    NONE,
    /** Roots, times the logarithm of the item's rarity. */
    TF_IDF,
    /** Saturating and by length, times the logarithm of the item's rarity. */
    BM25
}
