package dev.recsys.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.RecommendationRequest;
import dev.recsys.Recommender;
import dev.recsys.TrainingListener;
import dev.recsys.data.FeatureTable;
import dev.recsys.model.ModelFile;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterCodecTest {
    private static final ClusterModel MODEL = new ClusterTrainer(
                    ClusterConfig.builder().clusters(3).build())
            .train(Panels.groups(90), TrainingListener.none());

    @TempDir
    Path folder;

    private ClusterModel saved() throws IOException {
        Path file = folder.resolve("model");
        ModelFile.write(file, MODEL);
        return (ClusterModel) ModelFile.read(file);
    }

    @Test
    void modelReadBack_answersLikeTheOneWritten() throws IOException {
        ClusterModel read = saved();

        assertThat(read.info()).isEqualTo(MODEL.info());
        assertThat(read.sections().hash()).isEqualTo(MODEL.info().modelHash());
        assertThat(read.profiles()).isEqualTo(MODEL.profiles());
        assertThat(read.features()).isEqualTo(MODEL.features());
        for (int user = 0; user < 100; user++) {
            RecommendationRequest request =
                    RecommendationRequest.forUser(Panels.id(user)).build();
            assertThat(read.recommend(request)).isEqualTo(MODEL.recommend(request));
        }
        assertThat(read.meanHoldings(1, "card")).isEqualTo(MODEL.meanHoldings(1, "card"));
    }

    @Test
    void modelWithoutCoordinates_isReadBack() throws IOException {
        Path file = folder.resolve("one");
        ClusterModel one =
                new ClusterTrainer(ClusterConfig.defaults()).train(Panels.groups(1), TrainingListener.none());
        ModelFile.write(file, one);

        assertThat(((ClusterModel) ModelFile.read(file)).profiles()).isEqualTo(one.profiles());
    }

    @Test
    void valuesOutOfRange_areRefused() throws IOException {
        refusedDouble("encoder/numeric", 0, 1e9, "low");
        refusedDouble("encoder/numeric", 2, 0.5, "a column's log must be 0 or 1");
        refusedDouble("encoder/numeric", 3, Double.NaN, "NaN");
        refusedDouble("encoder/numeric", 4, 0, "a column's scale must be finite and above 0");
        refusedDouble("encoder/shares", 2, 1.5, "a category column's share");
        refusedDouble("encoder/weight", 0, -1, "the weight of categories");
        refusedDouble("segments/centroids", 0, Double.POSITIVE_INFINITY, "Infinity");
        refusedDouble("segments/additions", 3, 1.1, "1.1");
        refusedDouble("segments/holdings", 3, -0.1, "-0.1");
        refusedDouble("segments/overall", 0, Double.NaN, "NaN");
        refusedDouble("segments/summary", 2, 2, "2.0");
        refusedInt("encoder/sizes", 0, 1, "the indicators of a number");
        refusedInt("encoder/sizes", 2, 4, "the indicators of a category");
        refusedInt("encoder/sizes", 2, 2, "coordinates");
        refusedInt("encoder/codes", 3, 0, "a category column's code");
        refusedInt("encoder/codes", 4, 3, "a category column's code");
        refusedInt("segments/sizes", 1, -1, "-1");
    }

    private void refusedDouble(String section, int place, double value, String message) throws IOException {
        Sections sections = saved().sections();
        doubles(sections, section)[place] = value;
        refused(sections, message);
    }

    private void refusedInt(String section, int place, int value, String message) throws IOException {
        Sections sections = saved().sections();
        sections.ints(section)[place] = value;
        refused(sections, message);
    }

    private static void refused(Sections sections, String message) {
        assertThatThrownBy(() -> new ClusterCodec().read(MODEL.info(), sections))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining(message);
    }

    private static double[] doubles(Sections sections, String name) throws ModelFormatException {
        int dimension = 5;
        int length = switch (name) {
            case "encoder/numeric" -> 15;
            case "encoder/shares", "segments/overall" -> dimension;
            case "encoder/weight" -> 1;
            default -> 15; // three segments, five items and five coordinates
        };
        return sections.finiteDoubles(name, length);
    }

    @Test
    void sectionsMissing_areRefused() {
        Sections none = Sections.builder().build();

        assertThatThrownBy(() -> new ClusterCodec().read(MODEL.info(), none)).isInstanceOf(ModelFormatException.class);
    }

    @Test
    void randomDamage_isRefusedOrHarmless() throws IOException {
        Random random = new Random(11);
        String[] names = {
            "encoder/numeric", "encoder/shares", "segments/centroids", "segments/additions", "segments/summary"
        };
        int refused = 0;
        for (int round = 0; round < 400; round++) {
            Sections sections = saved().sections();
            double[] values = doubles(sections, names[random.nextInt(names.length)]);
            int place = random.nextInt(values.length);
            values[place] =
                    Double.longBitsToDouble(Double.doubleToRawLongBits(values[place]) ^ (1L << random.nextInt(64)));
            try {
                Recommender damaged = new ClusterCodec().read(MODEL.info(), sections);
                damaged.recommend(RecommendationRequest.forUser(Panels.id(round % 90))
                                .build())
                        .items()
                        .forEach(item -> assertThat(item.score()).isBetween(0.0, 1.0));
            } catch (ModelFormatException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void modelOfAnotherKind_isRefused() {
        Recommender other = new PopularityTrainer(PopularityConfig.defaults()).train(Panels.groups(9));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterCodec().write(other))
                .withMessage("not a segment model: popularity");
    }

    @Test
    void encoder_forOtherFeatures_isRefused() {
        assertThatThrownBy(() -> FeatureEncoder.readFrom(
                        MODEL.sections(),
                        FeatureTable.builder(0).numeric("age", new float[0]).build()))
                .isInstanceOf(ModelFormatException.class);
    }
}
