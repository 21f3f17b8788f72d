package dev.recsys.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.recsys.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReasonControllerTest {
    private final ReasonController reasons = new ReasonController();

    @Test
    void reasons_english_keepPlacesOfArguments() {
        ReasonController.Texts texts = reasons.reasons("en");

        assertThat(texts.language()).isEqualTo("en");
        assertThat(texts.sentences()).containsEntry(Reason.HOLDS, "because you hold {item}");
        assertThat(texts.facts()).containsEntry(Reason.HOLDS, "holds {item}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"es", "ru", "es-MX"})
    void reasons_anotherLanguage_haveTheSameCodes(String language) {
        ReasonController.Texts english = reasons.reasons("en");
        ReasonController.Texts texts = reasons.reasons(language);

        assertThat(texts.language()).isEqualTo(language.substring(0, 2));
        assertThat(texts.sentences().keySet()).isEqualTo(english.sentences().keySet());
        assertThat(texts.facts().keySet()).isEqualTo(english.facts().keySet());
        assertThat(texts.sentences().get(Reason.HOLDS)).contains("{item}").isNotEqualTo("because you hold {item}");
    }

    @Test
    void reasons_unknownLanguage_areEnglish() {
        assertThat(reasons.reasons("fi")).isEqualTo(reasons.reasons("en"));
    }

    @Test
    void reasons_noLanguage_refusedByName() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> reasons.reasons("../etc"))
                .withMessage("language must be a language tag, such as es");
    }
}
