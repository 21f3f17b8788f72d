package dev.recsys.als;

import dev.recsys.ModelInfo;
import dev.recsys.Recommender;
import dev.recsys.als.internal.serve.CellWeighting;
import dev.recsys.als.internal.serve.FactorsChoice;
import dev.recsys.als.internal.solve.AlsLoss;
import dev.recsys.check.Checks;
import dev.recsys.model.ModelCodec;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import dev.recsys.spi.UserProfiles;
import java.util.Arrays;

/** Reads and writes ALS models; found by the service loader. */
public final class AlsCodec implements ModelCodec {
    /** For the service loader. */
    public AlsCodec() {}

    @Override
    public String algorithm() {
        return AlsModel.ALGORITHM;
    }

    @Override
    public Sections write(Recommender model) {
        Checks.that(
                model instanceof AlsModel, "not an ALS model: %s", model.info().algorithm());
        return ((AlsModel) model).sections();
    }

    @Override
    public Recommender read(ModelInfo info, Sections sections) throws ModelFormatException {
        UserProfiles profiles = UserProfiles.readFrom(sections);
        int itemCount = profiles.items().size();
        int[] rule = sections.ints("scoreRule");
        if (rule.length != 1 || rule[0] < AlsModel.FIT || rule[0] > AlsModel.TRENDS) {
            throw new ModelFormatException("section \"scoreRule\" must have 1 value in 0..2");
        }
        double[] parameters = sections.finiteDoubles("parameters", 6);
        for (double parameter : parameters) {
            if (parameter < 0) {
                throw new ModelFormatException("section \"parameters\" holds a negative value");
            }
        }
        return new AlsModel(
                info,
                profiles,
                CellWeighting.readFrom(sections, itemCount),
                FactorsChoice.readFrom(
                        sections, AlsLoss.from(Arrays.copyOfRange(parameters, 1, parameters.length)), itemCount),
                parameters,
                sections.finiteDoubles("rates", itemCount),
                sections.finiteDoubles("trends", rule[0] == AlsModel.TRENDS ? itemCount : 0),
                rule[0] == AlsModel.RATES);
    }
}
