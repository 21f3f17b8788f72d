package dev.recsys.decision.drift;

import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.data.Panel;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.memory.MemoryNeeds;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityTrainer;
import java.util.Arrays;
import java.util.Set;

/** Scores every product by the customer's income and its place in the catalogue: a model that looks at a feature. */
final class IncomeModel extends ScoringModel {
    private IncomeModel(ModelInfo info, Panel panel) {
        super(info, panel.vocabulary());
    }

    static IncomeModel of(Panel panel) {
        return new IncomeModel(new PopularityTrainer().train(panel).info(), panel);
    }

    @Override
    public MemoryNeeds needs() {
        return new MemoryNeeds(Set.of("renta"), 0, Set.of(), 0);
    }

    @Override
    public Scoring score(KnownCustomer customer) {
        int column = customer.featuresKnown() ? vocabulary().schema().indexOf("renta") : -1;
        float income = column < 0 ? Float.NaN : customer.features().number(column);
        double[] scores = new double[catalogue().size()];
        Arrays.setAll(scores, item -> (Float.isNaN(income) ? 0 : income) / (1.0 + item));
        return new Scoring() {
            @Override
            public FallbackLevel level() {
                return FallbackLevel.FEATURES;
            }

            @Override
            public double[] scores() {
                return scores;
            }

            @Override
            public Reason reason(int item) {
                return Reason.of(Reason.POPULAR);
            }
        };
    }
}
