package dev.recsys.baselines;

import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.baselines.FeatureFactorModel.Rule;
import dev.recsys.data.Dataset;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Panel;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.HeapRoom;
import dev.recsys.internal.run.ItemPopularity;
import dev.recsys.internal.run.Workers;
import dev.recsys.model.Provenance;
import dev.recsys.model.Sections;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Learns vectors of attributes, so that a customer without holdings and an item nobody had have one too: the model of LightFM
 * (Kula, "Metadata Embeddings for User and Item Cold-start Recommendations", 2015), where a user or item is the sum of its
 * attributes' vectors and one of its own, with the weighted squared loss and the alternating least squares of implicit feedback
 * (Hu, Koren and Volinsky, ICDM 2008) in place of gradient steps, so that a model does not depend on the threads. What is
 * minimised stands at {@link FeatureFactorConfig}.
 *
 * <p>Items' attributes are their group and every value of every attribute of the {@linkplain dev.recsys.data.Item catalogue}
 * but the alias; values are separated by {@code |}. Customers' are the features of a panel: each category, and tenths of the
 * customers by each number. Events have none. A sweep costs O(interactions × factors² + (users + items) × factors³) and some
 * passes over all attributes a factor; 4 bytes a user, item or attribute and factor of memory.
 */
public final class FeatureFactorTrainer implements Trainer<Dataset> {
    private static final String TASK = FeatureFactorModel.ALGORITHM;
    private static final int PERIODS = 3; // a panel's last steps that popularity is counted on

    private final FeatureFactorConfig options;

    /** A trainer with the default options. */
    public FeatureFactorTrainer() {
        this(FeatureFactorConfig.defaults());
    }

    /**
     * A trainer of a configuration.
     *
     * @param config the options
     */
    public FeatureFactorTrainer(FeatureFactorConfig config) {
        this.options = Checks.notNull(config, "config");
    }

    @Override
    public FeatureFactorModel train(Dataset data) {
        Checks.notNull(data, "data");
        return train(data, TrainingListener.none());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if {@code data} or {@code listener} is null, or {@code data} has no interaction
     * @throws IllegalStateException if the heap has too little memory left, or vectors are found that are not finite
     */
    @Override
    public FeatureFactorModel train(Dataset data, TrainingListener listener) {
        Checks.notNull(data, "data");
        Checks.notNull(listener, "listener");
        InteractionMatrix cells = data.interactions();
        Checks.that(cells.cellCount() > 0, "data must have at least one interaction for %s to learn from", TASK);
        FeatureFactorConfig config = options.resolvedFor(data);
        Provenance provenance = Provenance.start(TASK, config, data);
        Attributes attributes = Attributes.of(data);
        long vectors = (long) cells.rowCount()
                + cells.columnCount()
                + attributes.items().count()
                + 2L * attributes.users().count();
        HeapRoom.require(
                4 * vectors * config.factors(),
                TASK,
                "fewer factors",
                "%d users and %d items with %d factors",
                cells.rowCount(),
                cells.columnCount(),
                config.factors());
        Checks.that(
                vectors * config.factors() < Integer.MAX_VALUE - 8, "factors must be fewer for %d vectors", vectors);
        try (Workers workers = Workers.of(TASK, config.threads())) {
            FeatureFactorSweeps sweeps = new FeatureFactorSweeps(cells, attributes.users(), attributes.items(), config);
            for (int sweep = 1; sweep <= config.iterations(); sweep++) {
                listener.checkCancelled(TASK);
                sweeps.run(workers);
                listener.report(
                        new TrainingProgress(TASK, sweep, config.iterations(), Double.NaN, provenance.seconds()));
            }
            FeatureFactors factors = sweeps.finish(attributes.open(), workers);
            double[] rates = ItemPopularity.rates(data, PERIODS);
            Rule rule = data instanceof Panel panel && panel.hasTransition() ? Rule.FIT_TIMES_RATE : Rule.FIT;
            Map<String, String> notes = Map.of(
                    "userAttributes", Integer.toString(attributes.users().count() - 1),
                    "itemAttributes", Integer.toString(attributes.items().count() - 1));
            Sections sections =
                    FeatureFactorModel.sections(data.vocabulary(), attributes.layout(), factors, rates, rule);
            return new FeatureFactorModel(
                    provenance.finish(sections, notes), data.vocabulary(), attributes.layout(), factors, rates, rule);
        }
    }

    /** The attributes of users, of users without the protected ones where credit items need that, and of items. */
    private record Attributes(
            CustomerAttributes layout,
            AttributeRows users,
            @Nullable AttributeRows open,
            AttributeRows items) {
        static Attributes of(Dataset data) {
            Vocabulary vocabulary = data.vocabulary();
            AttributeRows items = AttributeRows.of(data.catalogue());
            if (data instanceof Panel panel) {
                FeatureTable features = panel.latestFeatures();
                CustomerAttributes layout = CustomerAttributes.of(vocabulary, features);
                AttributeRows users = layout.rows(features, CustomerAttributes.Protected.TAKEN);
                AttributeRows open =
                        vocabulary.protects() ? layout.rows(features, CustomerAttributes.Protected.LEFT_OUT) : null;
                return new Attributes(layout, users, open, items);
            }
            int[][] none = IntStream.range(0, data.users().size())
                    .mapToObj(user -> new int[1])
                    .toArray(int[][]::new);
            AttributeRows users = AttributeRows.of(none, 1);
            return new Attributes(CustomerAttributes.none(vocabulary), users, null, items);
        }
    }
}
