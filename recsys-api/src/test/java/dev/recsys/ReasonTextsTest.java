package dev.recsys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonTextsTest {
    private static final Catalogue CATALOGUE =
            Catalogue.builder().item("p1").label("p1", "Payroll").build();
    private static final FeatureSchema SCHEMA = FeatureSchema.builder()
            .numeric("f1")
            .label("f1", "years with the bank")
            .build();

    private static ReasonTexts texts(String language) {
        return ReasonTexts.of(Locale.forLanguageTag(language), CATALOGUE, SCHEMA);
    }

    private static Map<String, String> arguments(String suffix) throws IOException {
        Properties properties = new Properties();
        try (Reader in = new InputStreamReader(
                ReasonTexts.class.getResourceAsStream("reasons" + suffix + ".properties"), StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        Map<String, String> arguments = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            Matcher braces = Pattern.compile("\\{[^}]*}").matcher(properties.getProperty(key));
            arguments.put(key, braces.find() ? braces.group() : "");
        }
        return arguments;
    }

    @ParameterizedTest
    @ValueSource(strings = {"_es", "_ru"})
    void bundles_otherLanguages_haveTheKeysAndArgumentsOfEnglish(String suffix) throws IOException {
        assertThat(arguments(suffix)).isNotEmpty().isEqualTo(arguments(""));
    }

    /** Reasons were English sentences with raw ids. */
    @Test
    void sentence_anyLanguage_saysLabels() {
        Reason holds = Reason.of(Reason.HOLDS, "item", "p1");
        assertThat(texts("en").sentence(holds)).isEqualTo("because you hold Payroll");
        assertThat(texts("es").sentence(holds))
                .contains("Payroll")
                .isNotEqualTo(texts("en").sentence(holds));
        assertThat(texts("ru").sentence(holds)).contains("Payroll").matches(".*[а-я].*");
        assertThat(texts("de").sentence(holds))
                .as("English where a language is lacking")
                .startsWith("because");
        assertThat(texts("en").column(Reason.of(Reason.FEATURE, "feature", "f1")))
                .isEqualTo("years with the bank");
        assertThat(texts("en").sentence(Reason.of(Reason.HOLDS, "item", "gone")))
                .isEqualTo("because you hold gone");
        assertThat(texts("en").sentence(Reason.of("of-my-own"))).isEqualTo("of-my-own");
    }
}
