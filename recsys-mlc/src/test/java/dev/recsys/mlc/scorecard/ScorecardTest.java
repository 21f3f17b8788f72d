package dev.recsys.mlc.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.mlc.targets.Target;
import dev.recsys.model.ModelFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorecardTest {
    private static final FeatureTable TABLE = CreditFixture.table(4000, 5);
    private static final Scorecard CARD =
            new ScorecardTrainer(CreditFixture.config()).train(TABLE, CreditFixture.DEFAULTED);

    private static CardAttribute attribute(Scorecard card, String column) {
        return card.attributes().stream()
                .filter(each -> each.column().equals(column))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void train_aSmallTable_isTheHandComputation() {
        // Twelve of "a" of which 2 are bad, eight of "b" of which 6 are bad; nothing is smoothed but for a thousandth
        // of a row.
        int[] codes = new int[20];
        int[] bad = new int[20];
        for (int row = 0; row < 20; row++) {
            codes[row] = row < 12 ? 0 : 1;
            bad[row] = row < 2 || row >= 14 ? 1 : 0;
        }
        FeatureTable table = FeatureTable.builder(20)
                .categorical("kind", IdIndex.of(List.of("a", "b")), codes)
                .categorical("bad", IdIndex.of(List.of("no", "yes")), bad)
                .build();
        ScorecardConfig config = ScorecardConfig.defaults();
        config = config.withBinning(config.binning().withSmoothing(1e-3).withLeastChiSquare(0))
                .withRidge(1e-6);
        Scorecard card = new ScorecardTrainer(config).train(table, Target.binary("bad"));
        CardAttribute kind = card.attributes().get(0);
        // Goods: 10 and 2 of 12; bads: 2 and 6 of 8.
        double woeA = Math.log((10 / 12.0) / (2 / 8.0));
        double woeB = Math.log((2 / 12.0) / (6 / 8.0));
        assertThat(kind.bins()).extracting(CardAttribute.Bin::label).containsExactly("missing", "a", "b");
        assertThat(kind.bins().get(0).evidence()).isZero();
        assertThat(kind.bins().get(1).evidence()).isCloseTo(woeA, within(1e-3));
        assertThat(kind.bins().get(2).evidence()).isCloseTo(woeB, within(1e-3));
        double information = (10 / 12.0 - 2 / 8.0) * woeA + (2 / 12.0 - 6 / 8.0) * woeB;
        assertThat(kind.informationValue()).isCloseTo(information, within(1e-3));
        assertThat(card.warnings()).singleElement().asString().contains("kind").contains("above 0.5");
        // One attribute: weight 1, intercept ln(12 / 8), so the odds of a bin are those counted.
        assertThat(kind.weight()).isCloseTo(1, within(1e-3));
        assertThat(card.intercept()).isCloseTo(Math.log(12 / 8.0), within(1e-3));
        assertThat(card.score(Map.of("kind", "a")).probability()).isCloseTo(2 / 12.0, within(1e-3));
        // 600 + 20 log2(5 / 50) = 533.56, and for odds of 1 to 3 600 + 20 log2(1 / 150) = 455.43
        assertThat(card.score(Map.of("kind", "a")).points()).isEqualTo(534);
        assertThat(card.score(Map.of("kind", "b")).points()).isEqualTo(455);
        assertThat(kind.meanPoints()).isCloseTo((12 * 534 + 8 * 455) / 20.0, within(1e-9));
    }

    @Test
    void train_aKnownRule_findsItAndLeavesOutNoise() {
        assertThat(CARD.columns().names()).containsExactlyInAnyOrder("tenure", "income", "job");
        assertThat(CARD.info().notes().get("left out")).contains("noise (information value ");
        assertThat(CARD.info().notes()).containsEntry("protected", "gender");
        assertThat(CARD.info().notes().get("left out")).doesNotContain("gender");
        assertThat(CARD.attributes())
                .extracting(CardAttribute::informationValue)
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        CardAttribute job = attribute(CARD, "job");
        assertThat(job.bins()).allMatch(bin -> bin.label().equals("missing") || bin.rows() >= 0.05 * 4000);
        // Pilots are too few for a bin of their own: a job never seen goes with them.
        PointsScore pilot = CARD.score(Map.of("job", "pilot"));
        assertThat(CARD.score(Map.of("job", "diver"))).isEqualTo(pilot);
        assertThat(CARD.score(Map.of("job", "student")).points()).isLessThan(pilot.points());
        ScoreFigures figures = CARD.evaluate(CreditFixture.table(4000, 6), 1);
        assertThat(figures.gini()).isGreaterThan(0.45);
        assertThat(figures.deciles())
                .allSatisfy(decile -> assertThat(decile.expectedRate()).isCloseTo(decile.badRate(), within(0.09)));
    }

    @Test
    void score_anyRow_isTheSumOfItsBinsAndItsParts() {
        PointsTable all = CARD.scoreAll(TABLE, 1);
        for (int row = 0; row < 500; row++) {
            PointsScore score = CARD.score(TABLE, row);
            double sum = score.base();
            for (PointsScore.Part part : score.parts()) {
                sum += part.points();
                double points = part.points() + attribute(CARD, part.column()).meanPoints();
                assertThat(attribute(CARD, part.column()).bins())
                        .anyMatch(bin -> Math.abs(bin.points() - points) < 1e-9);
            }
            assertThat(sum).as("row %d", row).isCloseTo(score.exactPoints(), within(1e-9));
            assertThat(score.exactPoints()).isEqualTo(Math.rint(score.exactPoints()));
            assertThat(score.points()).isEqualTo(all.points(row));
            assertThat(score.probability()).isEqualTo(all.probability(row));
            // Rounding moves each attribute by half a point at most.
            double unrounded = CARD.scale().exactPoints(Math.log(score.probability() / (1 - score.probability())));
            assertThat(score.exactPoints())
                    .isCloseTo(unrounded, within(0.5 * CARD.attributes().size() + 1e-6));
            assertThat(score.parts()).extracting(PointsScore.Part::points).isSorted();
            assertThat(score.parts()).extracting(PointsScore.Part::column).doesNotContain("gender");
        }
    }

    @Test
    void train_trendsAskedFor_neverTurn() {
        Random random = new Random(11);
        for (int round = 0; round < 40; round++) {
            FeatureTable table = CreditFixture.table(60 + random.nextInt(600), random.nextLong());
            ScorecardConfig config = CreditFixture.config();
            config = config.withColumns(
                            config.columns().withDecreasing(List.of("tenure")).withIncreasing(List.of("noise")))
                    .withBinning(config.binning()
                            .withLeastChiSquare(0)
                            .withMaxBins(30)
                            .withMinShare(random.nextBoolean() ? 0 : 0.02))
                    .withMinInformation(0);
            Scorecard card = new ScorecardTrainer(config).train(table, CreditFixture.DEFAULTED);
            for (CardAttribute attribute : card.attributes()) {
                List<Integer> points = attribute.bins().stream()
                        .skip(1)
                        .map(CardAttribute.Bin::points)
                        .toList();
                if (attribute.column().equals("tenure")) {
                    assertThat(points).as("round %d", round).isSorted();
                } else if (attribute.column().equals("noise")) {
                    List<Integer> turned = new ArrayList<>(points);
                    Collections.reverse(turned);
                    assertThat(turned).as("round %d", round).isSorted();
                }
                assertThat(attribute.weight()).isNotNegative();
                assertThat(attribute.bins().stream()
                                .mapToInt(CardAttribute.Bin::rows)
                                .sum())
                        .isEqualTo(table.rowCount());
            }
        }
    }

    @Test
    void train_whicheverValueIsAskedFor_givesTheSamePoints() {
        ScorecardConfig config = CreditFixture.config();
        Scorecard other = new ScorecardTrainer(config.withScale(config.scale().withBad(PointsScale.Bad.NEGATIVE)))
                .train(TABLE, Target.binary("defaulted", "no"));
        for (int row = 0; row < 200; row++) {
            PointsScore score = CARD.score(TABLE, row);
            assertThat(other.score(TABLE, row).points()).isEqualTo(score.points());
            assertThat(other.score(TABLE, row).probability()).isCloseTo(1 - score.probability(), within(1e-12));
        }
    }

    @Test
    void train_twice_isTheSameCard() {
        Scorecard again = new ScorecardTrainer(CreditFixture.config()).train(TABLE, CreditFixture.DEFAULTED);
        assertThat(again.info().modelHash()).isEqualTo(CARD.info().modelHash());
    }

    @Test
    void save_andLoad_answerAlike(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("card.recsys");
        CARD.save(file);
        Scorecard loaded = Scorecard.load(file);
        assertThat(loaded.card()).isEqualTo(CARD.card());
        for (int row = 0; row < 100; row++) {
            assertThat(loaded.score(TABLE, row)).isEqualTo(CARD.score(TABLE, row));
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatExceptionOfType(ModelFormatException.class).isThrownBy(() -> Scorecard.load(file));
    }

    @Test
    void text_holdsTheWholeCard() {
        assertThat(CARD.toText())
                .contains("Scorecard of defaulted: \"yes\" is bad")
                .contains("600 points at odds of 50 good to 1 bad, 20 more double the odds, limited to 300..850.")
                .contains("tenure: information value ");
        assertThat(CARD.toMarkdown())
                .contains("| tenure (IV ")
                .contains("&lt;= ")
                .contains("others");
        assertThat(CARD.toJson()).contains("\"pointsToDouble\" : 20.0").contains("\"label\" : \"missing\"");
        long rows =
                CARD.attributes().stream().mapToLong(each -> each.bins().size()).sum();
        assertThat(CARD.toMarkdown().lines().filter(line -> line.startsWith("| ")))
                .hasSize((int) rows + 1);
    }

    @Test
    void train_wrongArguments_areRefused() {
        ScorecardTrainer trainer = new ScorecardTrainer(CreditFixture.config());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.train(TABLE, Target.number("income", Target.Loss.SQUARED)))
                .withMessageContaining("target \"income\" must be binary");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.train(TABLE, Target.binary("paid")))
                .withMessageContaining("must be a column of the table");
        ScorecardConfig config = CreditFixture.config();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScorecardTrainer(
                                config.withColumns(config.columns().withIncreasing(List.of("gender"))))
                        .train(TABLE, CreditFixture.DEFAULTED))
                .withMessageContaining("increasing must name columns of numbers that are learned from");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ScorecardTrainer(config.withMinInformation(9)).train(TABLE, CreditFixture.DEFAULTED))
                .withMessageContaining("information value of at least 9.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CARD.score(Map.of("tenure", "long")))
                .withMessageContaining("column \"tenure\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CARD.score(TABLE.select(List.of("tenure")), 0))
                .withMessageContaining("table must have a column");
    }
}
