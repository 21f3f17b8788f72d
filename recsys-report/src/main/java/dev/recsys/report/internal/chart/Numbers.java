package dev.recsys.report.internal.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Writes numbers as people of a language do, the same on every JDK. Immutable and thread-safe. */
public final class Numbers {
    private static final String GAP = "\u00a0";

    private final String group;
    private final String point;
    private final String percent;
    private final String thousand;
    private final String million;

    /**
     * The numbers of a language.
     *
     * @param locale English where it is neither Spanish nor Russian
     */
    public Numbers(Locale locale) {
        String language = locale.getLanguage();
        boolean english = !language.equals("es") && !language.equals("ru");
        group = english ? "," : language.equals("es") ? "." : GAP;
        point = english ? "." : ",";
        percent = english ? "%" : GAP + "%";
        thousand = english ? "k" : language.equals("es") ? GAP + "mil" : GAP + "тыс.";
        million = english ? "M" : language.equals("es") ? GAP + "M" : GAP + "млн";
    }

    /**
     * A number as text.
     *
     * @param value any; a dash for NaN
     * @param measure what it measures
     * @return the text
     */
    public String full(double value, Measure measure) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
        }
        return switch (measure) {
            case COUNT -> decimal(value, 0);
            case SHARE -> share(value);
            case DECIMAL -> decimal(value, digits(value));
        };
    }

    /**
     * A number as short text, for an axis or a label.
     *
     * @param value any; a dash for NaN
     * @param measure what it measures
     * @return the text
     */
    public String compact(double value, Measure measure) {
        double size = Math.abs(value);
        if (measure == Measure.SHARE || size < 10_000 || !Double.isFinite(value)) {
            boolean trims = measure == Measure.DECIMAL && Double.isFinite(value);
            return trims ? trimmed(value, digits(value)) : full(value, measure);
        }
        return size < 999_500 ? significant(value / 1e3) + thousand : significant(value / 1e6) + million;
    }

    private String significant(double value) {
        double size = Math.abs(value);
        return trimmed(value, size < 10 ? 2 : size < 100 ? 1 : 0);
    }

    /**
     * A whole number.
     *
     * @param value any
     * @return the text
     */
    public String count(double value) {
        return full(value, Measure.COUNT);
    }

    /**
     * A whole number.
     *
     * @param value any
     * @return the text
     */
    public String count(long value) {
        return full((double) value, Measure.COUNT);
    }

    /**
     * A share of 1 in per cent.
     *
     * @param value any
     * @return the text
     */
    public String share(double value) {
        double hundred = 100 * value;
        double size = Math.abs(hundred);
        int digits = size >= 99.95 || size == 0 ? 0 : size >= 1 ? 1 : size >= 0.1 ? 2 : 3;
        return trimmed(hundred, digits) + percent;
    }

    /**
     * A number with so many digits after the point.
     *
     * @param value finite
     * @param digits at least 0
     * @return the text
     */
    public String decimal(double value, int digits) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
        String text = rounded.abs().toPlainString();
        int end = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
        StringBuilder out = new StringBuilder(rounded.signum() < 0 ? "−" : "");
        for (int i = 0; i < end; i++) {
            out.append(i > 0 && end > 4 && (end - i) % 3 == 0 ? group : "").append(text.charAt(i));
        }
        return out.append(end < text.length() ? point + text.substring(end + 1) : "")
                .toString();
    }

    private String trimmed(double value, int digits) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
        int needed = rounded.signum() == 0
                ? 0
                : Math.max(0, rounded.stripTrailingZeros().scale());
        return decimal(value, needed);
    }

    private static int digits(double value) {
        double size = Math.abs(value);
        return size == 0 || size >= 100 || value == Math.rint(value) ? 0 : size >= 1 ? 2 : size >= 0.01 ? 4 : 6;
    }
}
