package dev.recsys.testkit;

import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.Recommender;
import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.data.Dataset;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.model.ModelCodec;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Provenance;
import dev.recsys.model.Sections;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import java.util.Map;

/** A recommender of one's own: offers what is held together with what the customer holds. */
final class NeighbourModel extends ScoringModel {
    private final double[] together; // items × items; on the diagonal, how many customers hold the item

    NeighbourModel(ModelInfo info, Vocabulary vocabulary, double[] together) {
        super(info, vocabulary);
        this.together = together;
    }

    @Override
    public Scoring score(KnownCustomer customer) {
        double[] scores = new double[catalogue().size()];
        for (int item = 0; item < scores.length; item++) {
            scores[item] = together[item * scores.length + item] / 1_000;
            for (int held : customer.held()) {
                scores[item] += together[held * scores.length + item];
            }
        }
        return Scoring.of(customer.levelByHoldings(), scores, item -> Reason.of(Reason.SIMILAR_CUSTOMERS));
    }

    static Sections sections(Vocabulary vocabulary, double[] together) {
        return Sections.builder()
                .put("vocabulary", vocabulary)
                .put("together", together)
                .build();
    }

    /** Counts pairs of items held by one customer. */
    record NeighbourTrainer(double scale) implements Trainer<Dataset> {
        @Override
        public NeighbourModel train(Dataset data, TrainingListener listener) {
            Provenance provenance = Provenance.start("neighbour", this, data);
            InteractionMatrix held = data.interactions();
            double[] together = new double[held.columnCount() * held.columnCount()];
            for (int user = 0; user < held.rowCount(); user++) {
                for (int one : held.columnsOf(user)) {
                    for (int other : held.columnsOf(user)) {
                        together[one * held.columnCount() + other] += scale;
                    }
                }
            }
            listener.report(new TrainingProgress("neighbour", 1, 1, Double.NaN, provenance.seconds()));
            Sections sections = sections(data.vocabulary(), together);
            return new NeighbourModel(provenance.finish(sections, Map.of()), data.vocabulary(), together);
        }
    }

    /** Found by the service loader. */
    public static final class Codec implements ModelCodec {
        @Override
        public String algorithm() {
            return "neighbour";
        }

        @Override
        public Sections write(Recommender model) {
            return sections(((NeighbourModel) model).vocabulary(), ((NeighbourModel) model).together);
        }

        @Override
        public Recommender read(ModelInfo info, Sections sections) throws ModelFormatException {
            Vocabulary vocabulary = sections.vocabulary("vocabulary");
            int items = vocabulary.catalogue().size();
            return new NeighbourModel(info, vocabulary, sections.finiteDoubles("together", items * items));
        }
    }
}
