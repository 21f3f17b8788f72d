package dev.recsys.io;

import dev.recsys.data.EventLog;

/**
 * An event log and what became of the rows it was read from.
 *
 * @param log the events accepted, possibly none
 * @param report the counts, the rows left out and the notes
 */
public record EventRead(EventLog log, ReadReport report) {}
