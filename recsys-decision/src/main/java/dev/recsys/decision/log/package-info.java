/**
 * The decision log: JSON lines, each chained to the last by SHA-256, that a killed process leaves readable and nobody changes
 * unseen. Begin with {@link dev.recsys.decision.log.DecisionLog}, which appends; {@link dev.recsys.decision.log.LogReader} gives
 * the records back and {@link dev.recsys.decision.log.LogCheck} says where a log ends or is broken.
 */
@NullMarked
package dev.recsys.decision.log;

import org.jspecify.annotations.NullMarked;
