package dev.recsys.reliability;

/**
 * Counts the rows of a CSV text in the plainest way, from the rules in the readers' Javadoc: a row is a record, or a line
 * on which a record begins that is broken. Looks at one character after the other, again and again.
 */
final class CsvOracle {
    private static final int MOST_FIELD = 65_536;
    private static final int MOST_RECORD = 131_072;
    private static final int MOST_LINES = 100;

    private final String text;
    private final boolean lineBreaks;
    private int fields;

    /** Whether quoted fields may hold line breaks. */
    CsvOracle(String text, boolean lineBreaks) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.lineBreaks = lineBreaks;
    }

    /** The rows after the header, which must be sound; or -1 where there is no sound header. */
    int rows() {
        int start = skipLineEnds(0);
        int at = recordEnd(start);
        if (start == text.length() || at < 0) {
            return -1;
        }
        int headerFields = fields;
        int rows = 0;
        for (at = skipLineEnds(at); at < text.length(); at = skipLineEnds(at)) {
            int end = recordEnd(at);
            boolean severalLines = end >= 0 && lineEnd(at) < end;
            at = end < 0 || (severalLines && fields != headerFields) ? lineEnd(at) : end;
            rows++;
        }
        return rows;
    }

    private boolean isLineEnd(int at) {
        return at == text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }

    private int skipLineEnds(int from) {
        int at = from;
        while (at < text.length() && isLineEnd(at)) {
            at++;
        }
        return at;
    }

    private int lineEnd(int from) {
        int at = from;
        while (!isLineEnd(at)) {
            at++;
        }
        return at;
    }

    /** Where the record that begins here ends, or -1 if it is broken; counts its fields. */
    private int recordEnd(int from) {
        fields = 0;
        int at = from;
        int lines = 1;
        while (true) {
            int length = 0;
            if (at < text.length() && text.charAt(at) == '"') {
                at++;
                while (true) {
                    if (at == text.length()) {
                        return -1;
                    }
                    if (text.charAt(at) == '"') {
                        if (at + 1 == text.length() || text.charAt(at + 1) != '"') {
                            at++;
                            break;
                        }
                        at++;
                    } else if (isLineEnd(at)) {
                        boolean second = text.charAt(at) == '\n' && text.charAt(at - 1) == '\r';
                        lines += second ? 0 : 1;
                        if (!lineBreaks || lines > MOST_LINES) {
                            return -1;
                        }
                    }
                    at++;
                    length++;
                }
                if (!isLineEnd(at) && text.charAt(at) != ',') {
                    return -1;
                }
            } else {
                while (!isLineEnd(at) && text.charAt(at) != ',') {
                    at++;
                    length++;
                }
            }
            fields++;
            if (length > MOST_FIELD || at - from > MOST_RECORD) {
                return -1;
            }
            if (isLineEnd(at)) {
                return at;
            }
            at++;
        }
    }
}
