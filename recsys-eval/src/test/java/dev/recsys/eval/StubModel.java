package dev.recsys.eval;

import dev.recsys.Explanation;
import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.memory.MemoryNeeds;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A model that scores as a function says. */
final class StubModel extends ScoringModel {
    private final MemoryNeeds needs;
    private final Function<KnownCustomer, double[]> scores;

    StubModel(
            String name,
            Vocabulary vocabulary,
            @Nullable LocalDate lastDate,
            MemoryNeeds needs,
            Function<KnownCustomer, double[]> scores) {
        super(info(name, lastDate, vocabulary.catalogue().size()), vocabulary);
        this.needs = needs;
        this.scores = scores;
    }

    static ModelInfo info(String name, @Nullable LocalDate lastDate, int items) {
        return new ModelInfo(name, "0", "{}", "0", lastDate, null, 0, items, "test", "17", Instant.EPOCH, 0, Map.of());
    }

    @Override
    public Scoring score(KnownCustomer customer) {
        double[] scored = scores.apply(customer);
        FallbackLevel level = customer.levelByAll();
        return new Scoring() {
            @Override
            public FallbackLevel level() {
                return level;
            }

            @Override
            public double[] scores() {
                return scored;
            }

            @Override
            public Reason reason(int item) {
                return Reason.of("planned");
            }
        };
    }

    @Override
    public Explanation explain(KnownCustomer customer, int item) {
        double score = scores.apply(customer)[item];
        return new Explanation(catalogue().id(item), score, Explanation.Unit.SCORE, score, List.of(), Map.of());
    }

    @Override
    public MemoryNeeds needs() {
        return needs;
    }
}
