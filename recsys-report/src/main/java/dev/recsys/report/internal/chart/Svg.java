package dev.recsys.report.internal.chart;

import java.util.Locale;

/**
 * Writes the elements of a drawing. Colours are attributes, so that a copied drawing stands alone, and classes, by which a page
 * overrides them. For one drawing and one thread.
 */
final class Svg {
    /** Blue, orange, green, vermilion, purple and sky blue: safe for colour-blind readers (Okabe and Ito, 2008). */
    static final String[] COLOURS = {"#0072b2", "#c77700", "#00805e", "#c04a00", "#a5477f", "#3f8fc4"};

    static final String[] DASHES = {"", "7 4", "2 4", "10 3 2 3", "4 2", "1 3"};
    static final double SIZE = 13;

    private final StringBuilder out = new StringBuilder(4096);

    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                // No document may hold these.
                default -> safe.append((c < 0x20 && c != '\n' && c != '\t') || c == 0x7f || c > 0xfffd ? ' ' : c);
            }
        }
        return safe.toString();
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        String trimmed = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        return trimmed.equals("-0") ? "0" : trimmed;
    }

    /** Text at a place; anchor start, middle or end. */
    Svg text(double x, double y, String anchor, String text) {
        return styled(x, y, anchor, "t", "#1b1f24", text);
    }

    /** Text that matters less: axes and units. */
    Svg quiet(double x, double y, String anchor, String text) {
        return styled(x, y, anchor, "q", "#57606a", text);
    }

    private Svg styled(double x, double y, String anchor, String style, String fill, String text) {
        out.append("<text class=\"").append(style).append("\" x=\"").append(number(x));
        out.append("\" y=\"")
                .append(number(y))
                .append("\" fill=\"")
                .append(fill)
                .append('"');
        if (!anchor.equals("start")) {
            out.append(" text-anchor=\"").append(anchor).append('"');
        }
        out.append('>').append(escaped(text)).append("</text>\n");
        return this;
    }

    /** Text from bottom to top, ending at a place. */
    Svg upright(double x, double y, String text) {
        out.append("<text class=\"q\" fill=\"#57606a\" transform=\"translate(");
        out.append(number(x)).append(' ').append(number(y)).append(") rotate(-90)\">");
        out.append(escaped(text)).append("</text>\n");
        return this;
    }

    /** A bar with what is said where one points at it. */
    Svg bar(double x, double y, double width, double height, int series, String says) {
        int colour = series % COLOURS.length;
        out.append("<rect class=\"s").append(colour).append("\" fill=\"").append(COLOURS[colour]);
        box(x, y, width, height);
        out.append("\"><title>").append(escaped(says)).append("</title></rect>\n");
        return this;
    }

    /** A cell as dark as its share of the greatest. */
    Svg cell(double x, double y, double width, double height, double share, String says) {
        out.append("<rect class=\"h\" fill=\"").append(COLOURS[0]).append("\" fill-opacity=\"");
        out.append(String.format(Locale.ROOT, "%.2f", 0.04 + 0.68 * share));
        box(x, y, width, height);
        out.append("\"><title>").append(escaped(says)).append("</title></rect>\n");
        return this;
    }

    private void box(double x, double y, double width, double height) {
        out.append("\" x=\"").append(number(x)).append("\" y=\"").append(number(y));
        out.append("\" width=\"").append(number(width)).append("\" height=\"").append(number(height));
    }

    Svg grid(double x1, double y1, double x2, double y2) {
        return line("g", "#d0d7de", x1, y1, x2, y2);
    }

    Svg axis(double x1, double y1, double x2, double y2) {
        return line("a", "#57606a", x1, y1, x2, y2);
    }

    private Svg line(String style, String colour, double x1, double y1, double x2, double y2) {
        out.append("<line class=\"").append(style).append("\" stroke=\"").append(colour);
        out.append("\" x1=\"").append(number(x1)).append("\" y1=\"").append(number(y1));
        out.append("\" x2=\"")
                .append(number(x2))
                .append("\" y2=\"")
                .append(number(y2))
                .append("\"/>\n");
        return this;
    }

    /** A line of a series, through places such as {@code M0 0L1 1}. */
    Svg path(String places, int series) {
        int colour = series % COLOURS.length;
        out.append("<path class=\"l").append(colour).append("\" fill=\"none\" stroke-width=\"2.2\" stroke=\"");
        out.append(COLOURS[colour]).append('"');
        if (!DASHES[colour].isEmpty()) {
            out.append(" stroke-dasharray=\"").append(DASHES[colour]).append('"');
        }
        out.append(" d=\"").append(places).append("\"/>\n");
        return this;
    }

    Svg dot(double x, double y, double radius, int series, String says) {
        int colour = series % COLOURS.length;
        out.append("<circle class=\"s").append(colour).append("\" fill=\"").append(COLOURS[colour]);
        out.append("\" cx=\"").append(number(x)).append("\" cy=\"").append(number(y));
        out.append("\" r=\"").append(number(radius)).append("\"><title>");
        out.append(escaped(says)).append("</title></circle>\n");
        return this;
    }

    /** The drawing so far. */
    String body() {
        return out.toString();
    }
}
