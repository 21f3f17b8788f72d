package dev.recsys.synthetic;

import java.nio.charset.StandardCharsets;

/** A category's value and how the CSV file spells it, blanks and quotes included. Immutable, one for each spelling. */
final class Token {
    private final String value;
    private final byte[] spelling;

    private Token(String value, String spelling) {
        this.value = value;
        this.spelling = spelling.getBytes(StandardCharsets.UTF_8);
    }

    /** A value spelled as it is. */
    static Token of(String value) {
        return new Token(value, value);
    }

    /** A value that the file spells differently. */
    static Token of(String value, String spelling) {
        return new Token(value, spelling);
    }

    String value() {
        return value;
    }

    /** UTF-8; not to be modified. */
    byte[] spelling() {
        return spelling;
    }
}
