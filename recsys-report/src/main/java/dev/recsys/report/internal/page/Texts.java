package dev.recsys.report.internal.page;

import dev.recsys.internal.check.Checks;
import dev.recsys.report.internal.chart.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.ResourceBundle;

/** The sentences of a report in its language. Immutable and thread-safe. */
public final class Texts {
    /** The languages there are. */
    public static final List<String> LANGUAGES = List.of("en", "es", "ru");

    private static final String BUNDLE = "dev.recsys.report.texts";

    private final Locale locale;
    private final Numbers numbers;
    private final ResourceBundle bundle;

    private Texts(Locale locale, ResourceBundle bundle) {
        this.locale = locale;
        this.numbers = new Numbers(locale);
        this.bundle = bundle;
    }

    /**
     * The sentences of a language.
     *
     * @param locale one of {@link #LANGUAGES}
     * @return the texts
     * @throws IllegalArgumentException if it is another language
     */
    public static Texts of(Locale locale) {
        String language = Checks.notNull(locale, "locale").getLanguage();
        Checks.that(LANGUAGES.contains(language), "locale must be one of %s, but was %s", LANGUAGES, locale);
        return new Texts(
                locale,
                ResourceBundle.getBundle(
                        BUNDLE,
                        Locale.forLanguageTag(language),
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /**
     * A text with its places filled.
     *
     * @param key of the bundle
     * @param values of {@code {0}}, {@code {1}} and so on. Not modified.
     * @return the text
     */
    public String text(String key, Object... values) {
        String pattern = bundle.getString(key);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            int place = c == '{' && i + 2 < pattern.length() ? pattern.charAt(i + 1) - '0' : -1;
            if (place >= 0 && place < values.length && pattern.charAt(i + 2) == '}') {
                out.append(Objects.toString(values[place]));
                i += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /**
     * The text of a key, or another.
     *
     * @param key of the bundle
     * @param otherwise what to say where the bundle has none
     * @return the text
     */
    public String textOr(String key, String otherwise) {
        return bundle.containsKey(key) ? bundle.getString(key) : otherwise;
    }

    /**
     * How numbers are written.
     *
     * @return the numbers
     */
    public Numbers numbers() {
        return numbers;
    }

    /**
     * The language.
     *
     * @return the locale asked for
     */
    public Locale locale() {
        return locale;
    }
}
