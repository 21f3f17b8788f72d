package dev.recsys.io;

import dev.recsys.data.Catalogue;
import dev.recsys.internal.check.Checks;

/**
 * A catalogue and what became of the rows it was read from.
 *
 * @param catalogue the items accepted, in the order of the rows
 * @param report the counts, the rows left out and the notes
 */
public record CatalogueRead(Catalogue catalogue, ReadReport report) {
    /**
     * Checks the values.
     *
     * @param catalogue not null
     * @param report not null
     * @throws IllegalArgumentException if a value is null
     */
    public CatalogueRead {
        Checks.notNull(catalogue, "catalogue");
        Checks.notNull(report, "report");
    }
}
