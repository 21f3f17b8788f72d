package dev.recsys.cluster;

import dev.recsys.Explanation;
import dev.recsys.FallbackLevel;
import dev.recsys.ModelInfo;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.ScoreMeaning;
import dev.recsys.data.Vocabulary;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.resolve.Resolver;
import dev.recsys.internal.run.Decimals;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.memory.MemoryNeeds;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import dev.recsys.pipeline.Scoring;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Customer segments, each with the rate at which its customers take each product. It offers what the customer's segment
 * takes and the customer does not own; the score is that rate, in 0..1.
 *
 * <p>A customer is in the segment whose centroid is nearest by the features that are known, whether remembered or given in
 * the request, so a new customer needs to give only some of them. One of whom no feature is known is in no segment and
 * gets the rates of all customers, with {@link FallbackLevel#POPULARITY}.
 *
 * <p><b>Protection:</b> no protected feature reaches the score of a credit item. Where protected features decide the
 * segment, credit items are scored by a second segmentation that was fitted without them, {@link #creditProfiles}; a
 * customer of whom only protected features are known gets the rates of all customers for credit items.
 *
 * <p>Segments are numbered from 0, the largest. Immutable and thread-safe. A request costs O(segments × coordinates +
 * items), where a number is one coordinate and a category one a value.
 */
public final class ClusterModel extends ScoringModel {
    /** The algorithm's short name. */
    public static final String ALGORITHM = "cluster";

    private static final String MAIN = "segments/";
    private static final String CREDIT = "creditSegments/";

    private final double[] overall;
    private final SegmentPair mainPair;
    private final SegmentPair creditPair; // the same as that of main unless protection needs another
    private final Segmentation main;
    private final Segmentation credit;

    ClusterModel(ModelInfo info, Vocabulary vocabulary, double[] overall, SegmentPair main, SegmentPair credit) {
        super(info, vocabulary);
        this.overall = overall;
        this.mainPair = main;
        this.creditPair = credit;
        this.main = main.whole();
        this.credit = credit.whole();
    }

    /** The encoder of the credit items' segmentation: the main one itself if it has nothing protected to leave out. */
    static FeatureEncoder creditEncoder(Vocabulary vocabulary, HoldingColumns holdings, FeatureEncoder main) {
        Set<String> guarded = new TreeSet<>(main.names());
        guarded.retainAll(vocabulary.schema().protectedNames());
        return vocabulary.protects() && !guarded.isEmpty() ? main.without(guarded, holdings.schema()) : main;
    }

    @Override
    public Scoring score(KnownCustomer customer) {
        Checks.notNull(customer, "customer");
        Segmentation segments = mainPair.of(customer);
        int cluster = segments.clusterOf(customer);
        if (cluster < 0) {
            return PopularityModel.scoring(overall);
        }
        Segmentation ofCredit = creditPair.of(customer);
        int creditCluster = credit == main ? cluster : ofCredit.clusterOf(customer);
        double[] creditRates = creditCluster < 0 ? overall : ofCredit.tables().additions()[creditCluster];
        return scoring(customer, cluster, creditCluster, segments.tables().additions()[cluster], creditRates);
    }

    /** Scores by rates of additions; those of credit items by their own. Arrays are not modified. */
    Scoring scoring(KnownCustomer customer, int cluster, int creditCluster, double[] rates, double[] creditRates) {
        double[] scores = rates;
        if (credit != main) {
            scores = rates.clone();
            for (int item = 0; item < scores.length; item++) {
                scores[item] = catalogue().isCredit(item) ? creditRates[item] : scores[item];
            }
        }
        return new SegmentScoring(level(customer), cluster, creditCluster, scores);
    }

    private FallbackLevel level(KnownCustomer customer) {
        return main.looksAtHoldings() ? customer.levelByAll() : customer.levelByFeatures();
    }

    SegmentPair main() {
        return mainPair;
    }

    /** The segmentation of credit items: that of all items unless protection needs another. */
    SegmentPair credit() {
        return creditPair;
    }

    /** The rates of all customers. Not to be modified. */
    double[] overall() {
        return overall;
    }

    /** The scores of a customer who is in a segment, though possibly in none of those that score credit items. */
    private final class SegmentScoring extends Scoring {
        private final FallbackLevel level;
        private final int cluster;
        private final int creditCluster;
        private final double[] rates;

        SegmentScoring(FallbackLevel level, int cluster, int creditCluster, double[] rates) {
            this.level = level;
            this.cluster = cluster;
            this.creditCluster = creditCluster;
            this.rates = rates;
        }

        @Override
        public FallbackLevel levelOfCredit() {
            return creditCluster < 0 ? FallbackLevel.POPULARITY : level;
        }

        @Override
        public FallbackLevel level() {
            return level;
        }

        @Override
        public double[] scores() {
            return rates;
        }

        @Override
        public Reason reason(int item) {
            Checks.index(item, rates.length, "item");
            int deciding = catalogue().isCredit(item) ? creditCluster : cluster;
            return deciding < 0 || rates[item] == 0
                    ? PopularityModel.reasonOf(rates[item])
                    : segmentReason(deciding, rates[item]);
        }
    }

    private static Reason segmentReason(int cluster, double rate) {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("segment", Integer.toString(cluster));
        arguments.put("share", Decimals.shortest(rate));
        return new Reason(Reason.SEGMENT, arguments);
    }

    @Override
    public Explanation explain(KnownCustomer customer, int item) {
        Checks.notNull(customer, "customer");
        Checks.index(item, catalogue().size(), "item");
        Segmentation segmentation = (catalogue().isCredit(item) ? creditPair : mainPair).of(customer);
        int cluster = segmentation.clusterOf(customer);
        String id = catalogue().id(item);
        if (cluster < 0) {
            return PopularityModel.explanation(id, overall[item]);
        }
        double rate = segmentation.tables().additions()[cluster][item];
        Explanation.Contribution contribution = new Explanation.Contribution(
                segmentReason(cluster, rate), rate - overall[item], Explanation.Audience.CUSTOMER);
        return new Explanation(id, rate, Explanation.Unit.SCORE, overall[item], List.of(contribution), Map.of());
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public MemoryNeeds needs() {
        return new MemoryNeeds(Set.copyOf(main.features()), 0, Set.of(), 0);
    }

    @Override
    public ScoreMeaning scoreMeaning() {
        return ScoreMeaning.PROBABILITY;
    }

    /**
     * How many segments there are: as many as asked for, or fewer where the customers' features have fewer distinct values.
     *
     * @return at least 1
     */
    public int clusterCount() {
        return main.count();
    }

    /**
     * The features that decide the segment.
     *
     * @return names, possibly none; those with the same value for nearly all customers are left out
     */
    public List<String> features() {
        return main.features();
    }

    /**
     * The segment of a request's customer, by the features and holdings given in it.
     *
     * @param request the request
     * @return a segment, or empty if nothing that counts is known
     * @throws IllegalArgumentException if {@code request} is null
     */
    public OptionalInt clusterOf(RecommendationRequest request) {
        Checks.notNull(request, "request");
        return clusterOf(new Resolver(vocabulary(), null).resolve(request).customer());
    }

    /**
     * The segment of a customer, by the features remembered or given.
     *
     * @param customer what is known, in the indexes of {@link #vocabulary}
     * @return a segment, or empty if no feature is known
     * @throws IllegalArgumentException if {@code customer} is null
     */
    public OptionalInt clusterOf(KnownCustomer customer) {
        Checks.notNull(customer, "customer");
        int cluster = mainPair.of(customer).clusterOf(customer);
        return cluster < 0 ? OptionalInt.empty() : OptionalInt.of(cluster);
    }

    /**
     * How many of a segment's customers hold an item at the end of the training data.
     *
     * @param cluster a segment
     * @param itemId an item of the catalogue
     * @return the share, in 0..1
     * @throws IllegalArgumentException if there is no such segment or item
     */
    public double meanHoldings(int cluster, String itemId) {
        return main.tables().holdings()[checked(cluster)][item(itemId)];
    }

    /**
     * How many of a segment's customers who do not own an item take it in a period, smoothed towards the rate of all
     * customers.
     *
     * @param cluster a segment
     * @param itemId an item of the catalogue
     * @return the rate, in 0..1; for a panel without two adjacent periods, in which nothing is taken, the smoothed share of
     *     holders. Not the score of a credit item where {@link #creditProfiles} differ from {@link #profiles}
     * @throws IllegalArgumentException if there is no such segment or item
     */
    public double additionRate(int cluster, String itemId) {
        return main.tables().additions()[checked(cluster)][item(itemId)];
    }

    /**
     * How much more often a segment's customers take an item than all customers do.
     *
     * @param cluster a segment
     * @param itemId an item of the catalogue
     * @return the segment's {@link #additionRate} ÷ that of all customers; 1 where nobody takes the item
     * @throws IllegalArgumentException if there is no such segment or item
     */
    public double additionLift(int cluster, String itemId) {
        double rate = additionRate(cluster, itemId);
        double ofAll = overall[item(itemId)];
        return ofAll > 0 ? rate / ofAll : 1;
    }

    /**
     * Who is in a segment.
     *
     * @param cluster a segment
     * @return its size and features
     * @throws IllegalArgumentException if there is no such segment
     */
    public ClusterProfile profile(int cluster) {
        return main.profile(checked(cluster), vocabulary());
    }

    /**
     * Who is in each segment.
     *
     * @return one profile a segment, in their order
     */
    public List<ClusterProfile> profiles() {
        return main.profiles(vocabulary());
    }

    /**
     * Who is in each of the segments that score credit items; reasons of credit items have their numbers.
     *
     * @return one profile a segment, without protected features; the same as {@link #profiles} where no protected feature
     *     decides the segment or there are no credit items
     */
    public List<ClusterProfile> creditProfiles() {
        return credit.profiles(vocabulary());
    }

    private int checked(int cluster) {
        return Checks.index(cluster, clusterCount(), "cluster");
    }

    private int item(String itemId) {
        int item = catalogue().indexOf(itemId);
        Checks.that(item >= 0, "itemId must be one of the catalogue, but there is no item \"%s\"", itemId);
        return item;
    }

    Sections sections() {
        return sections(vocabulary(), overall, mainPair, creditPair);
    }

    static Sections sections(Vocabulary vocabulary, double[] overall, SegmentPair main, SegmentPair credit) {
        Sections.Builder sections =
                Sections.builder().put("vocabulary", vocabulary).put("overall", overall);
        main.whole().encoder().writeTo(sections);
        main.writeTo(sections, MAIN);
        if (credit != main) {
            credit.writeTo(sections, CREDIT);
        }
        return sections.build();
    }

    static ClusterModel readFrom(ModelInfo info, Sections in) throws ModelFormatException {
        Vocabulary vocabulary = in.vocabulary("vocabulary");
        int itemCount = vocabulary.catalogue().size();
        double[] overall = in.shares("overall", itemCount);
        FeatureEncoder encoder = FeatureEncoder.readFrom(in, vocabulary);
        HoldingColumns holdings = HoldingColumns.of(vocabulary);
        FeatureEncoder open = creditEncoder(vocabulary, holdings, encoder);
        SegmentPair main = SegmentPair.readFrom(in, MAIN, holdings, encoder, itemCount);
        if (open != encoder) {
            return new ClusterModel(
                    info, vocabulary, overall, main, SegmentPair.readFrom(in, CREDIT, holdings, open, itemCount));
        }
        if (!in.only(CREDIT).isEmpty()) {
            throw new ModelFormatException("the model has segments for credit items, but nothing to protect");
        }
        return new ClusterModel(info, vocabulary, overall, main, main);
    }
}
