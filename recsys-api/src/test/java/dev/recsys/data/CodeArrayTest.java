package dev.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeArrayTest {
    private static void assertHolds(CodeArray codes, List<Integer> expected) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(codes.get(i)).as("code %d", i).isEqualTo(expected.get(i));
        }
    }

    /** Around the widest code of one byte (254) and of two (65534), and far past both. */
    @ParameterizedTest
    @ValueSource(ints = {0, 253, 254, 255, 256, 65_533, 65_534, 65_535, 65_536, 1_000_000, Integer.MAX_VALUE - 1})
    void add_anyGreatestCode_keepsAllBeforeAndAfter(int greatest) {
        CodeArray codes = new CodeArray();
        List<Integer> expected = new ArrayList<>();
        Random random = new Random(greatest);
        for (int i = 0; i < 300; i++) {
            int code = i == 150 ? greatest : random.nextInt(Math.min(greatest, 200) + 2) - 1;
            codes.add(code);
            expected.add(code);
        }
        assertHolds(codes, expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 255, 65_535, 70_000})
    void setLast_widerCode_replacesOnlyTheLast(int code) {
        CodeArray codes = new CodeArray();
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            codes.add(i - 1);
            expected.add(i - 1);
        }
        codes.setLast(code);
        expected.set(63, code);
        assertHolds(codes, expected);
        codes.setLast(-1);
        codes.add(3);
        expected.set(63, -1);
        expected.add(3);
        assertHolds(codes, expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 300, 70_000})
    void pick_reorderedAndRenamed_keepsMissing(int codeCount) {
        CodeArray codes = new CodeArray();
        for (int i = 0; i < codeCount; i++) {
            codes.add(i % 3 == 0 ? -1 : i);
        }
        int[] order = IntStream.range(0, codeCount).map(i -> codeCount - 1 - i).toArray();
        int[] place =
                IntStream.range(0, codeCount).map(i -> (i + 1) % codeCount).toArray();
        CodeArray picked = codes.pick(order, place);
        for (int i = 0; i < codeCount; i++) {
            assertThat(picked.get(i)).isEqualTo(order[i] % 3 == 0 ? -1 : (order[i] + 1) % codeCount);
        }
    }
}
