package dev.recsys.mlc.internal.score;

import dev.recsys.Explanation;
import dev.recsys.Explanation.Audience;
import dev.recsys.Explanation.Contribution;
import dev.recsys.Reason;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Vocabulary;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.mlc.internal.columns.FeatureBinner;
import dev.recsys.mlc.internal.columns.Indexes;
import dev.recsys.mlc.internal.columns.KnownFacts;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The probabilities of all products for one customer: by one pass over the trees for the products that were learned,
 * constants for the others. Immutable and thread-safe.
 */
public final class ProductScorer {
    private static final String LESS = "less/"; // sections of the trees for customers of whom less is known

    private final FeatureBinner binner;
    private final double[] constants; // one an item
    private final int[] products; // items learned, one an output, ascending
    private final Protection protection;
    private final List<KnownScorer> scorers; // the first is for customers of whom all is known

    ProductScorer(
            FeatureBinner binner,
            double[] constants,
            int[] products,
            Protection protection,
            List<KnownScorer> scorers) {
        this.binner = binner;
        this.constants = constants;
        this.products = products;
        this.protection = protection;
        this.scorers = List.copyOf(scorers);
    }

    /** A scorer by other trees, a list of groups for each set of facts, that gives no reasons. */
    ProductScorer withGroups(List<List<ProductGroup>> others) {
        List<KnownScorer> changed = IntStream.range(0, scorers.size())
                .mapToObj(place -> scorers.get(place).withGroups(others.get(place)))
                .toList();
        return new ProductScorer(binner, constants, products, protection, changed);
    }

    /**
     * How many trees there are.
     *
     * @return at least 0
     */
    public int treeCount() {
        return scorers.stream().mapToInt(KnownScorer::treeCount).sum();
    }

    /**
     * How many earlier periods of holdings are looked at.
     *
     * @return in 0..24
     */
    public int historyPeriods() {
        return binner.historyPeriods();
    }

    /**
     * The features whose values in the period before are looked at.
     *
     * @return names
     */
    public List<String> changingFeatures() {
        return binner.changingFeatures();
    }

    /**
     * A customer as small ints, one a column.
     *
     * @param user what is known of the customer
     * @return one a column
     */
    public int[] encode(KnownCustomer user) {
        int[] bins = new int[binner.columnCount()];
        binner.encode(user.features(), user.featuresBefore(), user.held(), user.history(), bins);
        return bins;
    }

    /**
     * Which facts are known of a customer.
     *
     * @param user what is known of the customer
     * @param bins the customer, encoded. Not modified.
     * @return the facts
     */
    public KnownFacts facts(KnownCustomer user, int[] bins) {
        return new KnownFacts(user.holdingsKnown(), binner.knowsFeatures(bins), user.historyKnown());
    }

    /** The trees that use most of what is known; null if none were grown for so little. */
    private @Nullable KnownScorer scorer(KnownFacts known) {
        if (scorers.size() == 1) {
            return scorers.get(0);
        }
        for (KnownScorer scorer : scorers) {
            if (scorer.facts().areIn(known)) {
                return scorer;
            }
        }
        return null;
    }

    /**
     * One probability an item, in 0..1.
     *
     * @param bins the customer, encoded. Not modified.
     * @param held the customer's items, none where they are unknown. Not modified.
     * @param known which facts are known of the customer
     * @return the probabilities
     */
    public double[] probabilities(int[] bins, int[] held, KnownFacts known) {
        double[] probabilities = constants.clone();
        KnownScorer scorer = scorer(known);
        if (products.length == 0 || scorer == null) {
            return probabilities;
        }
        boolean[] heldItems = new boolean[constants.length];
        for (int item : held) {
            heldItems[item] = true;
        }
        boolean[] owned = new boolean[products.length];
        for (int k = 0; k < owned.length; k++) {
            owned[k] = heldItems[products[k]];
        }
        double[] scores = new double[products.length];
        scorer.probabilities(bins, owned, scores);
        for (int k = 0; k < products.length; k++) {
            probabilities[products[k]] = scores[k];
        }
        return probabilities;
    }

    /**
     * Why an item is offered, for the customer.
     *
     * @param bins the customer, encoded. Not modified.
     * @param item the item
     * @param catalogue the items
     * @param known which facts are known of the customer
     * @return the one fact that alone speaks most for it, or null for none that may be named and of a scorer without reasons
     */
    public @Nullable Reason reason(int[] bins, int item, Catalogue catalogue, KnownFacts known) {
        KnownScorer scorer = scorer(known);
        CustomerReasons reasons = scorer == null ? null : scorer.reasons();
        return reasons == null ? null : reasons.reason(bins, Arrays.binarySearch(products, item), item, catalogue);
    }

