package dev.recsys.mlc.scorecard;

import dev.recsys.internal.run.ExpLog;
import dev.recsys.mlc.targets.Target;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a scorecard is made of, and the evidence and points that follow from it. */
final class CardParts {
    private static final double MOST_POINTS = 1e9;
    private static final double MOST_WEIGHT = 1e4;

    private final Target target;
    private final PointsScale scale;
    private final double smoothing;
    private final List<CardColumn> columns;
    private final double[] weights; // of the columns, and the intercept last
    private final double[][] evidence; // columns × bins
    private final long[][] points; // columns × bins
    private final double[] means; // the mean points of each column

    CardParts(Target target, PointsScale scale, double smoothing, List<CardColumn> columns, double[] weights) {
        this.target = target;
        this.scale = scale;
        this.smoothing = smoothing;
        this.columns = List.copyOf(columns);
        this.weights = weights.clone();
        int count = columns.size();
        evidence = columns.stream().map(column -> evidence(column, smoothing)).toArray(double[][]::new);
        points = new long[count][];
        means = new double[count];
        for (int j = 0; j < count; j++) {
            points[j] = new long[evidence[j].length];
            double sum = 0;
            for (int bin = 0; bin < points[j].length; bin++) {
                double logOdds = weights[j] * evidence[j][bin] + weights[count] / count;
                points[j][bin] = (long) Math.floor(scale.factor() * logOdds + scale.offset() / count + 0.5);
                sum += (double) points[j][bin] * columns.get(j).rows(bin);
            }
            means[j] = sum / total(columns.get(j), false);
        }
    }

    /** ln(share of goods ÷ share of bads) of each bin, with rows of the mean rate added: 0 of a bin without rows. */
    static double[] evidence(CardColumn column, double smoothing) {
        double rows = total(column, false);
        double bads = total(column, true);
        double goods = rows - bads;
        double[] evidence = new double[column.size()];
        for (int bin = 0; bin < evidence.length; bin++) {
            double good = (column.rows(bin) - column.bads(bin) + smoothing * goods / rows) / goods;
            double bad = (column.bads(bin) + smoothing * bads / rows) / bads;
            evidence[bin] = ExpLog.log(good / bad);
        }
        return evidence;
    }

    /** Σ (share of goods − share of bads) · evidence, smoothed alike. */
    static double information(CardColumn column, double smoothing) {
        double rows = total(column, false);
        double bads = total(column, true);
        double goods = rows - bads;
        double[] evidence = evidence(column, smoothing);
        double sum = 0;
        for (int bin = 0; bin < evidence.length; bin++) {
            double good = (column.rows(bin) - column.bads(bin) + smoothing * goods / rows) / goods;
            double bad = (column.bads(bin) + smoothing * bads / rows) / bads;
            sum += (good - bad) * evidence[bin];
        }
        return sum;
    }

    private static double total(CardColumn column, boolean bads) {
        double sum = 0;
        for (int bin = 0; bin < column.size(); bin++) {
            sum += bads ? column.bads(bin) : column.rows(bin);
        }
        return sum;
    }

    Target target() {
        return target;
    }

    PointsScale scale() {
        return scale;
    }

    List<CardColumn> columns() {
        return columns;
    }

    double intercept() {
        return weights[columns.size()];
    }

    double mean(int column) {
        return means[column];
    }

    long points(int column, int bin) {
        return points[column][bin];
    }

    /** Log-odds of good, not rounded. */
    double logOdds(int[] bins) {
        double sum = intercept();
        for (int j = 0; j < bins.length; j++) {
            sum += weights[j] * evidence[j][bins[j]];
        }
        return sum;
    }

    CardAttribute attribute(int j) {
        CardColumn column = columns.get(j);
        List<CardAttribute.Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < column.size(); bin++) {
            bins.add(new CardAttribute.Bin(
                    column.label(bin), column.rows(bin), column.bads(bin), evidence[j][bin], (int) points[j][bin]));
        }
        return new CardAttribute(column.name(), weights[j], information(column, smoothing), means[j], bins);
    }

    /** Whether all points are numbers that a card may have. */
    boolean areInRange() {
        return Arrays.stream(points)
                .flatMapToLong(Arrays::stream)
                .allMatch(value -> Math.abs((double) value) <= MOST_POINTS);
    }

    Sections sections() {
        Sections.Builder out = Sections.builder()
                .put("target/column", target.column())
                .put("target/positive", target.positive())
                .put("target/missing", target.missing().name())
                .put("scale", new double[] {
                    scale.basePoints(), scale.baseOdds(), scale.pointsToDouble(), scale.least(), scale.most()
                })
                .put("bad", scale.bad().name())
                .put("smoothing", new double[] {smoothing})
                .put("weights", weights)
                .put("count", new int[] {columns.size()});
        for (int j = 0; j < columns.size(); j++) {
            columns.get(j).writeTo(out, "column" + j + "/");
        }
        return out.build();
    }

    static CardParts readFrom(Sections in) throws ModelFormatException {
        int[] counts = in.ints("count");
        if (counts.length != 1 || counts[0] < 1) {
            throw new ModelFormatException("section \"count\" must hold the number of attributes");
        }
        double[] smoothing = in.finiteDoubles("smoothing", 1);
        List<CardColumn> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int j = 0; j < counts[0]; j++) {
            CardColumn column = CardColumn.readFrom(in, "column" + j + "/");
            if (!names.add(column.name())) {
                throw new ModelFormatException("attribute \"" + column.name() + "\" comes twice");
            }
            double rows = total(column, false);
            double bads = total(column, true);
            CardColumn first = columns.isEmpty() ? column : columns.get(0);
            if (rows != total(first, false) || bads != total(first, true) || bads < 1 || bads >= rows) {
                throw new ModelFormatException("attribute \"" + column.name() + "\" has other rows than there are");
            }
            columns.add(column);
        }
        double[] weights = in.finiteDoubles("weights", counts[0] + 1);
        for (int j = 0; j < weights.length; j++) {
            if (Math.abs(weights[j]) > MOST_WEIGHT || (weights[j] < 0 && j < counts[0])) {
                throw new ModelFormatException("the weights of the scorecard are out of range");
            }
        }
        if (smoothing[0] < 1e-3 || smoothing[0] > 1e6) {
            throw new ModelFormatException("the smoothing of the scorecard is out of range");
        }
        CardParts parts = new CardParts(target(in), scale(in), smoothing[0], columns, weights);
        if (!parts.areInRange()) {
            throw new ModelFormatException("the points of the scorecard are out of range");
        }
        return parts;
    }

    private static Target target(Sections in) throws ModelFormatException {
        try {
            return new Target(
                    in.text("target/column"),
                    Target.Loss.LOGISTIC,
                    in.text("target/positive"),
                    0,
                    Target.Missing.valueOf(in.text("target/missing")));
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("the target of the scorecard is damaged: " + e.getMessage(), e);
        }
    }

    private static PointsScale scale(Sections in) throws ModelFormatException {
        double[] numbers = in.finiteDoubles("scale", 5);
        try {
            if (numbers[3] != Math.rint(numbers[3]) || numbers[4] != Math.rint(numbers[4])) {
                throw new IllegalArgumentException("least and most must be whole numbers");
            }
            return new PointsScale(
                    numbers[0],
                    numbers[1],
                    numbers[2],
                    (int) numbers[3],
                    (int) numbers[4],
                    PointsScale.Bad.valueOf(in.text("bad")));
        } catch (IllegalArgumentException e) {
            throw new ModelFormatException("the scale of the scorecard is damaged: " + e.getMessage(), e);
        }
    }
}
