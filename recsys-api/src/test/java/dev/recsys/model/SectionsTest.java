package dev.recsys.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SectionsTest {
    private static final IdIndex IDS = IdIndex.of(List.of("a", "é", "😀"));

    private static FeatureTable table() {
        return FeatureTable.builder(2)
                .numeric("age", new float[] {30, Float.NaN})
                .categorical("city", IDS, new int[] {2, -1})
                .build();
    }

    private static void refuses(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ModelFormatException.class);
    }

    @Test
    void parts_written_readBackEqual() throws Exception {
        InteractionMatrix matrix =
                InteractionMatrix.builder(2, 3).add(0, 2, 0.5).add(1, 0, 3).build();
        Sections sections = Sections.builder()
                .put("ints", new int[] {1})
                .put("floats", new float[] {Float.NaN})
                .put("doubles", new double[] {0.5})
                .put("text", "é")
                .putNote("note", "n")
                .put("ids", IDS)
                .put("matrix", matrix)
                .put("table", table())
                .build();
        assertThat(sections.ints("ints")).containsExactly(1);
        assertThat(sections.floats("floats")).containsExactly(Float.NaN);
        assertThat(sections.finiteDoubles("doubles", 1)).containsExactly(0.5);
        assertThat(sections.text("text")).isEqualTo("é");
        assertThat(sections.text("note")).isEqualTo("n");
        assertThat(sections.ids("ids")).isEqualTo(IDS);
        assertThat(sections.matrix("matrix", 2, 3)).isEqualTo(matrix);
        FeatureTable read = sections.features("table", 2);
        assertThat(read.schema()).isEqualTo(table().schema());
        assertThat(read.number(0, 0)).isEqualTo(30);
        assertThat(read.number(1, 0)).isNaN();
        assertThat(read.code(0, 1)).isEqualTo(2);
        assertThat(read.dictionary(1)).isEqualTo(IDS);
    }

    @Test
    void unread_byPrefixAndPart_isWhatNobodyAskedFor() throws Exception {
        Sections sections = Sections.builder()
                .put("a/x", new int[] {1})
                .put("a/y", new int[] {2})
                .put("ids", IDS)
                .putNote("note", "n")
                .build();
        assertThat(sections.unread()).containsExactly("a/x", "a/y", "ids.lengths", "ids.pool", "note");
        sections.hash();
        sections.under("a/").ints("y");
        Sections.builder().putAll("b/", sections.without("a/")).build().ids("b/ids");
        refuses(() -> sections.text("a/x"));
        assertThat(sections.unread()).containsExactly("a/x", "note");
    }

    @Test
    void get_missingOrOtherType_isRefused() {
        Sections sections = Sections.builder().put("x", new int[] {1}).build();
        refuses(() -> sections.ints("y"));
        refuses(() -> sections.floats("x"));
        refuses(() -> sections.text("x"));
        refuses(() -> sections.ids("x"));
    }

    @Test
    void finiteDoubles_otherLengthOrNotFinite_isRefused() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            Sections sections =
                    Sections.builder().put("x", new double[] {1, bad}).build();
            refuses(() -> sections.finiteDoubles("x", 2));
            refuses(() -> sections.finiteDoubles("x", 3));
        }
    }

    @Test
    void ids_notABijection_areRefused() {
        for (int[] lengths : new int[][] {{1}, {1, 2}, {2, -1, 1}, {0, 2}, {1, 1, 0}, {Integer.MAX_VALUE, 1}, {1, 1}}) {
            Sections sections = Sections.builder()
                    .put("x.lengths", lengths)
                    .put("x.pool", "aa")
                    .build();
            refuses(() -> sections.ids("x"));
        }
    }

    @Test
    void matrix_otherShapeOrBrokenRows_isRefused() {
        Sections.Builder out = Sections.builder();
        out.put("m", InteractionMatrix.builder(2, 3).add(0, 2, 1).build());
        refuses(() -> out.build().matrix("m", 3, 3));
        refuses(() -> out.build().matrix("m", 2, 2));
        Sections broken = Sections.builder()
                .put("m.rows", new int[] {0, 7, 1})
                .put("m.columns", new int[] {2})
                .put("m.weights", new float[] {1})
                .build();
        refuses(() -> broken.matrix("m", 2, 3));
    }

    @Test
    void features_otherShapeOrBrokenKinds_areRefused() {
        Sections whole = Sections.builder().put("t", table()).build();
        refuses(() -> whole.features("t", 3));
        for (int[] kinds : new int[][] {{}, {0}, {0, 1, 1}, {1, 1}, {0, 0}}) {
            Sections.Builder changed = Sections.builder();
            whole.all().forEach((name, section) -> {
                if (name.equals("t.kinds")) {
                    changed.put(name, kinds);
                } else {
                    changed.put(name, section);
                }
            });
            refuses(() -> changed.build().features("t", 2));
        }
    }

    @Test
    void hash_contentNameOrType_countsButNotANote() {
        String hash = Sections.builder().put("x", "a").build().hash();
        assertThat(Sections.builder().put("x", "a").putNote("n", "any").build().hash())
                .isEqualTo(hash);
        assertThat(Sections.builder().put("x", "b").build().hash()).isNotEqualTo(hash);
        assertThat(Sections.builder().put("y", "a").build().hash()).isNotEqualTo(hash);
        assertThat(Sections.builder().put("x", new int[] {1}).build().hash())
                .isNotEqualTo(Sections.builder()
                        .put("x", new float[] {Float.intBitsToFloat(1)})
                        .build()
                        .hash());
    }

    @Test
    void under_prefix_dropsIt() throws Exception {
        Sections part = Sections.builder().put("x", "a").build();
        Sections whole = Sections.builder().put("x", "b").putAll("p/", part).build();
        assertThat(whole.under("p/").hash()).isEqualTo(part.hash());
        assertThat(whole.under("q/").isEmpty()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sections.builder().put("x", "a").put("x", "b"));
        assertThatIllegalArgumentException().isThrownBy(() -> Sections.builder().put(" ", "a"));
    }

    @Test
    void withoutAndOnly_prefix_keepWholeNames() throws Exception {
        Sections whole = Sections.builder().put("p/x", "a").put("y", "b").build();
        assertThat(whole.isEmpty()).isFalse();
        assertThat(whole.without("p/").all().keySet()).containsExactly("y");
        assertThat(whole.only("p/").all().keySet()).containsExactly("p/x");
        assertThat(whole.only("p/").text("p/x")).isEqualTo("a");
        assertThat(whole.without("q/").hash()).isEqualTo(whole.hash());
        assertThat(whole.only("q/").isEmpty()).isTrue();
    }

    @Test
    void shares_outsideZeroToOne_areRefused() throws Exception {
        assertThat(Sections.builder().put("x", new double[] {0, 0.5, 1}).build().shares("x", 3))
                .containsExactly(0, 0.5, 1);
        for (double bad : new double[] {-1e-300, Math.nextUp(1.0), Double.NaN, Double.NEGATIVE_INFINITY}) {
            Sections sections =
                    Sections.builder().put("x", new double[] {0, bad}).build();
            refuses(() -> sections.shares("x", 2));
        }
        refuses(() -> Sections.builder().put("x", new double[2]).build().shares("x", 1));
    }

    @Test
    void text_notUtf8_isRefused() {
        Sections sections = Sections.builder()
                .put("x", new Section(Section.Type.BYTES, new byte[] {'a', (byte) 0xff}))
                .put("i.lengths", new int[] {1, 1})
                .put("i.pool", new Section(Section.Type.BYTES, new byte[] {'a', (byte) 0xff}))
                .build();
        assertThatThrownBy(() -> sections.text("x")).hasMessage("section \"x\" is not UTF-8");
        assertThatThrownBy(() -> sections.ids("i")).hasMessage("section \"i\" is not UTF-8");
    }

    @Test
    void build_thenPutMore_leavesWhatWasBuilt() {
        Sections.Builder builder = Sections.builder().put("x", "a");
        Sections first = builder.build();
        builder.put("y", "b");
        assertThat(first.all().keySet()).containsExactly("x");
    }
}
