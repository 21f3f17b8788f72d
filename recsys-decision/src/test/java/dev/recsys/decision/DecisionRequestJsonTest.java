package dev.recsys.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.RecommendationRequest;
import dev.recsys.decision.contact.Contact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionRequestJsonTest {
    @Test
    void fromJson_readsEveryField() {
        DecisionRequest request = DecisionRequest.fromJson("""
                {"customer": {"id": "15889", "holdings": ["cco"]}, "limit": 3, "deny": ["hip"], "id": "d1",
                 "channel": "app", "time": "2016-05-31T12:00:00Z", "weights": {"tjcr": 2.5}, "preview": true,
                 "contacts": [{"id": "c1", "item": "tjcr", "group": "cards", "channel": "mail", "kind": "OFFER",
                               "time": "2016-05-01T00:00:00Z"},
                              {"id": "c2", "kind": "OBJECTION", "time": "2016-05-02T00:00:00Z"}]}
                """);

        assertThat(request.recommendation())
                .isEqualTo(RecommendationRequest.forUser("15889")
                        .holdings(List.of("cco"))
                        .limit(3)
                        .deny(List.of("hip"))
                        .build());
        assertThat(request.id()).hasValue("d1");
        assertThat(request.channel()).isEqualTo("app");
        assertThat(request.time()).hasValue(Instant.parse("2016-05-31T12:00:00Z"));
        assertThat(request.weights()).isEqualTo(Map.of("tjcr", 2.5));
        assertThat(request.isPreview()).isTrue();
        assertThat(request.contacts())
                .hasValue(List.of(
                        new Contact(
                                "c1",
                                "15889",
                                "tjcr",
                                "cards",
                                "mail",
                                Contact.Kind.OFFER,
                                Instant.parse("2016-05-01T00:00:00Z")),
                        new Contact(
                                "c2",
                                "15889",
                                "",
                                "",
                                "",
                                Contact.Kind.OBJECTION,
                                Instant.parse("2016-05-02T00:00:00Z"))));
    }

    @Test
    void fromJson_ofNothing_isAnAnonymousRequestThatLeavesContactsToTheMemory() {
        DecisionRequest request = DecisionRequest.fromJson("{\"contacts\": null}");

        assertThat(request.recommendation())
                .isEqualTo(RecommendationRequest.anonymous().build());
        assertThat(request.contacts()).isEmpty();
        assertThat(request.isPreview()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"nosuch\": 1} | a request has no field \"nosuch\"; it has [allow, channel,",
                "{\"id\": 1} | id must be a string",
                "{\"time\": \"noon\"} | \"time\" must be like 2016-05-31T12:00:00Z",
                "{\"weights\": []} | \"weights\" must be an object of weights by item",
                "{\"weights\": {\"a\": \"b\"}} | the weight of \"a\" must be a number",
                "{\"preview\": 1} | \"preview\" must be true or false",
                "{\"contacts\": {}} | \"contacts\" must be an array",
                "{\"contacts\": [{}]} | \"contacts\" needs a customer with an id",
                "{\"customer\": {\"id\": \"a\"}, \"contacts\": [{\"nosuch\": 1}]} | a contact has no field \"nosuch\"",
                "{\"customer\": {\"id\": \"a\"}, \"contacts\": [{\"id\": \"1\", \"kind\": \"X\"}]} | \"kind\" must be one of",
                "{} {} | a request must be a JSON object, but is not JSON at line 1",
                "{\"limit\": 1, \"limit\": 2} | a request must be a JSON object, but has a name twice, at line 1, column",
                "[] | a request must be a JSON object"
            })
    void fromJson_ofWhatIsNoRequest_namesFieldAndRule(String json, String message) {
        assertThatThrownBy(() -> DecisionRequest.fromJson(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message.strip());
    }

    @Test
    void fromJson_nestedTooDeeply_isRefused() {
        assertThatThrownBy(() -> DecisionRequest.fromJson("{\"customer\":".repeat(5_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a request must be a JSON object, but is nested too deeply");
        assertThatThrownBy(() -> RecommendationRequest.fromJson("{\"limit\":" + "9".repeat(5_000) + "}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a number or a text that is too long");
    }
}
