package dev.recsys.baselines;

import dev.recsys.ModelInfo;
import dev.recsys.Recommender;
import dev.recsys.baselines.FeatureFactorModel.Rule;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.model.ModelCodec;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;

/** Reads and writes models of attributes' factors; found by the service loader. */
public final class FeatureFactorCodec implements ModelCodec {
    /** For the service loader. */
    public FeatureFactorCodec() {}

    @Override
    public String algorithm() {
        return FeatureFactorModel.ALGORITHM;
    }

    @Override
    public Sections write(Recommender model) {
        Checks.notNull(model, "model");
        Checks.that(
                model instanceof FeatureFactorModel,
                "model must be a model of attributes' factors, but was %s",
                model.getClass().getSimpleName());
        return ((FeatureFactorModel) model).sections();
    }

    @Override
    public Recommender read(ModelInfo info, Sections sections) throws ModelFormatException {
        Checks.notNull(sections, "sections");
        Vocabulary vocabulary = sections.vocabulary("vocabulary");
        int items = vocabulary.catalogue().size();
        CustomerAttributes layout = CustomerAttributes.readFrom(sections, vocabulary);
        FeatureFactors factors = FeatureFactors.readFrom(sections, items, layout.count(), vocabulary.protects());
        int[] rule = sections.ints("rule");
        if (rule.length != 1 || rule[0] < 0 || rule[0] > 1) {
            throw new ModelFormatException("section \"rule\" must be 0 or 1");
        }
        return new FeatureFactorModel(
                info,
                vocabulary,
                layout,
                factors,
                sections.shares("rates", items),
                rule[0] == 0 ? Rule.FIT : Rule.FIT_TIMES_RATE);
    }
}
