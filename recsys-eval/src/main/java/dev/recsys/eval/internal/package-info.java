/** What the rooms of evaluation share. Not for applications: it may change at any time. */
@NullMarked
package dev.recsys.eval.internal;

import org.jspecify.annotations.NullMarked;
