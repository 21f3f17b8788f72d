package dev.recsys.hybrid;

/** The weighted mean of calibrated probabilities by learned weights, those of {@link CalibratedStack.Numbers}. Only within a {@link CalibratedBlend}. */
record Mixture() implements Blend {}
