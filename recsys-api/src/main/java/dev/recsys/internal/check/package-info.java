/**
 * What every package needs, in one place: the wording of every refusal ({@link dev.recsys.internal.check.Checks}) and the
 * hash that tells damage ({@link dev.recsys.internal.check.Sha256}).
 */
@NullMarked
package dev.recsys.internal.check;

import org.jspecify.annotations.NullMarked;
