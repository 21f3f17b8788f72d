package dev.recsys.mlc.scorecard;

import dev.recsys.ModelInfo;
import dev.recsys.data.Feature;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.LoneModel;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.internal.run.ExpLog;
import dev.recsys.mlc.targets.Target;
import dev.recsys.model.ModelFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * A scorecard: each attribute's bins and their points. A customer's points are the sum of whole points, one bin an attribute; the
 * probability is that of the regression, which does not round. Knows no customers. Immutable and thread-safe.
 *
 * <p>The points of a bin are factor · (weight · evidence + intercept ÷ attributes) + offset ÷ attributes, rounded, halves up.
 * A missing value has a bin of its own; a category that training never saw goes with the rare ones, or counts as missing where there
 * were none.
 *
 * <p>Scoring a customer costs O(attributes).
 */
public final class Scorecard implements PointsModel {
    /** The algorithm's short name, as in {@link ModelInfo#algorithm()}. */
    public static final String ALGORITHM = "scorecard";

    private static final LoneModel<Scorecard> FILE = new LoneModel<>(
            ALGORITHM, "scorecard", (info, sections) -> new Scorecard(info, CardParts.readFrom(sections)));

    private final ModelInfo info;
    private final CardParts parts;
    private final FeatureSchema schema;
    private final Map<String, ReasonCode> codes;

    Scorecard(ModelInfo info, CardParts parts) {
        this(
                info,
                parts,
                FeatureSchema.of(parts.columns().stream()
                        .map(column -> column.isNumeric()
                                ? Feature.numeric(column.name())
                                : Feature.categorical(column.name()))
                        .toList()),
                Map.of());
    }

    private Scorecard(ModelInfo info, CardParts parts, FeatureSchema schema, Map<String, ReasonCode> codes) {
        this.info = info;
        this.parts = parts;
        this.schema = schema;
        this.codes = codes;
    }

    /**
     * Where the card came from. Its notes say which attributes were left out, and why.
     *
     * @return its provenance
     */
    public ModelInfo info() {
        return info;
    }

    @Override
    public Target target() {
        return parts.target();
    }

    @Override
    public PointsScale scale() {
        return parts.scale();
    }

    @Override
    public FeatureSchema columns() {
        return schema;
    }

    /**
     * The log-odds of good where all evidence is 0.
     *
     * @return finite
     */
    public double intercept() {
        return parts.intercept();
    }

    /**
     * The card.
     *
     * @return at least one attribute, the highest information value first
     */
    public List<CardAttribute> attributes() {
        return IntStream.range(0, parts.columns().size())
                .mapToObj(parts::attribute)
                .toList();
    }

    /**
     * What an auditor should look at: attributes whose information value is above {@link CardAttribute#SUSPICIOUS}, as that of something
     * known only afterwards.
     *
     * @return a sentence each
     */
    public List<String> warnings() {
        return attributes().stream()
                .filter(attribute -> attribute.informationValue() > CardAttribute.SUSPICIOUS)
                .map(CardText::warning)
                .toList();
    }

    @Override
    public Scorecard withReasonCodes(List<ReasonCode> codes) {
        return new Scorecard(info, parts, schema, ReasonCode.byColumn(codes, schema.names()));
    }

    @Override
    public PointsScore score(Map<String, ?> attributes) {
        Checks.notNull(attributes, "attributes");
        int[] bins = new int[schema.size()];
        List<String> ignored = new ArrayList<>();
        attributes.forEach((name, value) -> {
            int place = schema.indexOf(Checks.notNull(name, "each name of attributes"));
            if (place < 0) {
                ignored.add(name);
            } else if (value != null) {
                bins[place] = bin(parts.columns().get(place), value);
            }
        });
        ignored.sort(null);
        return score(bins, ignored);
    }

    private static int bin(CardColumn column, Object value) {
        if (column.isNumeric()) {
            boolean finite = value instanceof Number number && Float.isFinite(number.floatValue());
            Checks.that(finite, "attributes must have a finite number for column \"%s\"", column.name());
            return column.bin(((Number) value).floatValue());
        }
        Checks.that(value instanceof String, "attributes must have a string for column \"%s\"", column.name());
        return column.bin((String) value);
    }

