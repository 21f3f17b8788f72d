package dev.recsys.report.internal.chart;

/** About how wide text is in the fonts that browsers show it in; rather too wide than too narrow. */
final class TextWidth {
    private static final String NARROW = "ijlI.,:;|!'()[] ft\u00a0";
    private static final String WIDE = "mwMWшщжюмыфШЩЖЮМЫФ@%—…−+<>=÷≥";

    private TextWidth() {}

    static double of(String text, double size) {
        double width = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (NARROW.indexOf(c) >= 0) {
                width += 0.36;
            } else if (WIDE.indexOf(c) >= 0) {
                width += 0.92;
            } else if (Character.isUpperCase(c)) {
                width += 0.72;
            } else {
                width += c > 0x2e80 ? 1 : Character.isDigit(c) ? 0.64 : 0.61;
            }
        }
        return width * size;
    }

    /** The text, or as much of it as fits, with an ellipsis. */
    static String fitted(String text, double size, double room) {
        if (of(text, size) <= room) {
            return text;
        }
        int length = text.length();
        while (length > 1 && of(text.substring(0, length) + "…", size) > room) {
            length--;
        }
        return text.substring(0, length).strip() + "…";
    }
}
