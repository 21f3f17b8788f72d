package dev.recsys.report;

import dev.recsys.internal.check.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Segments and how they were found, for the report. Immutable and thread-safe.
 *
 * @param segments who is in each, in their order; at least one
 * @param trials numbers of segments and preparations that were tried, possibly none
 * @param elbows the number of segments at the bend of the inertia, by preparation
 * @param rules a decision tree that says who is in which segment, a rule for each leaf; possibly none
 * @param fidelity the share of rows whose segment the rules say, in 0..1, or NaN without rules
 * @param places where rows lie in the plane of the first two principal components, a sample; possibly none
 * @param placeShares the shares of the variance along the two components; empty without places
 */
public record SegmentStudy(
        List<Segment> segments,
        List<Attempt> trials,
        Map<String, Integer> elbows,
        List<Path> rules,
        double fidelity,
        List<Place> places,
        List<Double> placeShares) {
    /**
     * Checks and copies.
     *
     * @param segments copied, at least one
     * @param trials copied
     * @param elbows copied
     * @param rules copied
     * @param fidelity in 0..1 or NaN
     * @param places copied
     * @param placeShares copied, two where there are places
     * @throws IllegalArgumentException if a value is or holds null, there is no segment, the fidelity is outside 0..1, or there are
     *     places without two shares
     */
    public SegmentStudy {
        segments = Checks.copyOf(segments, "segments");
        Checks.that(!segments.isEmpty(), "segments must not be empty");
        trials = Checks.copyOf(trials, "trials");
        elbows = Collections.unmodifiableMap(new LinkedHashMap<>(Checks.noNulls(elbows, "elbows")));
        rules = Checks.copyOf(rules, "rules");
        Checks.that(!(fidelity < 0 || fidelity > 1), "fidelity must be in 0..1 or NaN, but was %s", fidelity);
        places = Checks.copyOf(places, "places");
        placeShares = Checks.copyOf(placeShares, "placeShares");
        Checks.that(
                places.isEmpty() || placeShares.size() == 2,
                "placeShares must be two where there are places, but were %s",
                placeShares);
    }

    /**
     * Segments alone, without how they were found.
     *
     * @param segments copied, at least one
     * @return the segments
     * @throws IllegalArgumentException if it is or holds null or is empty
     */
    public static SegmentStudy of(List<Segment> segments) {
        return new SegmentStudy(segments, List.of(), Map.of(), List.of(), Double.NaN, List.of(), List.of());
    }

    /**
     * Who is in a segment.
     *
     * @param name its number or name, not blank
     * @param size how many rows or customers, at least 0
     * @param traits what sets it apart, the strongest first
     */
    public record Segment(String name, long size, List<Trait> traits) {
        /**
         * Checks and copies.
         *
         * @param name not blank
         * @param size at least 0
         * @param traits copied
         * @throws IllegalArgumentException if the name is blank, the size is negative, or {@code traits} is or holds null
         */
        public Segment {
            Checks.notBlank(name, "name");
            Checks.that(size >= 0, "size must be at least 0, but was %s", size);
            traits = Checks.copyOf(traits, "traits");
        }
    }

    /**
     * How a segment differs from all.
     *
     * @param about a feature or product, not blank
     * @param figure what is compared
     * @param value the value of a category whose share is compared; empty for a mean
     * @param inSegment the share in 0..1, the mean, or the mean date in days since 1970-01-01
     * @param overall the same of all
     * @param strength the difference in standard deviations, above 0 if the segment has more, or later dates
     */
    public record Trait(String about, Figure figure, String value, double inSegment, double overall, double strength) {
        private static final double MOST_DAYS = 1e7;

        /** What is compared of a segment and all. */
        public enum Figure {
            /** The share of a category's value. */
            SHARE,
            /** The mean of a number. */
            MEAN,
            /** The mean of a date, in days since 1970-01-01; shown as a date. */
            MEAN_DATE
        }

        /**
         * Checks.
         *
         * @param about not blank
         * @param figure not null
         * @param value not null, empty for a mean and for nothing else
         * @param inSegment finite
         * @param overall finite
         * @param strength finite
         * @throws IllegalArgumentException if the name is blank, the figure or the value is null, a share has no value or a mean
         *     has one, a number is not finite, or a date is more than 10 million days from 1970
         */
        public Trait {
            Checks.notBlank(about, "about");
            Checks.notNull(figure, "figure");
            Checks.notNull(value, "value");
            Checks.that(
                    value.isEmpty() != (figure == Figure.SHARE),
                    "value must be empty for a mean and for nothing else, but was \"%s\" for %s",
                    value,
                    figure);
            Checks.that(Double.isFinite(inSegment), "inSegment must be finite, but was %s", inSegment);
            Checks.that(Double.isFinite(overall), "overall must be finite, but was %s", overall);
            Checks.that(Double.isFinite(strength), "strength must be finite, but was %s", strength);
            if (figure == Figure.MEAN_DATE) {
                Checks.inRange(inSegment, -MOST_DAYS, MOST_DAYS, "inSegment");
                Checks.inRange(overall, -MOST_DAYS, MOST_DAYS, "overall");
            }
        }
    }

    /**
     * A number of segments that was tried.
     *
     * @param k how many, at least 1
     * @param preparation how the columns were prepared, not blank
     * @param silhouette the mean silhouette, in −1..1
     * @param inertia the sum of squared distances to the centroids, at least 0; comparable within a preparation
     * @param stability the mean adjusted Rand index of fits from different seeds, in −1..1
     */
    public record Attempt(int k, String preparation, double silhouette, double inertia, double stability) {
        /**
         * Checks.
         *
         * @param k at least 1
         * @param preparation not blank
         * @param silhouette in −1..1
         * @param inertia at least 0
         * @param stability in −1..1
         * @throws IllegalArgumentException if a value is out of its range
         */
        public Attempt {
            Checks.atLeast(k, 1, "k");
            Checks.notBlank(preparation, "preparation");
            Checks.inRange(silhouette, -1, 1, "silhouette");
            Checks.notNegative(inertia, "inertia");
            Checks.inRange(stability, -1, 1, "stability");
        }
    }

    /**
     * One way through the explaining tree.
     *
     * @param conditions all of which hold; none if the rule holds for every row
     * @param segment the name of the segment it leads to, not blank
     * @param share of all rows, those it holds for, in 0..1
     * @param purity of these, those that are of the segment, in 0..1
     */
    public record Path(List<String> conditions, String segment, double share, double purity) {
        /**
         * Checks and copies.
         *
         * @param conditions copied
         * @param segment not blank
         * @param share in 0..1
         * @param purity in 0..1
         * @throws IllegalArgumentException if {@code conditions} is or holds null or a value is out of its range
         */
        public Path {
            conditions = Checks.copyOf(conditions, "conditions");
            Checks.notBlank(segment, "segment");
            Checks.inRange(share, 0, 1, "share");
            Checks.inRange(purity, 0, 1, "purity");
        }
    }

    /**
     * Where a row lies.
     *
     * @param segment the name of its segment, not blank
     * @param x along the first component, finite
     * @param y along the second component, finite
     */
    public record Place(String segment, double x, double y) {
        /**
         * Checks.
         *
         * @param segment not blank
         * @param x finite
         * @param y finite
         * @throws IllegalArgumentException if the segment is blank or a coordinate is not finite
         */
        public Place {
            Checks.notBlank(segment, "segment");
            Checks.that(Double.isFinite(x), "x must be finite, but was %s", x);
            Checks.that(Double.isFinite(y), "y must be finite, but was %s", y);
        }
    }
}
