package dev.recsys.io;

import dev.recsys.data.Panel;

/**
 * A panel and what became of the rows it was read from.
 *
 * @param panel the rows accepted, possibly none
 * @param report the counts, the rows left out and the notes
 */
public record PanelRead(Panel panel, ReadReport report) {}
