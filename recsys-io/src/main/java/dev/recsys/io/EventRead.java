package dev.recsys.io;

import dev.recsys.data.EventLog;
import dev.recsys.internal.check.Checks;

/**
 * An event log and what became of the rows it was read from.
 *
 * @param log the events accepted, possibly none
 * @param report the counts, the rows left out and the notes
 */
public record EventRead(EventLog log, ReadReport report) {
    /**
     * Checks the values.
     *
     * @param log not null
     * @param report not null
     * @throws IllegalArgumentException if a value is null
     */
    public EventRead {
        Checks.notNull(log, "log");
        Checks.notNull(report, "report");
    }
}
