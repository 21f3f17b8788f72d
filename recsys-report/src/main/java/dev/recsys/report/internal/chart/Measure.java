package dev.recsys.report.internal.chart;

/** How the numbers of a chart are written. */
public enum Measure {
    /** Whole numbers, grouped by thousands. */
    COUNT,
    /** Shares of 1, written in per cent. */
    SHARE,
    /** Numbers with a few digits. */
    DECIMAL
}
