package dev.recsys.report.internal.chart;

/** Draws charts as SVG, as wide as the place they are for. */
public final class ChartSvg {
    /** Units of the drawing across, on a desk and on a phone. */
    public static final int WIDE = 840;

    /** See {@link #WIDE}. */
    public static final int NARROW = 340;

    private ChartSvg() {}

    /**
     * A chart as SVG that stands alone, in the colours for a light ground.
     *
     * @param chart what to draw
     * @param width units across
     * @param numbers how numbers are written
     * @return an {@code svg} element
     */
    public static String of(Chart chart, int width, Numbers numbers) {
        Drawing drawing = switch (chart.kind()) {
            case BARS -> new BarDrawing(chart, width, numbers);
            case COLUMNS, LINES -> new PlaneDrawing(chart, width, numbers);
            case INTERVALS -> new IntervalDrawing(chart, width, numbers);
            case HEAT -> new HeatDrawing(chart, width, numbers);
            case CURVE, POINTS, PATH -> new PointDrawing(chart, width, numbers);
        };
        double height = drawing.draw();
        String id = chart.id() + "-" + width;
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " " + Svg.number(height)
                + "\" width=\"" + width + "\" height=\"" + Svg.number(height) + "\" role=\"img\" aria-labelledby=\""
                + id + "-t " + id + "-d\" font-family=\"system-ui, sans-serif\" font-size=\"" + Svg.number(Svg.SIZE)
                + "\">\n<title id=\"" + id + "-t\">" + Svg.escaped(chart.title()) + "</title>\n<desc id=\"" + id
                + "-d\">" + Svg.escaped(chart.sentence()) + "</desc>\n" + drawing.svg.body() + "</svg>\n";
    }

    /**
     * Text that is safe inside an element and an attribute.
     *
     * @param text any
     * @return the text with what has a meaning in HTML replaced
     */
    public static String escaped(String text) {
        return Svg.escaped(text);
    }
}
