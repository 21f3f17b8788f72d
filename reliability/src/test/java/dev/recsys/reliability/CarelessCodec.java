package dev.recsys.reliability;

import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.Recommender;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.model.ModelCodec;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;

/** The fault that the harness of mutated models must see: a codec that checks nothing. */
public final class CarelessCodec implements ModelCodec {
    static final String ALGORITHM = "careless";

    /** Scores by what stands in its file. */
    static final class CarelessModel extends ScoringModel {
        private final float[] scores;

        CarelessModel(ModelInfo info, Vocabulary vocabulary, float[] scores) {
            super(info, vocabulary);
            this.scores = scores;
        }

        @Override
        public Scoring score(KnownCustomer customer) {
            double[] all = new double[scores.length];
            for (int item = 0; item < all.length; item++) {
                all[item] = scores[item];
            }
            return Scoring.of(FallbackLevel.HOLDINGS, all, item -> Reason.of(Reason.POPULAR));
        }

        Sections sections() {
            return sections(vocabulary(), scores);
        }

        static Sections sections(Vocabulary vocabulary, float[] scores) {
            return Sections.builder()
                    .put("vocabulary", vocabulary)
                    .put("scores", scores)
                    .build();
        }
    }

    /** For the service loader. */
    public CarelessCodec() {}

    @Override
    public String algorithm() {
        return ALGORITHM;
    }

    @Override
    public Sections write(Recommender model) {
        return ((CarelessModel) model).sections();
    }

    @Override
    public Recommender read(ModelInfo info, Sections sections) throws ModelFormatException {
        return new CarelessModel(info, sections.vocabulary("vocabulary"), sections.floats("scores"));
    }
}
