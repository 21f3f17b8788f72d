package dev.recsys.mlc.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.model.ModelFormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetModelTest {
    private static final FeatureTable TABLE = TargetFixture.table(1500, 1);
    private static final TargetModel MODEL = new TargetTrainer(TargetFixture.config())
            .train(
                    TABLE,
                    List.of(
                            Target.tweedie("spend", 1.5),
                            Target.binary("left"),
                            Target.number("visits", Target.Loss.ABSOLUTE)));

    private static Map<String, Object> attributes(int row) {
        Map<String, Object> attributes = new HashMap<>();
        float age = TABLE.number(row, 0);
        attributes.put("age", Float.isNaN(age) ? null : age);
        attributes.put("balance", TABLE.number(row, 1));
        attributes.put("city", TargetFixture.CITIES.id(TABLE.code(row, 2)));
        return attributes;
    }

    @Test
    void predict_oneRow_isAsTheTableSays() {
        TargetScores scores = MODEL.predictAll(TABLE, 3);
        for (int row = 0; row < 50; row++) {
            for (int k = 0; k < 3; k++) {
                TargetPrediction one = MODEL.predict(MODEL.targets().get(k).column(), attributes(row));
                assertThat(one.value()).isEqualTo(scores.value(row, k));
                assertThat(one.rawScore()).isEqualTo(scores.rawScore(row, k));
            }
        }
        TargetPrediction left = MODEL.predict("left", attributes(0));
        assertThat(left.value()).isCloseTo(1 / (1 + Math.exp(-left.rawScore())), within(1e-12));
        TargetPrediction spend = MODEL.predict("spend", attributes(0));
        assertThat(spend.value()).isCloseTo(Math.exp(spend.rawScore()), within(1e-9 * spend.value()));
    }

    @Test
    void explain_everyTarget_addsUpToTheRawScore() {
        for (Target target : MODEL.targets()) {
            for (int row = 0; row < 30; row++) {
                TargetExplanation why = MODEL.explain(target.column(), TABLE, row);
                double sum = why.base()
                        + why.contributions().stream()
                                .mapToDouble(ColumnContribution::value)
                                .sum();
                assertThat(sum).isCloseTo(why.prediction().rawScore(), within(1e-5));
                assertThat(MODEL.explain(target.column(), attributes(row)).contributions())
                        .isEqualTo(why.contributions());
            }
        }
    }

    @Test
    void importance_ofATarget_sumsToOne() {
        Map<String, Double> shares = MODEL.importance("left");
        assertThat(shares.keySet()).containsExactlyInAnyOrder("age", "balance", "city");
        assertThat(shares.values().stream().mapToDouble(share -> share).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void predict_otherDictionaryAndMissing_isByTheWord() {
        FeatureTable other = FeatureTable.builder(2)
                .categorical("city", IdIndex.of(List.of("east", "west")), new int[] {1, 0})
                .numeric("balance", new float[] {10, 10})
                .numeric("age", new float[] {30, Float.NaN})
                .build();
        TargetScores scores = MODEL.predictAll(other, 1);
        assertThat(scores.rawScore(0, 1))
                .isEqualTo(MODEL.predict("left", Map.of("city", "west", "balance", 10, "age", 30))
                        .rawScore());
        assertThat(scores.rawScore(1, 1))
                .isEqualTo(MODEL.predict("left", Map.of("balance", 10)).rawScore());
    }

    @Test
    void predict_badRows_areRefused() {
        refused("target must be one of [spend, left, visits], but was \"good\"", "good", Map.of());
        refused("finite number for column \"age\"", "left", Map.of("age", "old"));
        refused("finite number for column \"age\"", "left", Map.of("age", Double.NaN));
        refused("string for column \"city\"", "left", Map.of("city", 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.predictAll(TABLE.select(List.of("age", "city")), 1))
                .withMessageContaining("table must have a column \"balance\"");
    }

    private static void refused(String message, String target, Map<String, ?> attributes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.predict(target, attributes))
                .withMessageContaining(message);
    }

    @Test
    void save_andLoad_answersAlike(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("targets.recsys");
        MODEL.save(file);
        TargetModel loaded = TargetModel.load(file);
        assertThat(loaded.targets()).isEqualTo(MODEL.targets());
        assertThat(loaded.info().modelHash()).isEqualTo(MODEL.info().modelHash());
        assertThat(loaded.explain("left", TABLE, 9)).isEqualTo(MODEL.explain("left", TABLE, 9));
        TargetScores before = MODEL.predictAll(TABLE, 1);
        TargetScores after = loaded.predictAll(TABLE, 1);
        for (int row = 0; row < TABLE.rowCount(); row++) {
            assertThat(after.rawScore(row, 2)).isEqualTo(before.rawScore(row, 2));
        }
    }

    @Test
    void load_damaged_isRefused(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("targets.recsys");
        MODEL.save(file);
        byte[] bytes = Files.readAllBytes(file);
        for (int place = 0; place < bytes.length; place += Math.max(1, bytes.length / 300)) {
            byte[] damaged = bytes.clone();
            damaged[place] ^= 0x41;
            Files.write(file, damaged);
            assertThatThrownBy(() -> TargetModel.load(file)).isInstanceOf(ModelFormatException.class);
        }
    }
}
