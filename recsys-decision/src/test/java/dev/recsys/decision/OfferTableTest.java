package dev.recsys.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.RecommendationRequest;
import dev.recsys.decision.contact.Contact;
import dev.recsys.decision.log.DecisionLog;
import dev.recsys.decision.log.LogConfig;
import dev.recsys.decision.monitor.DecisionSummary;
import dev.recsys.decision.rule.Condition;
import dev.recsys.decision.rule.ItemSelector;
import dev.recsys.decision.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Offers with their answers, by hand; and what a summary counts. */
class OfferTableTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T12:00:00Z");

    @TempDir
    private Path folder;

    private static DecisionRequest request(String user, String id, Instant time) {
        return DecisionRequest.of(RecommendationRequest.forUser(user).limit(2).build())
                .id(id)
                .time(time)
                .channel("app")
                .build();
    }

    private static Contact answer(String id, String user, String item, Contact.Kind kind, Instant time) {
        return new Contact(id, user, item, "", "", kind, time);
    }

    private void log() throws IOException {
        try (DecisionLog log = DecisionLog.open(folder, LogConfig.defaults())) {
            DecisionEngine engine = DecisionEngine.around(TableModel.ofProbabilities())
                    .log(log, LogDetail.HASH)
                    .build();
            engine.decide(request("anna, the first", "d1", MONDAY));
            engine.decide(request("anna, the first", "d2", MONDAY.plus(Duration.ofDays(2))));
            engine.decide(request("ben", "d3", MONDAY.plus(Duration.ofDays(3))));
            engine.decide(
                    DecisionRequest.of(RecommendationRequest.forUser("ben").build())
                            .preview()
                            .build());
            engine.decide(DecisionRequest.of(RecommendationRequest.anonymous().build())
                    .build());
        }
    }

    @Test
    void write_answers_belongToTheLastOfferBefore() throws IOException {
        log();
        StringBuilder table = new StringBuilder();
        long rows = OfferTable.write(
                folder,
                List.of(
                        answer("a1", "anna, the first", "card", Contact.Kind.REFUSED, MONDAY.plusSeconds(60)),
                        answer("a2", "anna, the first", "account", Contact.Kind.ACCEPTED, MONDAY.plusSeconds(200_000)),
                        answer("a3", "anna, the first", "account", Contact.Kind.PURCHASE, MONDAY.plusSeconds(300_000)),
                        answer("a4", "ben", "account", Contact.Kind.PURCHASE, MONDAY.plus(Duration.ofDays(40))),
                        answer("a5", "ben", "card", Contact.Kind.OFFER, MONDAY.plus(Duration.ofDays(4)))),
                Duration.ofDays(30),
                table);
        assertThat(rows).isEqualTo(6);
        assertThat(table.toString().lines())
                .containsExactly(
                        OfferTable.HEADER,
                        "d1,2026-11-16T12:00:00Z,\"anna, the first\",app,account,1,RANKED,0.5,0.5,1.0,,",
                        "d1,2026-11-16T12:00:00Z,\"anna, the first\",app,card,2,RANKED,0.4,0.4,1.0,REFUSED,2026-11-16T12:01:00Z",
                        "d2,2026-11-18T12:00:00Z,\"anna, the first\",app,account,1,RANKED,0.5,0.5,1.0,PURCHASE,2026-11-19T23:20:00Z",
                        "d2,2026-11-18T12:00:00Z,\"anna, the first\",app,card,2,RANKED,0.4,0.4,1.0,,",
                        "d3,2026-11-19T12:00:00Z,ben,app,account,1,RANKED,0.5,0.5,1.0,,",
                        "d3,2026-11-19T12:00:00Z,ben,app,card,2,RANKED,0.4,0.4,1.0,,");
    }

    @Test
    void write_brokenLog_isRefused() throws IOException {
        log();
        Path file;
        try (var files = Files.list(folder)) {
            file = files.filter(path -> path.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(file, Files.readString(file).replace("\"user\":\"ben\"", "\"user\":\"bob\""));
        assertThatThrownBy(() -> OfferTable.write(folder, List.of(), Duration.ZERO, new StringBuilder()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken");
    }

    @Test
    void summary_decisions_areCounted() {
        DecisionSummary summary = new DecisionSummary();
        DecisionEngine engine = DecisionEngine.around(TableModel.ofProbabilities())
                .policy(Policy.named("p", "1")
                        .rule(Rule.named("no-credit")
                                .items(ItemSelector.credit())
                                .exclude(Condition.of("always", c -> true)))
                        .rule(Rule.named("broken")
                                .items(ItemSelector.items("bond"))
                                .exclude(Condition.of("breaks", c -> {
                                    throw new IllegalStateException();
                                })))
                        .build())
                .listener(summary)
                .build();
        for (int i = 0; i < 10; i++) {
            engine.decide(request("u" + i, "d" + i, MONDAY));
        }
        engine.decide(DecisionRequest.of(
                        RecommendationRequest.forUser("x").allow(List.of()).build())
                .build());
        DecisionSummary.Counts counts = summary.counts();
        assertThat(counts.decisions()).isEqualTo(11);
        assertThat(counts.withoutOffer()).isEqualTo(1);
        assertThat(counts.exclusions())
                .containsEntry("NO_CREDIT", 10L)
                .containsEntry(Exclusion.RULE_FAILED, 10L)
                .containsEntry(Exclusion.NOT_ALLOWED, 6L);
        assertThat(counts.offers().get("card").count()).isEqualTo(10);
        assertThat(counts.offers().get("card").meanScore()).isCloseTo(.4, within(1e-12));
        assertThat(counts.failures()).containsEntry("broken", 11L);
        assertThat(counts.levels()).containsEntry("FEATURES", 10L);
        assertThat(counts.p50Micros()).isPositive().isLessThanOrEqualTo(counts.p99Micros());
        assertThat(counts.maxMicros()).isGreaterThanOrEqualTo(counts.p99Micros());
    }
}
