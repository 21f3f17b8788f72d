package dev.recsys.report.internal.page;

import dev.recsys.report.internal.chart.Chart;
import dev.recsys.report.internal.chart.Table;

/** What stands under one heading of a section. */
public sealed interface Block {
    /**
     * A chart.
     *
     * @param chart what it shows
     */
    record Drawn(Chart chart) implements Block {
        @Override
        public String id() {
            return chart.id();
        }

        @Override
        public String title() {
            return chart.title();
        }

        @Override
        public String sentence() {
            return chart.sentence();
        }

        @Override
        public Table table() {
            return chart.table();
        }
    }

    /**
     * A table.
     *
     * @param id one of its own on a page
     * @param title what it shows
     * @param sentence what it says
     * @param table rows
     */
    record Listed(String id, String title, String sentence, Table table) implements Block {}

    /**
     * A name for links.
     *
     * @return one of its own on a page
     */
    String id();

    /**
     * What it shows.
     *
     * @return the heading
     */
    String title();

    /**
     * What it says, with its figure.
     *
     * @return one or more sentences
     */
    String sentence();

    /**
     * All that it shows, as rows.
     *
     * @return the table
     */
    Table table();
}
