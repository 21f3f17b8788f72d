package dev.recsys.mlc.options;

/** What a model learns. */
public enum Objective {
    /** Who adds anything, and which product those who do add: the two multiplied. */
    SOFTMAX,
    /** Who adds each product, one by one. */
    LOGISTIC
}