    /**
     * Whether the model has learned who takes an item; else its rate stands for all customers.
     *
     * @param item the item
     * @return false for an item with too few additions
     */
    public boolean isLearned(int item) {
        return Arrays.binarySearch(products, item) >= 0;
    }

    /**
     * What each column puts into an item's raw score: exact Shapley values.
     *
     * @param bins the customer, encoded. Not modified.
     * @param item the item
     * @param probability the score of an answer
     * @param catalogue the items
     * @param known which facts are known of the customer
     * @return what each column adds, beside the expected raw score
     */
    public Explanation explain(int[] bins, int item, double probability, Catalogue catalogue, KnownFacts known) {
        double[] values = new double[binner.columnCount()];
        double base = Calibration.logit(constants[item]);
        KnownScorer scorer = scorer(known);
        for (ProductGroup group : scorer == null ? List.<ProductGroup>of() : scorer.groups()) {
            int place = Arrays.binarySearch(group.outputs(), Arrays.binarySearch(products, item));
            if (place >= 0) {
                base = group.explain(bins, place, values);
            }
        }
        List<Contribution> contributions = new ArrayList<>();
        for (int column = 0; column < values.length; column++) {
            if (values[column] != 0) {
                boolean isTold = binner.isTold(column, bins[column]) && !protection.hasFeature(binner.feature(column));
                contributions.add(new Contribution(
                        binner.about(column, catalogue),
                        values[column],
                        isTold ? Audience.CUSTOMER : Audience.AUDITOR));
            }
        }
        contributions.sort(Comparator.comparingDouble(c -> -Math.abs(c.value())));
        return new Explanation(
                catalogue.id(item), probability, Explanation.Unit.LOG_ODDS, base, contributions, Map.of());
    }

    /**
     * The share of each column in what all questions of the trees that know all facts gained, greatest first; columns never
     * asked left out.
     *
     * @param catalogue the items
     * @return shares by what the columns are about
     */
    public Map<Reason, Double> importance(Catalogue catalogue) {
        double[] gains = new double[binner.columnCount()];
        for (ProductGroup group : scorers.get(0).groups()) {
            group.forests().forEach(forest -> forest.addGains(gains));
        }
        double all = Arrays.stream(gains).sum();
        Map<Reason, Double> sorted = new LinkedHashMap<>();
        IntStream.range(0, gains.length)
                .filter(column -> gains[column] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(column -> -gains[column])
                        .thenComparingInt(column -> column))
                .forEach(column -> sorted.put(binner.about(column, catalogue), gains[column] / all));
        return sorted;
    }

    /**
     * Writes the scorer.
     *
     * @param out gets the sections
     */
    public void writeTo(Sections.Builder out) {
        binner.writeTo(out);
        out.put("constants", constants).put("products", products);
        scorers.get(0).writeTo(out);
        out.put(LESS + "count", new int[] {scorers.size() - 1});
        for (KnownScorer scorer : scorers.subList(1, scorers.size())) {
            Sections.Builder part = Sections.builder();
            scorer.writeTo(part);
            out.putAll(LESS + scorer.facts().key() + "/", part.build());
        }
    }

    /**
     * Reads a scorer.
     *
     * @param in the sections
     * @param vocabulary items and features of the training data
     * @return the scorer
     * @throws ModelFormatException if a section is missing or not sound
     */
    public static ProductScorer readFrom(Sections in, Vocabulary vocabulary) throws ModelFormatException {
        int itemCount = vocabulary.catalogue().size();
        FeatureBinner binner = FeatureBinner.readFrom(in, vocabulary);
        double[] constants = in.shares("constants", itemCount);
        int[] products = Indexes.ascending(in, "products", itemCount);
        Protection protection = Protection.of(vocabulary);
        List<KnownFacts> served = binner.served();
        int[] less = in.ints(LESS + "count");
        if (less.length != 1 || (less[0] != 0 && less[0] != served.size() - 1)) {
            throw new ModelFormatException("section \"" + LESS + "count\" must hold 0 or " + (served.size() - 1)
                    + ", but holds " + Arrays.toString(less));
        }
        List<KnownScorer> scorers = new ArrayList<>();
        for (KnownFacts facts : served.subList(0, 1 + less[0])) {
            Sections part = scorers.isEmpty() ? in : in.under(LESS + facts.key() + "/");
            scorers.add(KnownScorer.readFrom(part, facts, products, binner, protection));
        }
        return new ProductScorer(binner, constants, products, protection, scorers);
    }
}
