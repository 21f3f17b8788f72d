/**
 * What the configurations of this library share: {@link dev.recsys.internal.options.Options} makes, checks and describes
 * records whose components are an {@link dev.recsys.internal.options.Option};
 * {@link dev.recsys.internal.options.ConfigJson} reads and writes them. Not for applications: it may change at any time.
 */
@NullMarked
package dev.recsys.internal.options;

import org.jspecify.annotations.NullMarked;
