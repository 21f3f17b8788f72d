package dev.recsys.report.internal.page;

import java.util.List;
import java.util.Locale;

/**
 * A report before it is written.
 *
 * @param locale its language
 * @param title its heading
 * @param lead what it is about, in a sentence
 * @param sections in their order
 */
public record Page(Locale locale, String title, String lead, List<Section> sections) {
    /**
     * Copies.
     *
     * @param locale its language
     * @param title its heading
     * @param lead what it is about, in a sentence
     * @param sections in their order
     */
    public Page {
        sections = List.copyOf(sections);
    }
}
