package dev.recsys.io;

import dev.recsys.data.Panel;
import dev.recsys.internal.check.Checks;

/**
 * A panel and what became of the rows it was read from.
 *
 * @param panel the rows accepted, possibly none
 * @param report the counts, the rows left out and the notes
 */
public record PanelRead(Panel panel, ReadReport report) {
    /**
     * Checks the values.
     *
     * @param panel not null
     * @param report not null
     * @throws IllegalArgumentException if a value is null
     */
    public PanelRead {
        Checks.notNull(panel, "panel");
        Checks.notNull(report, "report");
    }
}