    @Override
    public PointsScore score(FeatureTable table, int row) {
        List<IntUnaryOperator> bins = matched(table);
        Checks.index(row, table.rowCount(), "row");
        return score(bins.stream().mapToInt(of -> of.applyAsInt(row)).toArray(), List.of());
    }

    private List<IntUnaryOperator> matched(FeatureTable table) {
        Checks.notNull(table, "table");
        List<IntUnaryOperator> bins = new ArrayList<>();
        for (CardColumn column : parts.columns()) {
            int place = table.schema().indexOf(column.name());
            Checks.that(
                    place >= 0,
                    "table must have a column \"%s\", but has %s",
                    column.name(),
                    table.schema().names());
            Checks.that(
                    table.schema().isNumeric(place) == column.isNumeric(),
                    "column \"%s\" of table must be %s",
                    column.name(),
                    column.isNumeric() ? "numeric" : "categorical");
            bins.add(column.ofRows(table, place));
        }
        return bins;
    }

    private PointsScore score(int[] bins, List<String> ignored) {
        PointsScore.Parts found = new PointsScore.Parts(codes);
        double base = 0;
        for (int j = 0; j < bins.length; j++) {
            base += parts.mean(j);
            found.add(parts.columns().get(j).name(), parts.points(j, bins[j]) - parts.mean(j));
        }
        double sum = sum(bins);
        return new PointsScore(
                target().column(), scale().points(sum), sum, probability(bins), base, found.costliestFirst(), ignored);
    }

    private double sum(int[] bins) {
        long sum = 0;
        for (int j = 0; j < bins.length; j++) {
            sum += parts.points(j, bins[j]);
        }
        return (double) sum;
    }

    private double probability(int[] bins) {
        return ExpLog.sigmoid(scale().sign() * parts.logOdds(bins));
    }

    @Override
    public PointsTable scoreAll(FeatureTable table, int threads) {
        List<IntUnaryOperator> of = matched(table);
        Checks.inRange(threads, 1, 4096, "threads");
        int[] points = new int[table.rowCount()];
        double[] probabilities = new double[points.length];
        int[] bins = new int[of.size()];
        for (int row = 0; row < points.length; row++) {
            int at = row;
            Arrays.setAll(bins, j -> of.get(j).applyAsInt(at));
            points[row] = scale().points(sum(bins));
            probabilities[row] = probability(bins);
        }
        return new PointsTable(points, probabilities);
    }

    /**
     * The card for people.
     *
     * @return lines of text
     */
    public String toText() {
        return CardText.plain(card());
    }

    /**
     * The card as a table for documents.
     *
     * @return Markdown
     */
    public String toMarkdown() {
        return CardText.markdown(card());
    }

    /**
     * The card as data.
     *
     * @return what the card is made of
     */
    public CardTable card() {
        return new CardTable(target().column(), target().positive(), scale(), intercept(), attributes());
    }

    /**
     * The card for programs: {@link #card} by the names of its components.
     *
     * @return a JSON object
     */
    public String toJson() {
        return ConfigJson.writePretty(card());
    }

    /**
     * Writes the card to a file, in place of any of that name: wholly or not at all.
     *
     * @param path the file; its folder must exist
     * @throws IOException if it can't be written
     * @throws IllegalArgumentException if the path is null
     */
    public void save(Path path) throws IOException {
        FILE.save(path, info, parts.sections());
    }

    /**
     * Reads a card that {@link #save} wrote, verified whole.
     *
     * @param path the file
     * @return a card that answers like the one saved
     * @throws ModelFormatException if the file is none of this library's, damaged, or holds another algorithm's model
     * @throws IOException if it can't be read
     * @throws IllegalArgumentException if the path is null
     */
    public static Scorecard load(Path path) throws IOException {
        return FILE.load(path);
    }

    @Override
    public String toString() {
        return "Scorecard[" + target().column() + ", " + schema.names() + "]";
    }
}
