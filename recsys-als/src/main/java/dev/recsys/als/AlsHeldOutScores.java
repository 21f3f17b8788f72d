package dev.recsys.als;

import dev.recsys.als.internal.serve.ScoreRule;
import dev.recsys.internal.run.PartRates;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.HeldOutScores;
import dev.recsys.pipeline.Scoring;

/** Scores by the model's factors and the rates without the customer's part. Immutable and thread-safe. */
final class AlsHeldOutScores implements HeldOutScores {
    private final AlsModel model;
    private final ScoreRule[] rules; // one a part

    AlsHeldOutScores(AlsModel model, PartRates rates) {
        this.model = model;
        this.rules = new ScoreRule[PartRates.PARTS];
        for (int part = 0; part < rules.length; part++) {
            rules[part] = new ScoreRule(true, model.floor(), rates.without(part));
        }
    }

    @Override
    public Scoring score(int user, KnownCustomer customer) {
        return model.score(customer, rules[PartRates.partOf(user)]);
    }

    @Override
    public boolean areCalibrated() {
        return false;
    }
}
