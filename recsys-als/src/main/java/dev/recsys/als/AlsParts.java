package dev.recsys.als;

import dev.recsys.als.internal.serve.AlsFactors;
import dev.recsys.als.internal.serve.CellWeighting;
import dev.recsys.als.internal.serve.FactorsChoice;
import dev.recsys.als.internal.serve.LeaveOneOut;
import dev.recsys.als.internal.serve.Readout;
import dev.recsys.als.internal.serve.ScoreRule;
import dev.recsys.als.internal.serve.UnobservedWeights;
import dev.recsys.als.internal.solve.AlsLoss;
import dev.recsys.data.Dataset;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Panel;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.run.Workers;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.Arrays;
import java.util.List;

/**
 * What a model of ALS has learned; the arrays are shared and not to be modified.
 *
 * @param weighting what is made of the weights of holdings
 * @param unobserved how unobserved cells weigh by item
 * @param factors the items' factors
 * @param loss what users are folded in with
 * @param floor the least fit x·y that is multiplied by a rate, share or trend
 * @param rates how often each item is taken, in 0..1
 * @param trends one an item, or none
 * @param multiplier what the fit is multiplied by
 * @param halfLifeDays after how many days a remembered event counts half; 0 for always the same
 */
@SuppressWarnings("ArrayRecordComponent") // package-private, never compared
record AlsParts(
        CellWeighting weighting,
        UnobservedWeights unobserved,
        AlsFactors factors,
        AlsLoss loss,
        double floor,
        double[] rates,
        double[] trends,
        Multiplier multiplier,
        double halfLifeDays) {
    /** What the score is: the fit, or that times something. */
    enum Multiplier {
        NONE(0),
        RATE(1),
        TREND(2),
        /** The share of customers who hold the item: what a single snapshot has in the place of a rate of additions. */
        SHARE(3),
        /** Nothing: what a single snapshot of a small catalogue has is a fit that left the item itself out. */
        LEAVE_ONE_OUT(4);

        /** What stands for it in files; never changes. */
        final int code;

        Multiplier(int code) {
            this.code = code;
        }
    }

    private static final double MOST_TREND = 1e30; // a share of users over the mean share, squared, is less

    static Multiplier multiplier(Dataset data, double[] trends) {
        if (data instanceof Panel panel) {
            return panel.hasTransition() ? Multiplier.RATE : ofSnapshot(data.interactions());
        }
        return trends.length > 0 ? Multiplier.TREND : Multiplier.NONE;
    }

    /** By how many items a snapshot has and how many users any of them. */
    static Multiplier ofSnapshot(InteractionMatrix users) {
        return LeaveOneOut.suits(users) ? Multiplier.LEAVE_ONE_OUT : Multiplier.SHARE;
    }

    /** These parts, scores read by what users × items, not yet weighted, say if they are to leave the item itself out. */
    AlsParts readOut(InteractionMatrix users, Workers workers) {
        if (multiplier != Multiplier.LEAVE_ONE_OUT) {
            return this;
        }
        Readout readout = LeaveOneOut.of(factors, loss, this::cells, users, workers);
        return new AlsParts(
                weighting, unobserved, factors.with(readout), loss, floor, rates, trends, multiplier, halfLifeDays);
    }

    ScoreRule rule() {
        boolean isFit = multiplier == Multiplier.NONE || multiplier == Multiplier.LEAVE_ONE_OUT;
        return new ScoreRule(!isFit, floor, multiplier == Multiplier.TREND ? trends : rates);
    }

    /** The weights of what one user has, as the factors were made from. Neither array is modified. */
    float[] cells(int[] held, float[] weights) {
        return unobserved.apply(held, weighting.apply(held, weights));
    }

    Sections sections(Vocabulary vocabulary) {
        double[] ofLoss = loss.toArray();
        double[] parameters = new double[ofLoss.length + 2];
        parameters[0] = floor;
        parameters[1] = halfLifeDays;
        System.arraycopy(ofLoss, 0, parameters, 2, ofLoss.length);
        Sections.Builder sections = Sections.builder().put("vocabulary", vocabulary);
        weighting.writeTo(sections);
        unobserved.writeTo(sections);
        factors.writeTo(sections);
        return sections.put("parameters", parameters)
                .put("rates", rates)
                .put("trends", trends)
                .put("scoreRule", new int[] {multiplier.code})
                .build();
    }

    static AlsParts readFrom(Sections sections, int itemCount) throws ModelFormatException {
        int[] rule = sections.ints("scoreRule");
        if (rule.length != 1 || rule[0] < 0 || rule[0] >= Multiplier.values().length) {
            throw new ModelFormatException("section \"scoreRule\" must have 1 value in 0..4");
        }
        Multiplier multiplier = List.of(Multiplier.values()).get(rule[0]);
        double[] parameters = sections.finiteDoubles("parameters", 7);
        AlsLoss loss = AlsLoss.from(Arrays.copyOfRange(parameters, 2, parameters.length));
        checkRanges(loss, parameters[0], parameters[1]);
        UnobservedWeights unobserved = UnobservedWeights.readFrom(sections, itemCount);
        boolean hasReadout = multiplier == Multiplier.LEAVE_ONE_OUT;
        return new AlsParts(
                CellWeighting.readFrom(sections, itemCount),
                unobserved,
                FactorsChoice.readFrom(sections, loss, unobserved.targets(), itemCount, hasReadout),
                loss,
                parameters[0],
                sections.shares("rates", itemCount),
                trends(sections, multiplier == Multiplier.TREND ? itemCount : 0),
                multiplier,
                parameters[1]);
    }

    /** Refuses what no configuration gives. */
    private static void checkRanges(AlsLoss loss, double floor, double halfLifeDays) throws ModelFormatException {
        try {
            AlsConfig defaults = AlsConfig.forPanel();
            defaults.loss()
                    .withAlpha(loss.alpha())
                    .withUnobservedWeight(loss.unobservedWeight())
                    .withRegularization(loss.regularization())
                    .withFrequencyExponent(loss.frequencyExponent());
            Checks.that(loss.unobservedWeight() > 0, "unobservedWeight must be above 0, but was 0");
            Checks.that(loss.regularization() > 0, "regularization must be above 0, but was 0");
            defaults.scores().withFloor(floor);
            defaults.weighting().withHalfLifeDays(halfLifeDays);
            Checks.that(
                    loss.base() == 0 || loss.base() == loss.unobservedWeight(),
                    "the least confidence must be 0 or %s, but was %s",
                    loss.unobservedWeight(),
                    loss.base());
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("section \"parameters\" is out of range: " + e.getMessage(), e);
        }
    }

    private static double[] trends(Sections sections, int length) throws ModelFormatException {
        double[] values = sections.finiteDoubles("trends", length);
        for (double value : values) {
            if (value < 0 || value > MOST_TREND) {
                throw new ModelFormatException("section \"trends\" holds the value " + value);
            }
        }
        return values;
    }
}
