package dev.recsys.cluster;

import dev.recsys.ModelInfo;
import dev.recsys.Recommender;
import dev.recsys.check.Checks;
import dev.recsys.model.ModelCodec;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import dev.recsys.spi.UserProfiles;

/** Reads and writes segment models; found by the service loader. */
public final class ClusterCodec implements ModelCodec {
    /** For the service loader. */
    public ClusterCodec() {}

    @Override
    public String algorithm() {
        return ClusterModel.ALGORITHM;
    }

    @Override
    public Sections write(Recommender model) {
        Checks.that(
                model instanceof ClusterModel,
                "not a segment model: %s",
                model.info().algorithm());
        return ((ClusterModel) model).sections();
    }

    @Override
    public Recommender read(ModelInfo info, Sections sections) throws ModelFormatException {
        UserProfiles profiles = UserProfiles.readFrom(sections);
        FeatureEncoder encoder = FeatureEncoder.readFrom(sections, profiles.features());
        SegmentTables tables = SegmentTables.readFrom(sections, profiles.items().size(), encoder);
        int count = tables.sizes().length;
        double[] centroids =
                sections.finiteDoubles("segments/centroids", SegmentTables.length(count, encoder.dimension()));
        return new ClusterModel(info, profiles, encoder, new Segments(count, encoder.dimension(), centroids), tables);
    }
}
