package dev.recsys.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.mlc.scorecard.PointsModel;
import dev.recsys.mlc.scorecard.PointsScale;
import dev.recsys.mlc.scorecard.PointsScore;
import dev.recsys.mlc.scorecard.Scorecard;
import dev.recsys.mlc.scorecard.ScorecardTrainer;
import dev.recsys.mlc.scorecard.TargetPoints;
import dev.recsys.mlc.targets.Target;
import dev.recsys.mlc.targets.TargetConfig;
import dev.recsys.mlc.targets.TargetModel;
import dev.recsys.mlc.targets.TargetTrainer;
import dev.recsys.model.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of own targets and of scorecards, damaged: as they are, each must be refused by a typed error; sealed again with right
 * checksums and hashes, each must be refused or give points in the scale's range that its parts add up to.
 */
@Tag("slow")
class MutatedTableModelTest {
    private static final int ROWS = 400;
    private static final FeatureTable TABLE = table();
    private static final Target LEFT = Target.binary("left");
    private static final Tally TALLY = new Tally("mutated-table-models");

    @TempDir
    private Path folder;

    private static FeatureTable table() {
        float[] age = new float[ROWS];
        int[] city = new int[ROWS];
        float[] left = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            age[row] = row % 11 == 0 ? Float.NaN : 20 + row * 7 % 50;
            city[row] = row % 3;
            left[row] = row * 31 % 100 < 20 + age[row] / 2 + 20 * city[row] ? 1 : 0;
        }
        return FeatureTable.builder(ROWS)
                .numeric("age", age)
                .categorical("city", IdIndex.of(List.of("Lima", "Quito", "Rome")), city)
                .numeric("left", left)
                .build();
    }

    private byte[] saved(String name) throws IOException {
        Path file = folder.resolve("whole.recsys");
        if (name.equals("scorecard")) {
            new ScorecardTrainer().train(TABLE, LEFT).save(file);
        } else {
            TargetConfig config = TargetConfig.defaults();
            config = config.withTrees(config.trees().withRounds(3).withMaxLeaves(4))
                    .withThreads(1);
            new TargetTrainer(config).train(TABLE, List.of(LEFT)).save(file);
        }
        return Files.readAllBytes(file);
    }

    private static PointsModel load(String name, Path file) throws IOException {
        return name.equals("scorecard")
                ? Scorecard.load(file)
                : TargetPoints.of(TargetModel.load(file), "left", PointsScale.defaults());
    }

    private Path written(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("mutant.recsys"), bytes);
    }

    @AfterAll
    static void close() {
        TALLY.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"targets", "scorecard"})
    void load_aBitFlippedOrCut_isRefused(String name) throws IOException {
        byte[] whole = saved(name);
        load(name, written(whole));
        int step = Scale.of(7, 1);
        for (int at = 0; at < whole.length; at += step) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << at % Byte.SIZE);
            Path damaged = written(flipped);
            assertThatThrownBy(() -> load(name, damaged)).as("byte %d", at).isInstanceOf(ModelFormatException.class);
            Path cut = written(Arrays.copyOf(whole, at));
            assertThatThrownBy(() -> load(name, cut)).as("%d bytes", at).isInstanceOf(ModelFormatException.class);
            TALLY.count(name + " flipped and cut, refused");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"targets", "scorecard"})
    void load_resealed_isRefusedOrSound(String name) throws IOException {
        FlatFile file = new FlatFile(saved(name));
        List<FlatFile.Part> parts = file.parts();
        for (int place = 0; place < parts.size(); place++) {
            FlatFile.Part part = parts.get(place);
            byte[] content = part.content();
            int step = Math.max(1, content.length / Scale.of(40, 4000));
            for (int at = 0; at < content.length; at += step) {
                byte[] flipped = content.clone();
                flipped[at] ^= (byte) (1 << (at * 5 + place) % Byte.SIZE);
                assertTypedOrSound(name, file.resealed(place, flipped), part.name() + ", byte " + at);
            }
            for (int at = 0; at + part.width() <= content.length; at += part.width() * Math.max(1, step)) {
                for (byte[] value : FlatFile.strange(part.type())) {
                    byte[] changed = content.clone();
                    System.arraycopy(value, 0, changed, at, value.length);
                    assertTypedOrSound(name, file.resealed(place, changed), part.name() + " strange at " + at);
                }
            }
            assertTypedOrSound(name, file.resealed(place, null), part.name() + " missing");
            assertTypedOrSound(name, file.resealed(place, new byte[0]), part.name() + " empty");
            int longer = content.length + part.width();
            assertTypedOrSound(name, file.resealed(place, Arrays.copyOf(content, longer)), part.name() + " longer");
        }
        Path more = written(file.withSection("x", "any text", false));
        assertThatThrownBy(() -> load(name, more)).isInstanceOf(ModelFormatException.class);
        assertThat(TALLY.of(name + " resealed, refused")).isPositive();
        assertThat(TALLY.of(name + " resealed, sound")).isPositive();
    }

    private void assertTypedOrSound(String name, byte[] resealed, String damage) throws IOException {
        PointsModel model;
        try {
            model = load(name, written(resealed));
        } catch (ModelFormatException e) {
            TALLY.count(name + " resealed, refused");
            return;
        } catch (IllegalArgumentException e) {
            // The target has another name or loss now, which the view of it refuses.
            assertThat(e).as(damage).hasMessageContaining("target must be one of the binary targets");
            TALLY.count(name + " resealed, refused");
            return;
        } catch (Throwable e) {
            throw new AssertionError(name + " with " + damage + " threw when loaded", e);
        }
        try {
            for (Map<String, Object> attributes : List.<Map<String, Object>>of(Map.of(), Map.of("other", "x"))) {
                PointsScore score = model.score(attributes);
                double sum = score.base();
                double scale = 1 + Math.abs(score.base());
                for (PointsScore.Part part : score.parts()) {
                    sum += part.points();
                    scale += Math.abs(part.points());
                }
                assertThat(Math.abs(sum - score.exactPoints())).isLessThanOrEqualTo(1e-6 * scale);
                assertThat(score.points())
                        .isBetween(model.scale().least(), model.scale().most());
            }
            TALLY.count(name + " resealed, sound");
        } catch (Throwable e) {
            throw new AssertionError(name + " with " + damage + " was loaded, but breaks a rule", e);
        }
    }
}
