/** The wording of every refusal, in one place: {@link dev.recsys.check.Checks}. */
@NullMarked
package dev.recsys.check;

import org.jspecify.annotations.NullMarked;
