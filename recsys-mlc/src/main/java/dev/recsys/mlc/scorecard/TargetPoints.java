package dev.recsys.mlc.scorecard;

import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.mlc.targets.Target;
import dev.recsys.mlc.targets.TargetExplanation;
import dev.recsys.mlc.targets.TargetModel;
import dev.recsys.mlc.targets.TargetScores;
import java.util.List;
import java.util.Map;

/**
 * A binary target of boosted trees as points. The points of an attribute are its exact Shapley value times the scale's factor; the base
 * is the trees' mean over the rows of training. Immutable and thread-safe; the cost is that of {@link TargetModel#explain}.
 */
public final class TargetPoints implements PointsModel {
    private final TargetModel model;
    private final Target target;
    private final PointsScale scale;
    private final Map<String, ReasonCode> codes;

    private TargetPoints(TargetModel model, Target target, PointsScale scale, Map<String, ReasonCode> codes) {
        this.model = model;
        this.target = target;
        this.scale = scale;
        this.codes = codes;
    }

    /**
     * Shows a target as points.
     *
     * @param model what predicts it
     * @param target the column of one of the model's binary targets
     * @param scale how its probability becomes points
     * @return the view
     * @throws IllegalArgumentException if there is no such target, it is a number, or an argument is null
     */
    public static TargetPoints of(TargetModel model, String target, PointsScale scale) {
        Checks.notNull(model, "model");
        Checks.notNull(target, "target");
        Checks.notNull(scale, "scale");
        List<String> binary = model.targets().stream()
                .filter(one -> one.loss() == Target.Loss.LOGISTIC)
                .map(Target::column)
                .toList();
        Checks.that(
                binary.contains(target), "target must be one of the binary targets %s, but was \"%s\"", binary, target);
        Target found = model.targets().stream()
                .filter(one -> one.column().equals(target))
                .findFirst()
                .orElseThrow();
        return new TargetPoints(model, found, scale, Map.of());
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public PointsScale scale() {
        return scale;
    }

    @Override
    public FeatureSchema columns() {
        return model.columns();
    }

    @Override
    public TargetPoints withReasonCodes(List<ReasonCode> codes) {
        return new TargetPoints(
                model, target, scale, ReasonCode.byColumn(codes, columns().names()));
    }

    @Override
    public PointsScore score(Map<String, ?> attributes) {
        return score(model.explain(target.column(), attributes));
    }

    @Override
    public PointsScore score(FeatureTable table, int row) {
        return score(model.explain(target.column(), table, row));
    }

    private PointsScore score(TargetExplanation why) {
        PointsScore.Parts parts = new PointsScore.Parts(codes);
        double perUnit = scale.factor() * scale.sign();
        why.contributions().forEach(part -> parts.add(part.column(), perUnit * part.value()));
        double exact = scale.exactPoints(why.prediction().rawScore());
        return new PointsScore(
                target.column(),
                scale.points(exact),
                exact,
                why.prediction().value(),
                scale.exactPoints(why.base()),
                parts.costliestFirst(),
                why.prediction().ignored());
    }

    @Override
    public PointsTable scoreAll(FeatureTable table, int threads) {
        TargetScores scores = model.predictAll(table, threads);
        int place = model.targets().indexOf(target);
        int[] points = new int[scores.rowCount()];
        double[] probabilities = new double[points.length];
        for (int row = 0; row < points.length; row++) {
            points[row] = scale.points(scale.exactPoints(scores.rawScore(row, place)));
            probabilities[row] = scores.value(row, place);
        }
        return new PointsTable(points, probabilities);
    }

    @Override
    public String toString() {
        return "TargetPoints[" + target.column() + "]";
    }
}
