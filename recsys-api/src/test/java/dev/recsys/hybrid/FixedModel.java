package dev.recsys.hybrid;

import dev.recsys.Explanation;
import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scores every customer the same, whatever is known. */
class FixedModel extends ScoringModel {
    private final FallbackLevel level;
    private final double[] scores;
    private final String reason;

    FixedModel(FallbackLevel level, Vocabulary vocabulary, double[] scores, String reason) {
        this(level, vocabulary, scores, reason, null);
    }

    private FixedModel(
            FallbackLevel level, Vocabulary vocabulary, double[] scores, String reason, @Nullable LocalDate lastDate) {
        super(
                new ModelInfo(
                        "fixed",
                        "hash of " + vocabulary.catalogue().ids().ids(),
                        "{}",
                        "",
                        lastDate,
                        null,
                        1,
                        1,
                        "1",
                        "17",
                        Instant.EPOCH,
                        1,
                        Map.of()),
                vocabulary);
        this.level = level;
        this.scores = scores;
        this.reason = reason;
    }

    /** A model of items and scores in turn. */
    static FixedModel of(String reason, FallbackLevel level, Object... idsAndScores) {
        Map<String, Double> all = new LinkedHashMap<>();
        for (int i = 0; i < idsAndScores.length; i += 2) {
            all.put((String) idsAndScores[i], ((Number) idsAndScores[i + 1]).doubleValue());
        }
        return new FixedModel(
                level,
                Vocabulary.of(Catalogue.of(List.copyOf(all.keySet()))),
                all.values().stream().mapToDouble(score -> score).toArray(),
                reason);
    }

    /** The same model, learned from data up to a date. */
    FixedModel dated(LocalDate lastDate) {
        return new FixedModel(level, vocabulary(), scores, reason, lastDate);
    }

    @Override
    public Scoring score(KnownCustomer customer) {
        return Scoring.of(level, scores, item -> Reason.of(reason));
    }

    @Override
    public Explanation explain(KnownCustomer customer, int item) {
        double score = scores[item];
        return new Explanation(catalogue().id(item), score, Explanation.Unit.SCORE, score, List.of(), Map.of());
    }
}
