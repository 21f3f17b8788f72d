package dev.recsys.mlc.scorecard;

import dev.recsys.internal.check.Checks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The points of one customer, and where they come from: {@code base} and the points of all parts add up to {@code exactPoints}.
 *
 * <p>Parts are measured against the mean of the rows of training: an attribute costs points where it gives fewer than it gave those on
 * average. That is one of the two methods which the official interpretation of Regulation B names for the reasons of a credit
 * denial (12 CFR 1002, supplement I, comment 9(b)(2)-5); whether it fits is for the bank to judge.
 *
 * @param target the column foretold
 * @param points rounded and limited, more are safer
 * @param exactPoints neither limited nor, of boosted trees, rounded
 * @param probability of the target's positive value, in 0..1
 * @param base the points of the mean row of training
 * @param parts what each attribute adds, the costliest first; without those that add nothing
 * @param ignored attributes given that the model does not look at, sorted
 */
public record PointsScore(
        String target,
        int points,
        double exactPoints,
        double probability,
        double base,
        List<Part> parts,
        List<String> ignored) {
    /**
     * What one attribute adds to the points.
     *
     * @param column the attribute
     * @param points below 0 where it costs points
     * @param code the bank's own code for it, or the column's name
     * @param text the bank's own sentence for it, or the column's name
     */
    public record Part(String column, double points, String code, String text) {
        /**
         * Checks the values.
         *
         * @param column not blank
         * @param points finite
         * @param code not blank
         * @param text not blank
         * @throws IllegalArgumentException if a text is blank or the points are not finite
         */
        public Part {
            Checks.notBlank(column, "column");
            Checks.that(Double.isFinite(points), "points must be finite, but was %s", points);
            Checks.notBlank(code, "code");
            Checks.notBlank(text, "text");
        }
    }

    /**
     * Checks and copies the values.
     *
     * @param target not blank
     * @param points any
     * @param exactPoints finite
     * @param probability in 0..1
     * @param base finite
     * @param parts copied
     * @param ignored copied
     * @throws IllegalArgumentException if a number is out of range, the target blank, or a list is or holds null
     */
    public PointsScore {
        Checks.notBlank(target, "target");
        Checks.that(Double.isFinite(exactPoints), "exactPoints must be finite, but was %s", exactPoints);
        Checks.inRange(probability, 0, 1, "probability");
        Checks.that(Double.isFinite(base), "base must be finite, but was %s", base);
        parts = Checks.copyOf(parts, "parts");
        ignored = Checks.copyOf(ignored, "ignored");
    }

    /**
     * The attributes that cost the customer most points, as for an adverse action notice.
     *
     * @param most how many at most, at least 0; four are usual
     * @return the costliest first, each below 0
     * @throws IllegalArgumentException if {@code most} is negative
     */
    public List<Part> reasons(int most) {
        Checks.atLeast(most, 0, "most");
        return parts.stream().filter(part -> part.points() < 0).limit(most).toList();
    }

    /** Collects the parts of a score. */
    static final class Parts {
        private final Map<String, ReasonCode> codes;
        private final List<Part> parts = new ArrayList<>();

        Parts(Map<String, ReasonCode> codes) {
            this.codes = codes;
        }

        void add(String column, double points) {
            if (points != 0) {
                ReasonCode own = codes.get(column);
                parts.add(
                        new Part(column, points, own == null ? column : own.code(), own == null ? column : own.text()));
            }
        }

        List<Part> costliestFirst() {
            parts.sort(Comparator.comparingDouble(Part::points).thenComparing(Part::column));
            return parts;
        }
    }
}
