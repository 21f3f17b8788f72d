package dev.recsys.mlc.internal.score;

import dev.recsys.internal.run.ExpLog;
import dev.recsys.mlc.internal.columns.Labels;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Corrects each product's log-odds by a line (Platt 1999): slope · log-odds + offset, fitted by Newton's method to what
 * customers left out of training did. A penalty that pulls towards no correction, as strong as a few additions, keeps a
 * product with few of them from being bent. Immutable and thread-safe.
 */
public final class Calibration {
    private static final double PENALTY = 5; // like so many customers at even odds, spread four units wide
    private static final int STEPS = 30;
    private static final double MOST = 1e3; // no step is longer than 1
    private static final double LEAST_SLOPE = 0.1; // keeps the order of a product's customers

    private final double[] slopes;
    private final double[] offsets;

    private Calibration(double[] slopes, double[] offsets) {
        this.slopes = slopes;
        this.offsets = offsets;
    }

    /** No correction. */
    static Calibration none(int outputs) {
        double[] slopes = new double[outputs];
        Arrays.fill(slopes, 1);
        return new Calibration(slopes, new double[outputs]);
    }

    /**
     * Fits.
     *
     * @param labels what the rows did
     * @param probabilities rows × outputs, in 0..1, each by a model that had not seen the customer. Not modified.
     * @return the correction
     */
    public static Calibration fit(Labels labels, double[] probabilities) {
        Calibration fitted = none(labels.outputs());
        for (int k = 0; k < labels.outputs(); k++) {
            fitted.fit(labels, probabilities, k);
        }
        return fitted;
    }

    private void fit(Labels labels, double[] probabilities, int k) {
        int outputs = labels.outputs();
        int[] rows = IntStream.range(0, labels.weights().length)
                .filter(row -> labels.cell(row, k) != Labels.OWNED)
                .toArray();
        double[] logits = Arrays.stream(rows)
                .mapToDouble(row -> logit(probabilities[row * outputs + k]))
                .toArray();
        double slope = 1;
        double offset = 0;
        for (int step = 0; step < STEPS; step++) {
            double gradientSlope = PENALTY * (slope - 1);
            double gradientOffset = PENALTY * offset;
            double slopeSlope = PENALTY;
            double slopeOffset = 0;
            double offsetOffset = PENALTY;
            for (int i = 0; i < rows.length; i++) {
                double weight = labels.weights()[rows[i]];
                double p = ExpLog.sigmoid(slope * logits[i] + offset);
                double error = weight * (p - labels.cell(rows[i], k));
                double curve = weight * p * (1 - p);
                gradientSlope += error * logits[i];
                gradientOffset += error;
                slopeSlope += curve * logits[i] * logits[i];
                slopeOffset += curve * logits[i];
                offsetOffset += curve;
            }
            double determinant = slopeSlope * offsetOffset - slopeOffset * slopeOffset;
            double moveSlope = (offsetOffset * gradientSlope - slopeOffset * gradientOffset) / determinant;
            double moveOffset = (slopeSlope * gradientOffset - slopeOffset * gradientSlope) / determinant;
            // A step longer than 1 may leave the region the expansion is good for.
            double shorten = Math.min(1, 1 / Math.max(1e-9, Math.max(Math.abs(moveSlope), Math.abs(moveOffset))));
            double slopeBefore = slope;
            double offsetBefore = offset;
            slope = Math.max(LEAST_SLOPE, slope - shorten * moveSlope);
            offset -= shorten * moveOffset;
            if (slope == slopeBefore && offset == offsetBefore) {
                break; // all further steps would be the same
            }
        }
        slopes[k] = slope;
        offsets[k] = offset;
    }

    /**
     * The factor on an output's log-odds.
     *
     * @param output an output
     * @return above 0
     */
    public double slope(int output) {
        return slopes[output];
    }

    /**
     * What is added to an output's log-odds.
     *
     * @param output an output
     * @return finite
     */
    public double offset(int output) {
        return offsets[output];
    }

    /** The corrected probability of an output. */
    double apply(int output, double probability) {
        double slope = slopes[output];
        double offset = offsets[output];
        if (slope == 1 && offset == 0) {
            return probability;
        }
        return ExpLog.sigmoid(slope * logit(probability) + offset);
    }

    /** The corrected probability of an output whose log-odds are known: without turning them to and fro. */
    double applyToLogit(int output, double logit) {
        return ExpLog.sigmoid(slopes[output] * logit + offsets[output]);
    }

    /**
     * The log-odds of a probability, finite for 0 and 1 too.
     *
     * @param probability in 0..1
     * @return finite
     */
    public static double logit(double probability) {
        double p = Math.min(1 - 1e-12, Math.max(1e-12, probability));
        return ExpLog.log(p / (1 - p));
    }

    void writeTo(Sections.Builder out) {
        out.put("calibration/slopes", slopes).put("calibration/offsets", offsets);
    }

    static Calibration readFrom(Sections in, int outputs) throws ModelFormatException {
        double[] slopes = in.finiteDoubles("calibration/slopes", outputs);
        for (double slope : slopes) {
            if (slope <= 0 || slope > MOST) {
                throw new ModelFormatException("section \"calibration/slopes\" holds the value " + slope);
            }
        }
        double[] offsets = in.finiteDoubles("calibration/offsets", outputs);
        for (double offset : offsets) {
            if (Math.abs(offset) > MOST) {
                throw new ModelFormatException("section \"calibration/offsets\" holds the value " + offset);
            }
        }
        return new Calibration(slopes, offsets);
    }
}
