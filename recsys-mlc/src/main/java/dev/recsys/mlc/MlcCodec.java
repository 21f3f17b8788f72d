package dev.recsys.mlc;

import dev.recsys.ModelInfo;
import dev.recsys.Recommender;
import dev.recsys.check.Checks;
import dev.recsys.mlc.internal.score.ProductScorer;
import dev.recsys.model.ModelCodec;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import dev.recsys.spi.UserProfiles;

/** Reads and writes MLC models; found by the service loader. */
public final class MlcCodec implements ModelCodec {
    /** For the service loader. */
    public MlcCodec() {}

    @Override
    public String algorithm() {
        return MlcModel.ALGORITHM;
    }

    @Override
    public Sections write(Recommender model) {
        Checks.that(
                model instanceof MlcModel, "not an MLC model: %s", model.info().algorithm());
        return ((MlcModel) model).sections();
    }

    @Override
    public Recommender read(ModelInfo info, Sections sections) throws ModelFormatException {
        UserProfiles profiles = UserProfiles.readFrom(sections);
        int itemCount = profiles.items().size();
        return new MlcModel(
                info,
                profiles,
                ProductScorer.readFrom(sections, profiles.features(), profiles.items()),
                sections.finiteDoubles("rates", itemCount));
    }
}
