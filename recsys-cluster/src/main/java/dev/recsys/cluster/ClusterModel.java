package dev.recsys.cluster;

import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.ScoreMeaning;
import dev.recsys.check.Checks;
import dev.recsys.cluster.ClusterProfile.CategoryShare;
import dev.recsys.data.IdIndex;
import dev.recsys.model.Sections;
import dev.recsys.spi.KnownUser;
import dev.recsys.spi.Ranking;
import dev.recsys.spi.UserProfiles;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Customer segments, each with the rate at which its users take each product. It offers what the user's segment takes and
 * the user does not own; the score is that rate, in 0..1.
 *
 * <p>A user is in the segment whose centroid is nearest by the features that are known, whether remembered or given in
 * the request, so a new customer needs to tell only some of them. One of whom no feature is known is in no segment and
 * gets the rates of all users, with {@link FallbackLevel#POPULARITY}.
 *
 * <p>Segments are numbered from 0, the largest. Immutable and thread-safe. A request costs O(segments × coordinates +
 * items), where a number is one coordinate and a category one a value.
 */
public final class ClusterModel implements Recommender {
    /** The algorithm's short name. */
    public static final String ALGORITHM = "cluster";

    private static final int TOP_CATEGORIES = 3;

    private final ModelInfo info;
    private final UserProfiles profiles;
    private final FeatureEncoder encoder;
    private final Segments segments;
    private final SegmentTables tables;

    ClusterModel(
            ModelInfo info, UserProfiles profiles, FeatureEncoder encoder, Segments segments, SegmentTables tables) {
        this.info = info;
        this.profiles = profiles;
        this.encoder = encoder;
        this.segments = segments;
        this.tables = tables;
    }

    @Override
    public Recommendations recommend(RecommendationRequest request) {
        KnownUser user = profiles.resolve(request);
        int cluster = clusterOf(user);
        double[] rates = cluster < 0 ? tables.overall() : tables.additions()[cluster];
        FallbackLevel level = cluster < 0 ? FallbackLevel.POPULARITY : user.levelByFeatures();
        return Ranking.answer(
                request, info, profiles.items(), user.held(), rates, level, item -> reason(cluster, rates[item]));
    }

    private static String reason(int cluster, double rate) {
        String share = rate < 5e-5 ? "less than 0.01" : Double.toString(Math.round(rate * 10_000) / 100.0);
        return cluster < 0
                ? "taken by " + share + " % of the customers who did not have it"
                : "taken by " + share + " % of customers like you (segment " + cluster + ")";
    }

    @Override
    public ScoreMeaning scoreMeaning() {
        return ScoreMeaning.PROBABILITY;
    }

    @Override
    public IdIndex items() {
        return profiles.items();
    }

    @Override
    public ModelInfo info() {
        return info;
    }

    /**
     * How many segments there are: as many as asked for, or fewer where the users' features have fewer distinct values.
     *
     * @return at least 1
     */
    public int clusterCount() {
        return segments.count();
    }

    /**
     * The features that decide the segment.
     *
     * @return names, possibly none; those that tell no users apart are left out
     */
    public List<String> features() {
        return encoder.names();
    }

    /**
     * The segment of a request's user, by the features given in it and those remembered.
     *
     * @param request the request
     * @return a segment, or empty if no feature is known
     */
    public OptionalInt clusterOf(RecommendationRequest request) {
        int cluster = clusterOf(profiles.resolve(request));
        return cluster < 0 ? OptionalInt.empty() : OptionalInt.of(cluster);
    }

    private int clusterOf(KnownUser user) {
        float[] point = new float[encoder.dimension()];
        return encoder.encode(user.features(), point) ? segments.nearest(point) : -1;
    }

    /**
     * How many of a segment's users hold an item at the end of the training data.
     *
     * @param cluster a segment
     * @param itemId an item of the catalogue
     * @return the share, in 0..1
     * @throws IllegalArgumentException if there is no such segment or item
     */
    public double meanHoldings(int cluster, String itemId) {
        return tables.holdings()[checked(cluster)][item(itemId)];
    }

    /**
     * How many of a segment's users who do not own an item take it in a month, smoothed towards the rate of all users.
     *
     * @param cluster a segment
     * @param itemId an item of the catalogue
     * @return the rate, in 0..1; for a panel of one snapshot, in which nothing is taken, the smoothed share of holders
     * @throws IllegalArgumentException if there is no such segment or item
     */
    public double additionRate(int cluster, String itemId) {
        return tables.additions()[checked(cluster)][item(itemId)];
    }

    /**
     * Who is in a segment.
     *
     * @param cluster a segment
     * @return its size and features
     * @throws IllegalArgumentException if there is no such segment
     */
    public ClusterProfile profile(int cluster) {
        checked(cluster);
        Map<String, Double> means = new LinkedHashMap<>();
        Map<String, List<CategoryShare>> categories = new LinkedHashMap<>();
        for (int column = 0; column < encoder.names().size(); column++) {
            int at = cluster * encoder.dimension() + encoder.start(column);
            CategoryColumn category = encoder.category(column);
            if (category == null) {
                means.put(encoder.names().get(column), tables.summary()[at]);
            } else {
                IdIndex values = profiles.features().dictionary(column);
                categories.put(
                        encoder.names().get(column),
                        IntStream.range(0, category.size())
                                .mapToObj(i ->
                                        new CategoryShare(values.id(category.codes()[i]), tables.summary()[at + i]))
                                .filter(value -> value.share() > 0)
                                .sorted(Comparator.comparingDouble(CategoryShare::share)
                                        .reversed())
                                .limit(TOP_CATEGORIES)
                                .toList());
            }
        }
        return new ClusterProfile(cluster, tables.sizes()[cluster], means, categories);
    }

    /**
     * Who is in each segment.
     *
     * @return one profile a segment, in their order
     */
    public List<ClusterProfile> profiles() {
        return IntStream.range(0, clusterCount()).mapToObj(this::profile).toList();
    }

    private int checked(int cluster) {
        return Checks.index(cluster, clusterCount(), "cluster");
    }

    private int item(String itemId) {
        int item = items().indexOf(itemId);
        Checks.that(item >= 0, "there is no item \"%s\" in the catalogue", itemId);
        return item;
    }

    Sections sections() {
        return sections(profiles, encoder, segments, tables);
    }

    static Sections sections(UserProfiles profiles, FeatureEncoder encoder, Segments segments, SegmentTables tables) {
        Sections.Builder sections = Sections.builder();
        profiles.writeTo(sections);
        encoder.writeTo(sections);
        sections.put("segments/centroids", segments.centroids());
        tables.writeTo(sections);
        return sections.build();
    }
}
