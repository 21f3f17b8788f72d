package dev.recsys.model;

import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.data.IdIndex;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A model without content, for what a file says of a model. */
public record EchoModel(ModelInfo info) implements Recommender {
    static final ModelInfo INFO =
            new ModelInfo("echo", Codec.NOTHING.hash(), "{}", "", null, 0, 0, "1", "17", Instant.EPOCH, 0, Map.of());

    @Override
    public Recommendations recommend(RecommendationRequest request) {
        return new Recommendations(List.of(), "echo", info.modelHash(), FallbackLevel.POPULARITY, List.of());
    }

    @Override
    public IdIndex items() {
        return IdIndex.of(List.of());
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
        public Recommender read(ModelInfo info, Sections sections) {
            return new EchoModel(info);
        }
    }
}
