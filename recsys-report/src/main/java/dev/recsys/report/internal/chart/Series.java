package dev.recsys.report.internal.chart;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers of one name, one for each label of a chart.
 *
 * @param name what they are of
 * @param values NaN where there is none
 */
public record Series(String name, List<Double> values) {
    /**
     * Copies.
     *
     * @param name what they are of
     * @param values NaN where there is none
     */
    public Series {
        values = List.copyOf(values);
    }

    /**
     * Numbers of one name.
     *
     * @param name what they are of
     * @param values NaN where there is none. Not modified.
     * @return the series
     */
    public static Series of(String name, double... values) {
        return new Series(name, Arrays.stream(values).boxed().toList());
    }
}
