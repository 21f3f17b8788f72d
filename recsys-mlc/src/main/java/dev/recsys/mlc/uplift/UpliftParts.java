package dev.recsys.mlc.uplift;

import dev.recsys.data.Vocabulary;
import dev.recsys.mlc.internal.columns.TableBins;
import dev.recsys.mlc.internal.score.MarginScorer;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;

/**
 * What a model of uplift is made of.
 *
 * @param learner how it was learned
 * @param campaign of which columns
 * @param vocabulary the attributes and their categories
 * @param bins turn a row into small ints
 * @param scorer the trees, of two outputs or one
 */
record UpliftParts(
        UpliftConfig.Learner learner, Campaign campaign, Vocabulary vocabulary, TableBins bins, MarginScorer scorer) {
    static int outputs(UpliftConfig.Learner learner) {
        return learner == UpliftConfig.Learner.CLASS_TRANSFORMATION ? 1 : 2;
    }

    Sections sections() {
        Sections.Builder out = Sections.builder()
                .put("vocabulary", vocabulary)
                .put("learner", learner.name())
                .put("campaign/outcome", campaign.outcome())
                .put("campaign/positive", campaign.positive())
                .put("campaign/treatment", campaign.treatment())
                .put("campaign/treated", campaign.treated())
                .put("campaign/propensity", campaign.propensity());
        bins.writeTo(out);
        scorer.writeTo(out);
        return out.build();
    }

    static UpliftParts readFrom(Sections in) throws ModelFormatException {
        Vocabulary vocabulary = in.vocabulary("vocabulary");
        UpliftConfig.Learner learner;
        Campaign campaign;
        try {
            learner = UpliftConfig.Learner.valueOf(in.text("learner"));
            campaign = new Campaign(
                    in.text("campaign/outcome"),
                    in.text("campaign/positive"),
                    in.text("campaign/treatment"),
                    in.text("campaign/treated"),
                    in.text("campaign/propensity"));
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("the campaign is damaged: " + e.getMessage(), e);
        }
        return new UpliftParts(
                learner,
                campaign,
                vocabulary,
                TableBins.readFrom(in, vocabulary),
                MarginScorer.readFrom(in, outputs(learner), vocabulary.schema().size()));
    }
}
