package dev.recsys.hybrid;

import dev.recsys.Explanation;
import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.ScoreMeaning;
import dev.recsys.TrainingListener;
import dev.recsys.data.Panel;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.memory.MemoryNeeds;
import dev.recsys.pipeline.HeldOutScores;
import dev.recsys.pipeline.HeldOutTrainer;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** A model whose scores a test makes up; it knows nothing of a customer of whom no feature is known. */
final class MadeModel extends ScoringModel {
    private final Rule rule;
    private final ScoreMeaning meaning;
    private final AtomicBoolean fails = new AtomicBoolean();

    /** Scores an item; open features decide credit items. */
    interface Rule {
        double score(KnownCustomer customer, int item);
    }

    private MadeModel(ModelInfo info, Panel panel, Rule rule, ScoreMeaning meaning) {
        super(info, panel.vocabulary());
        this.rule = rule;
        this.meaning = meaning;
    }

    void fail() {
        fails.set(true);
    }

    @Override
    public Scoring score(KnownCustomer customer) {
        if (fails.get()) {
            throw new IllegalStateException("planted");
        }
        double[] scores = new double[catalogue().size()];
        for (int item = 0; item < scores.length; item++) {
            scores[item] = rule.score(customer, item);
        }
        return new Scoring() {
            @Override
            public FallbackLevel level() {
                return customer.levelByFeatures();
            }

            @Override
            public FallbackLevel levelOfCredit() {
                return customer.openFeaturesKnown() ? level() : FallbackLevel.POPULARITY;
            }

            @Override
            public double[] scores() {
                return scores;
            }

            @Override
            public Reason reason(int item) {
                return Reason.of(Reason.SIMILAR_CUSTOMERS);
            }
        };
    }

    @Override
    public Explanation explain(KnownCustomer customer, int item) {
        double score = rule.score(customer, item);
        return new Explanation(catalogue().id(item), score, Explanation.Unit.SCORE, score, List.of(), Map.of());
    }

    @Override
    public MemoryNeeds needs() {
        Set<String> features = new HashSet<>(vocabulary().schema().names());
        return new MemoryNeeds(features, 0, Set.of(), 0);
    }

    @Override
    public ScoreMeaning scoreMeaning() {
        return meaning;
    }

    /** Makes the model; its scores are honest, for it learns nothing. */
    record MadeTrainer(Rule rule, ScoreMeaning meaning, boolean isCalibrated, boolean isHonest, List<Panel> seen)
            implements HeldOutTrainer<Panel> {
        @Override
        public MadeModel train(Panel panel, TrainingListener listener) {
            seen.add(panel);
            ModelInfo info =
                    new PopularityTrainer(new PopularityConfig(1)).train(panel).info();
            return new MadeModel(info, panel, rule, meaning);
        }

        @Override
        public Fitted trainHeldOut(Panel panel, TrainingListener listener) {
            MadeModel model = train(panel, listener);
            HeldOutScores honest = new HeldOutScores() {
                @Override
                public Scoring score(int user, KnownCustomer customer) {
                    return model.score(customer);
                }

                @Override
                public boolean areCalibrated() {
                    return isCalibrated;
                }
            };
            return new Fitted(model, isHonest ? honest : null);
        }
    }
}
