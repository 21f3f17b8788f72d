package dev.recsys.cluster;

import dev.recsys.Trainer;
import dev.recsys.TrainingListener;
import dev.recsys.check.Checks;
import dev.recsys.data.Dataset;
import dev.recsys.data.Panel;
import dev.recsys.spi.Provenance;
import dev.recsys.spi.UserProfiles;
import dev.recsys.spi.Workers;
import java.util.Map;

/**
 * Groups the users of a panel by their latest features (K-means) and counts what each group holds and takes.
 *
 * <p><b>Coding:</b> a number is cut at its 0.5 % and 99.5 % quantiles, logged where that halves its skewness, centred at
 * the median and divided by the standard deviation; a category becomes indicators of its most frequent values. A missing
 * value counts as the median or the average user in the fit, and not at all when a user is assigned to a segment.
 * Features that tell no users apart are left out.
 *
 * <p><b>Cost:</b> O(users × segments × coordinates) a round; 8 bytes a coordinate for each user of the sample at the most.
 */
public final class ClusterTrainer implements Trainer {
    private final ClusterConfig config;

    /**
     * A trainer of a configuration.
     *
     * @param config the options
     */
    public ClusterTrainer(ClusterConfig config) {
        this.config = Checks.notNull(config, "config");
    }

    @Override
    public ClusterModel train(Dataset data) {
        return train(data, TrainingListener.none());
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the data is not a panel, or has no snapshot, no features or not one of those
     *     named in the configuration
     */
    @Override
    public ClusterModel train(Dataset data, TrainingListener listener) {
        Checks.that(
                data instanceof Panel,
                "segments need a panel with features, but the data is %s",
                data.getClass().getSimpleName());
        Panel panel = (Panel) data;
        Checks.that(!panel.snapshots().isEmpty(), "segments need a panel with at least one snapshot");
        Checks.that(panel.schema().size() > 0, "segments need a panel with features, but its schema is empty");
        Provenance provenance = Provenance.start(ClusterModel.ALGORITHM, config, data);
        FeatureEncoder encoder = FeatureEncoder.learn(panel.latestFeatures(), config);
        UserProfiles profiles = UserProfiles.of(panel, encoder.names());
        try (Workers workers = Workers.of(ClusterModel.ALGORITHM, config.threads())) {
            SegmentCounts counts = new SegmentCounts(encoder, workers);
            SegmentFitter fitter = new SegmentFitter(config, workers, listener, provenance::seconds);
            SegmentFitter.Fit fit =
                    fitter.fit(fitter.points(profiles.features(), encoder, counts.known(profiles.features())));
            Segments segments = new Segments(fit.clusters(), encoder.dimension(), fit.centroids());
            segments =
                    SegmentCounts.ranked(segments, encoder.dimension(), counts.assign(profiles.features(), segments));
            listener.checkCancelled(ClusterModel.ALGORITHM);
            SegmentTables tables = counts.count(panel, profiles, segments, config);
            Map<String, String> notes = Map.of(
                    "clusters", Integer.toString(segments.count()),
                    "coordinates", Integer.toString(encoder.dimension()),
                    "features", String.join(",", encoder.names()),
                    "inertia", Double.toString(fit.inertia()),
                    "rounds", Integer.toString(fit.rounds()));
            return new ClusterModel(
                    provenance.finish(ClusterModel.sections(profiles, encoder, segments, tables), notes),
                    profiles,
                    encoder,
                    segments,
                    tables);
        }
    }
}
