package dev.recsys.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.data.Panel;
import dev.recsys.hybrid.CalibratedStack.Numbers;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StackSectionsTest {
    private static final Panel PANEL = StackBank.panel(500, 1);
    private static final HybridRecommender HYBRID = HybridTrainer.forPanels()
            .add("order", StackBank.ranking(StackBank.ORDER))
            .add("truth", StackBank.calibrated(StackBank.TRUTH))
            .build()
            .train(PANEL);
    private static final List<String> NAMES = List.of("order", "truth");

    @Test
    void readOfWritten_isTheSame() throws Exception {
        Sections written = StackSections.of(HYBRID.blend());
        CalibratedStack read = StackSections.read(written, NAMES, PANEL.vocabulary());
        Numbers before = ((CalibratedStack) HYBRID.blend()).numbers();
        assertThat(read.numbers().weights()).isEqualTo(before.weights());
        assertThat(read.numbers().offsets()).isEqualTo(before.offsets());
        assertThat(read.numbers().shifts()).isEqualTo(before.shifts());
        assertThat(read.numbers().lined()).containsExactly(true, false);
        assertThat(StackSections.of(read).hash()).isEqualTo(written.hash());
        assertThat(BlendJson.isLearned(BlendJson.write(read))).isTrue();
    }

    @Test
    void read_damage_isRefused() {
        assertRefused("weights", values -> values[1] = -0.1);
        assertRefused("weights", values -> values[0] = Double.NaN);
        assertRefused("slopes", values -> values[0] = -1);
        assertRefused("offsets", values -> values[3] = Double.POSITIVE_INFINITY);
        assertRefused("rates", values -> values[2] = Double.NaN);
        assertRefused("shifts", values -> values[2] = Double.NEGATIVE_INFINITY);
        assertRefusedInts("subsets", values -> values[0] = 0);
        assertRefusedInts("subsets", values -> values[0] = 4);
        assertRefusedInts("subsets", values -> values[0] = values[1]);
        assertRefusedInts("lined", values -> values[0] = 2);
    }

    private static void assertRefused(String section, Consumer<double[]> damage) {
        Numbers numbers = ((CalibratedStack) HYBRID.blend()).numbers();
        double[] values = switch (section) {
            case "weights" -> numbers.weights();
            case "slopes" -> numbers.slopes();
            case "offsets" -> numbers.offsets();
            case "rates" -> numbers.rates();
            default -> numbers.shifts();
        };
        double[] damaged = values.clone();
        damage.accept(damaged);
        refuse(section, Sections.builder().put(section, damaged).build());
    }

    private static void assertRefusedInts(String section, Consumer<int[]> damage) {
        Numbers numbers = ((CalibratedStack) HYBRID.blend()).numbers();
        int[] damaged =
                section.equals("lined") ? new int[] {1, 0} : numbers.subsets().clone();
        damage.accept(damaged);
        refuse(section, Sections.builder().put(section, damaged).build());
    }

    private static void refuse(String section, Sections damaged) {
        Sections sections = Sections.builder()
                .putAll("", StackSections.of(HYBRID.blend()).without(section))
                .putAll("", damaged)
                .build();
        assertThatThrownBy(() -> StackSections.read(sections, NAMES, PANEL.vocabulary()))
                .as(section)
                .isInstanceOfAny(ModelFormatException.class, IllegalArgumentException.class);
    }

    @Test
    void readOfWritten_calibration_isTheSame() throws Exception {
        BlendCalibration calibration =
                new BlendCalibration(new int[] {0, 2, 1, 0}, new double[] {-3, 0.5, -1}, new double[] {-2, 1, -1.5});
        Numbers numbers = ((CalibratedStack) HYBRID.blend()).numbers();
        Sections written = StackSections.of(new CalibratedStack(numbers, calibration));
        CalibratedStack read = StackSections.read(written, NAMES, PANEL.vocabulary());
        assertThat(read.calibration().counts()).isEqualTo(calibration.counts());
        assertThat(read.calibration().from()).isEqualTo(calibration.from());
        assertThat(read.calibration().to()).isEqualTo(calibration.to());
        assertThat(StackSections.of(read).hash()).isEqualTo(written.hash());
        for (int[] counts : new int[][] {{0, 2, 1}, {1, 2, 1, 0}, {0, 4, -1, 0}, {0, 0, 0, 0}, {1 << 31, 2, 1, 0}}) {
            refuseCalibration(written, "counts", Sections.builder().put("calibration/counts", counts));
        }
        for (double[] knots :
                new double[][] {{0.5, 0.5, -1}, {1, 0.5, -1}, {-3, Double.NaN, -1}, {-3, 1e9, 0}, {-3, 0.5}}) {
            refuseCalibration(written, "from", Sections.builder().put("calibration/from", knots));
            refuseCalibration(written, "to", Sections.builder().put("calibration/to", knots));
        }
        refuseCalibration(written, "to", Sections.builder());
    }

    private static void refuseCalibration(Sections written, String section, Sections.Builder damaged) {
        Sections sections = Sections.builder()
                .putAll("", written.without("calibration/" + section))
                .putAll("", damaged.build())
                .build();
        assertThatThrownBy(() -> StackSections.read(sections, NAMES, PANEL.vocabulary()))
                .as(section)
                .isInstanceOfAny(ModelFormatException.class, IllegalArgumentException.class);
    }

    @Test
    void hash_coversTheNumbers() throws Exception {
        Sections sections = new HybridCodecSections(HYBRID).all();
        Sections other = Sections.builder()
                .putAll("", sections.without(StackSections.PREFIX + "weights"))
                .put(StackSections.PREFIX + "weights", new double[12])
                .build();
        assertThat(new HybridCodec().hash(sections)).isEqualTo(HYBRID.info().modelHash());
        assertThat(new HybridCodec().hash(other)).isNotEqualTo(HYBRID.info().modelHash());
    }

    /** The sections the hash of a hybrid looks at, for components that no codec writes. */
    private record HybridCodecSections(HybridRecommender hybrid) {
        Sections all() {
            Sections.Builder out = Sections.builder()
                    .put("blend", BlendJson.write(hybrid.blend()))
                    .put("order", "order\ntruth\n")
                    .putAll(StackSections.PREFIX, StackSections.of(hybrid.blend()));
            int place = 0;
            for (var component : hybrid.components().values()) {
                out.putNote("component" + place++ + "/info", dev.recsys.internal.file.InfoJson.write(component.info()));
            }
            hybrid.fallback()
                    .ifPresent(
                            last -> out.putNote("fallback/info", dev.recsys.internal.file.InfoJson.write(last.info())));
            return out.build();
        }
    }
}
