package dev.recsys.mlc.scorecard;

import java.util.Locale;

/** A scorecard as text. */
final class CardText {
    private CardText() {}

    static String warning(CardAttribute attribute) {
        return String.format(
                Locale.ROOT,
                "the information value of %s is %.3f: above %s it may be known only afterwards",
                attribute.column(),
                attribute.informationValue(),
                CardAttribute.SUSPICIOUS);
    }

    /** The scale, and how points are added, in one line. */
    private static String scale(CardTable card) {
        PointsScale scale = card.scale();
        return String.format(
                Locale.ROOT,
                "%s points at odds of %s good to 1 bad, %s more double the odds, limited to %d..%d. Points of all attributes are added.",
                number(scale.basePoints()),
                number(scale.baseOdds()),
                number(scale.pointsToDouble()),
                scale.least(),
                scale.most());
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String title(CardTable card) {
        String positive = card.positive();
        String value = positive.isEmpty() ? "the positive value" : "\"" + positive + "\"";
        return "Scorecard of " + card.target() + ": " + value + " is "
                + (card.scale().bad() == PointsScale.Bad.POSITIVE ? "bad" : "good");
    }

    static String plain(CardTable card) {
        StringBuilder out = new StringBuilder();
        out.append(title(card)).append('\n').append(scale(card)).append('\n');
        for (CardAttribute attribute : card.attributes()) {
            out.append(String.format(
                    Locale.ROOT,
                    "%n%s: information value %.3f, weight %.3f, mean points %.1f%n",
                    attribute.column(),
                    attribute.informationValue(),
                    attribute.weight(),
                    attribute.meanPoints()));
            out.append(String.format(
                    Locale.ROOT, "  %7s %9s %8s %9s  %s%n", "points", "rows", "bad", "evidence", "values"));
            for (CardAttribute.Bin bin : attribute.bins()) {
                out.append(String.format(
                        Locale.ROOT,
                        "  %7d %9d %8s %9.3f  %s%n",
                        bin.points(),
                        bin.rows(),
                        rate(bin),
                        bin.evidence(),
                        bin.label()));
            }
        }
        return out.toString().replace(System.lineSeparator(), "\n");
    }

    private static String rate(CardAttribute.Bin bin) {
        return bin.rows() == 0 ? "-" : String.format(Locale.ROOT, "%.2f %%", 100.0 * bin.bads() / bin.rows());
    }

    static String markdown(CardTable card) {
        StringBuilder out = new StringBuilder();
        out.append("# ")
                .append(escaped(title(card)))
                .append("\n\n")
                .append(scale(card))
                .append("\n\n");
        out.append(
                "| attribute | values | rows | bad | weight of evidence | points |\n|---|---|---:|---:|---:|---:|\n");
        for (CardAttribute attribute : card.attributes()) {
            String name = String.format(
                    Locale.ROOT, "%s (IV %.3f)", escaped(attribute.column()), attribute.informationValue());
            for (CardAttribute.Bin bin : attribute.bins()) {
                out.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %d | %s | %.3f | %d |\n",
                        name,
                        escaped(bin.label()),
                        bin.rows(),
                        rate(bin),
                        bin.evidence(),
                        bin.points()));
                name = "";
            }
        }
        return out.toString();
    }

    /** Values of a table may hold what Markdown or HTML would take for its own. */
    private static String escaped(String text) {
        return text.replaceAll("([\\\\|`*_\\[\\]#])", "\\\\$1")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("\\s+", " ");
    }
}
