package dev.recsys.model;

import dev.recsys.Explanation;
import dev.recsys.ModelInfo;
import dev.recsys.Recommender;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityModel;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A model without content, for what a file says of a model. */
public final class EchoModel extends ScoringModel {
    private static final String UNREADABLE = "{\"unreadable\":true}";

    static final ModelInfo INFO = new ModelInfo(
            "echo", Codec.NOTHING.hash(), "{}", "", null, null, 0, 0, "1", "17", Instant.EPOCH, 0, Map.of());

    public EchoModel(ModelInfo info) {
        super(info, Vocabulary.of(Catalogue.of(List.of())));
    }

    /** One that can be saved, but not loaded. */
    public static EchoModel unreadable() {
        return new EchoModel(SmallModels.withConfig(INFO, UNREADABLE));
    }

    @Override
    public Scoring score(KnownCustomer customer) {
        return PopularityModel.scoring(new double[0]);
    }

    @Override
    public Explanation explain(KnownCustomer customer, int item) {
        return PopularityModel.explanation(catalogue().id(item), 0);
    }

    /** Found by the service loader. */
    public static final class Codec implements ModelCodec {
        static final Sections NOTHING = Sections.builder().build();

        @Override
        public String algorithm() {
            return "echo";
        }

        @Override
        public Sections write(Recommender model) {
            return NOTHING;
        }

        @Override
        public Recommender read(ModelInfo info, Sections sections) throws ModelFormatException {
            if (info.config().equals(UNREADABLE)) {
                throw new ModelFormatException("this model was made to be unreadable");
            }
            return new EchoModel(info);
        }
    }
}
