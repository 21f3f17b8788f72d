package dev.recsys.hybrid;

import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.check.Checks;
import dev.recsys.data.Dataset;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.model.ModelCodec;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import dev.recsys.spi.KnownUser;
import dev.recsys.spi.Provenance;
import dev.recsys.spi.Ranking;
import dev.recsys.spi.UserProfiles;
import java.util.List;
import java.util.Map;

/** Offers what is held together with what the user holds: the least model that knows the levels of an answer. */
public final class NeighbourModel implements Recommender {
    private static final String ALGORITHM = "neighbour";

    private final ModelInfo info;
    private final UserProfiles profiles;
    private final double[] together;

    private NeighbourModel(ModelInfo info, UserProfiles profiles, double[] together) {
        this.info = info;
        this.profiles = profiles;
        this.together = together;
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    @Override
    public IdIndex items() {
        return profiles.items();
    }

    @Override
    public Recommendations recommend(RecommendationRequest request) {
        KnownUser user = profiles.resolve(request);
        double[] scores = new double[items().size()];
        for (int item = 0; item < scores.length; item++) {
            scores[item] = together[item * scores.length + item];
            for (int held : user.held()) {
                scores[item] += 2 * together[held * scores.length + item];
            }
        }
        return Ranking.answer(
                request, info, items(), user.held(), scores, user.levelByHoldings(), item -> "held together");
    }

    private static Sections sections(UserProfiles profiles, double[] together) {
        Sections.Builder out = Sections.builder().put("together", together);
        profiles.writeTo(out);
        return out.build();
    }

    /** Its options. */
    public record NeighbourConfig(double scale) {
        public NeighbourConfig {
            Checks.positive(scale, "scale");
        }
    }

    /** Counts pairs of items held by one user. */
    record NeighbourTrainer(NeighbourConfig config) implements Trainer {
        @Override
        public Recommender train(Dataset data, TrainingListener listener) {
            Provenance provenance = Provenance.start(ALGORITHM, config, data);
            InteractionMatrix held = data.interactions();
            int items = held.columnCount();
            double[] together = new double[items * items];
            for (int user = 0; user < held.rowCount(); user++) {
                for (int one : held.columnsOf(user)) {
                    for (int other : held.columnsOf(user)) {
                        together[one * items + other] += config.scale;
                    }
                }
            }
            UserProfiles profiles = UserProfiles.of(data, List.of());
            ModelInfo info = provenance.finish(sections(profiles, together), Map.of());
            listener.report(new TrainingProgress(ALGORITHM, 1, 1, Double.NaN, provenance.seconds()));
            return new NeighbourModel(info, profiles, together);
        }
    }

    /** Found by the service loader. */
    public static final class Codec implements ModelCodec {
        @Override
        public String algorithm() {
            return ALGORITHM;
        }

        @Override
        public Sections write(Recommender model) {
            NeighbourModel neighbours = (NeighbourModel) model;
            return sections(neighbours.profiles, neighbours.together);
        }

        @Override
        public Recommender read(ModelInfo info, Sections sections) throws ModelFormatException {
            UserProfiles profiles = UserProfiles.readFrom(sections);
            int items = profiles.items().size();
            return new NeighbourModel(info, profiles, sections.finiteDoubles("together", items * items));
        }
    }
}
