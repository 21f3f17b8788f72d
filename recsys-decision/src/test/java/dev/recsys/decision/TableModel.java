package dev.recsys.decision;

import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.ScoreMeaning;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.IdIndex;
import dev.recsys.data.Item;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A bank of six products whose scores a test sets, the same for all customers. */
final class TableModel extends ScoringModel {
    static final Vocabulary VOCABULARY = new Vocabulary(
            Catalogue.ofItems(List.of(
                    Item.of("account").withGroup("accounts"),
                    Item.of("card").withGroup("cards"),
                    Item.of("gold").withGroup("cards"),
                    Item.of("loan").withGroup("loans").asCredit().withAttribute("minimumIncome", "1000"),
                    Item.of("fund").withGroup("investments").withAttribute("risk", "3"),
                    Item.of("bond").withGroup("investments").withAttribute("risk", "1"))),
            FeatureSchema.builder()
                    .numeric("age")
                    .numeric("income")
                    .categorical("city")
                    .build(),
            List.of(IdIndex.of(List.of()), IdIndex.of(List.of()), IdIndex.of(List.of("north", "south"))));

    private final double[] scores;
    private final ScoreMeaning meaning;

    TableModel(ScoreMeaning meaning, double... scores) {
        super(
                new ModelInfo("table", "abc", "{}", "", null, null, 0, 6, "1", "17", Instant.EPOCH, 0, Map.of()),
                VOCABULARY);
        this.scores = scores;
        this.meaning = meaning;
    }

    /** Probabilities: account .5, card .4, gold .3, loan .2, fund .1, bond .05. */
    static TableModel ofProbabilities() {
        return new TableModel(ScoreMeaning.PROBABILITY, .5, .4, .3, .2, .1, .05);
    }

    @Override
    public Scoring score(KnownCustomer customer) {
        return Scoring.of(FallbackLevel.FEATURES, scores, item -> Reason.of(Reason.POPULAR));
    }

    @Override
    public ScoreMeaning scoreMeaning() {
        return meaning;
    }
}
