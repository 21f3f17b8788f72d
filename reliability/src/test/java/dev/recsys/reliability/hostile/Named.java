package dev.recsys.reliability.hostile;

import org.jspecify.annotations.Nullable;

/** A value and what a report calls it. */
record Named(String name, @Nullable Object value) {}
