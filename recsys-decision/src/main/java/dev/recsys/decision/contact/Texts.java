package dev.recsys.decision.contact;

import dev.recsys.internal.check.Checks;
import org.jspecify.annotations.Nullable;

/** Which ids and names a contact may have: those that every memory, a database too, keeps as they are. Thread-safe: no state. */
final class Texts {
    /** The greatest length, in UTF-16 units, as the columns of the schema have it. */
    static final int MOST = 256;

    private Texts() {}

    /** An id or name that is there. */
    static String named(@Nullable String value, String name) {
        return storable(Checks.notBlank(value, name), name);
    }

    /** An id or name, or the empty text for none; a blank text is neither. */
    static String namedOrNone(@Nullable String value, String name) {
        return Checks.notNull(value, name).isEmpty() ? "" : named(value, name);
    }

    private static String storable(String value, String name) {
        Checks.that(
                value.length() <= MOST, "%s must have at most %d characters, but has %d", name, MOST, value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                Checks.that(false, "%s must be text a database can keep, but has U+%04X at place %d", name, (int) c, i);
            }
        }
        return value;
    }
}
