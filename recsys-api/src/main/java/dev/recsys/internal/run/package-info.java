/**
 * What trainings of this library share: threads, room in the heap, the choice of kernels, exponentials that are the same on
 * every JVM, small linear systems, rates and trends of items. Not for applications: it may change at any time.
 */
@NullMarked
package dev.recsys.internal.run;

import org.jspecify.annotations.NullMarked;
