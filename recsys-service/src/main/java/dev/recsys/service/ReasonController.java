package dev.recsys.service;

import dev.recsys.ReasonTexts;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The library's wording of reasons, for whoever shows decisions to people. */
@RestController
@RequestMapping("/v1/reasons")
@Tag(name = "catalogue", description = "What the model knows: items, attributes, customers.")
class ReasonController {
    private static final String SENTENCE = "reason.";
    private static final String FACT = "column.";

    /**
     * Reasons in words.
     *
     * @param language the language of the texts; English where the one asked for is not there
     * @param sentences what a customer is told, by code
     * @param facts what an auditor calls the fact, by code
     */
    record Texts(String language, Map<String, String> sentences, Map<String, String> facts) {}

    @Operation(
            operationId = "reasons",
            summary = "Words the codes of reasons",
            description = "{item}, {feature}, {share}, {segment} and {component} stand for the reason's arguments.")
    @GetMapping
    Texts reasons(@RequestParam(defaultValue = "en") String language) {
        ResourceBundle bundle = ResourceBundle.getBundle(
                ReasonTexts.BUNDLE,
                locale(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        String found = bundle.getLocale().getLanguage();
        return new Texts(found.isEmpty() ? "en" : found, texts(bundle, SENTENCE), texts(bundle, FACT));
    }

    private static Locale locale(String language) {
        try {
            return new Locale.Builder().setLanguageTag(language).build();
        } catch (IllformedLocaleException e) {
            throw new InvalidRequestException("language must be a language tag, such as es");
        }
    }

    private static Map<String, String> texts(ResourceBundle bundle, String prefix) {
        Map<String, String> texts = new TreeMap<>();
        for (String key : bundle.keySet()) {
            if (key.startsWith(prefix)) {
                texts.put(key.substring(prefix.length()), bundle.getString(key));
            }
        }
        return texts;
    }
}
