package dev.recsys;

import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.internal.check.Checks;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * Reasons in words. English, Spanish and Russian come with the library; another language or another wording is a resource
 * bundle of your own with the same keys: {@code reason.CODE} is the sentence for a customer, {@code column.CODE} the name
 * of what an auditor sees, and {@code {item}}, {@code {feature}}, {@code {share}} stand for labels and figures. Immutable
 * and thread-safe.
 *
 * <pre>{@code
 * ReasonTexts texts = ReasonTexts.of(Locale.forLanguageTag("es"), catalogue, schema);
 * texts.sentence(item.reason()); // "porque tiene nómina"
 * }</pre>
 */
public final class ReasonTexts {
    /** The base name of the bundles that come with the library. */
    public static final String BUNDLE = "dev.recsys.reasons";

    private final Locale locale;
    private final ResourceBundle texts;
    private final Catalogue catalogue;
    private final FeatureSchema schema;

    private ReasonTexts(Locale locale, ResourceBundle texts, Catalogue catalogue, FeatureSchema schema) {
        this.locale = locale;
        this.texts = texts;
        this.catalogue = catalogue;
        this.schema = schema;
    }

    /**
     * The texts of this library.
     *
     * @param locale the language; one the library lacks gets English
     * @param catalogue labels of items
     * @param schema labels of features
     * @return the texts
     * @throws IllegalArgumentException if {@code locale} is null
     */
    public static ReasonTexts of(Locale locale, Catalogue catalogue, FeatureSchema schema) {
        Checks.notNull(locale, "locale");
        return of(
                locale,
                ResourceBundle.getBundle(
                        BUNDLE,
                        locale,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)),
                catalogue,
                schema);
    }

    /**
     * Texts of your own; a key they lack is taken from the library's English ones.
     *
     * @param locale the language of numbers
     * @param texts the bundle
     * @param catalogue labels of items
     * @param schema labels of features
     * @return the texts
     */
    public static ReasonTexts of(Locale locale, ResourceBundle texts, Catalogue catalogue, FeatureSchema schema) {
        return new ReasonTexts(
                Checks.notNull(locale, "locale"),
                Checks.notNull(texts, "texts"),
                Checks.notNull(catalogue, "catalogue"),
                Checks.notNull(schema, "schema"));
    }

    /**
     * A reason as a sentence for the customer.
     *
     * @param reason the reason
     * @return the sentence; the code itself where no text is known for it
     * @throws IllegalArgumentException if {@code reason} is null
     */
    public String sentence(Reason reason) {
        Checks.notNull(reason, "reason");
        return fill("reason." + reason.code(), reason);
    }

    /**
     * What an auditor calls the fact behind a contribution.
     *
     * @param reason the fact
     * @return its name; the code itself where no text is known for it
     * @throws IllegalArgumentException if {@code reason} is null
     */
    public String column(Reason reason) {
        Checks.notNull(reason, "reason");
        return fill("column." + reason.code(), reason);
    }

    private String fill(String key, Reason reason) {
        String text = text(key, reason.code());
        for (Map.Entry<String, String> argument : reason.arguments().entrySet()) {
            text = text.replace("{" + argument.getKey() + "}", shown(argument.getKey(), argument.getValue()));
        }
        return text;
    }

    private String text(String key, String otherwise) {
        if (texts.containsKey(key)) {
            return texts.getString(key);
        }
        try {
            return ResourceBundle.getBundle(BUNDLE, Locale.ROOT).getString(key);
        } catch (MissingResourceException e) {
            return otherwise;
        }
    }

    private String shown(String name, String value) {
        return switch (name) {
            case "item" -> {
                int item = catalogue.indexOf(value);
                yield item < 0 ? value : catalogue.item(item).label();
            }
            case "feature" -> {
                int column = schema.indexOf(value);
                yield column < 0 ? value : schema.feature(column).label();
            }
            case "share" -> percent(value);
            default -> value;
        };
    }

    private String percent(String share) {
        try {
            NumberFormat format = NumberFormat.getPercentInstance(locale);
            format.setMaximumFractionDigits(2);
            return format.format(Double.parseDouble(share));
        } catch (NumberFormatException e) {
            return share;
        }
    }
}
