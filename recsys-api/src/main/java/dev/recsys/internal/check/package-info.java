/** The wording of every refusal, in one place: {@link dev.recsys.internal.check.Checks}. */
@NullMarked
package dev.recsys.internal.check;

import org.jspecify.annotations.NullMarked;
