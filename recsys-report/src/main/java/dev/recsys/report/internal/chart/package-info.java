/** Charts as values, and their drawing as SVG: {@code Chart} first, then {@code ChartSvg}. */
@NullMarked
package dev.recsys.report.internal.chart;

import org.jspecify.annotations.NullMarked;
