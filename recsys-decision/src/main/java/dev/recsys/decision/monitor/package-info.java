/** What happened in a service: {@link dev.recsys.decision.monitor.DecisionSummary} counts decisions and their latencies. */
@NullMarked
package dev.recsys.decision.monitor;

import org.jspecify.annotations.NullMarked;
