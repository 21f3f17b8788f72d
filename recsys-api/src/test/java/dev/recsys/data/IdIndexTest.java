package dev.recsys.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdIndexTest {
    private static final Comparator<String> CANONICAL = (a, b) -> {
        byte[] left = a.getBytes(StandardCharsets.UTF_8);
        byte[] right = b.getBytes(StandardCharsets.UTF_8);
        return left.length != right.length
                ? Integer.compare(left.length, right.length)
                : Arrays.compareUnsigned(left, right);
    };

    /** Distinct ids of all widths that UTF-8 knows, question marks among them. */
    private static List<String> randomIds(int count, long seed) {
        Random random = new Random(seed);
        int[][] alphabets = {{'?', '?'}, {'0', '9'}, {'a', 'z'}, {0x80, 0x7ff}, {0x4e00, 0x9fff}, {0x1f300, 0x1f5ff}};
        Set<String> ids = new LinkedHashSet<>(List.of("?", "??", "a?", "?é", "\u0000", "\uFFFD", "😀", "?😀?"));
        while (ids.size() < count) {
            StringBuilder id = new StringBuilder();
            for (int length = 1 + random.nextInt(6); length > 0; length--) {
                int[] range = alphabets[random.nextInt(alphabets.length)];
                id.appendCodePoint(range[0] + random.nextInt(range[1] - range[0] + 1));
            }
            ids.add(id.toString());
        }
        return new ArrayList<>(ids);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void idAndIndexOf_randomUnicodeIds_areABijection(long seed) {
        List<String> ids = randomIds(3_000, seed);
        IdIndex index = IdIndex.of(ids);
        assertThat(index.size()).isEqualTo(3_000);
        assertThat(index.ids()).isEqualTo(ids);
        for (int i = 0; i < ids.size(); i++) {
            assertThat(index.indexOf(ids.get(i))).isEqualTo(i);
        }
    }

    @Test
    void indexOf_unknownNullAndEmpty_isMinusOne() {
        IdIndex index = IdIndex.of(List.of("?", "a", "é"));
        for (String unknown : Arrays.asList(null, "", "b", "e", "\u0301", "aa", "\uD800", "\uDC00", "\uD83D?")) {
            assertThat(index.indexOf(unknown)).as("id %s", unknown).isEqualTo(-1);
        }
        assertThat(IdIndex.of(List.of()).indexOf("a")).isEqualTo(-1);
    }

    @Test
    void builderIndexOf_addedAndNot_isIndexOrMinusOne() {
        IdIndex.Builder builder = IdIndex.builder();
        assertThat(builder.indexOf("a")).isEqualTo(-1);
        assertThat(builder.add("b")).isZero();
        assertThat(builder.add("a")).isEqualTo(1);
        assertThat(builder.add("b")).isZero();
        assertThat(builder.indexOf("a")).isEqualTo(1);
        assertThat(builder.indexOf(null)).isEqualTo(-1);
        assertThat(builder.indexOf("\uD800")).isEqualTo(-1);
        assertThat(builder.size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uD800", "\uDC00", "a\uD800", "\uDC00\uD800", "?\uD800", "é\uDBFF", "\uD83Dx"})
    void add_emptyOrLoneSurrogate_isRefused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> IdIndex.builder().add(id));
    }

    @Test
    void of_nullOrTwice_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdIndex.of(Arrays.asList("a", null)))
                .withMessage("each of ids must not be null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdIndex.of(List.of("a", "b", "a")))
                .withMessage("ids must differ, but id \"a\" appears twice");
    }

    @Test
    void add_pastEveryFirstCapacity_keepsAll() {
        IdIndex.Builder builder = IdIndex.builder();
        String longId = "x".repeat(1_000_000);
        for (int i = 0; i < 50_000; i++) {
            assertThat(builder.add(Integer.toString(i))).isEqualTo(i);
        }
        assertThat(builder.add(longId)).isEqualTo(50_000);
        IdIndex index = builder.build();
        assertThat(index.id(50_000)).isEqualTo(longId);
        for (int i = 0; i < 50_000; i++) {
            assertThat(index.indexOf(Integer.toString(i))).isEqualTo(i);
        }
    }

    @Test
    void build_laterAdds_leaveTheIndexAlone() {
        IdIndex.Builder builder = IdIndex.builder();
        builder.add("a");
        IdIndex index = builder.build();
        builder.add("b");
        assertThat(index).isEqualTo(IdIndex.of(List.of("a")));
        assertThat(index.indexOf("b")).isEqualTo(-1);
    }

    @Test
    void id_outOfRange_isRefused() {
        IdIndex index = IdIndex.of(List.of("a"));
        assertThatIllegalArgumentException().isThrownBy(() -> index.id(1));
        assertThatIllegalArgumentException().isThrownBy(() -> index.id(-1));
    }

    @Test
    void canonicalOrder_numbers_sortAsNumbers() {
        IdIndex.Builder builder = IdIndex.builder();
        List.of("10", "9", "100", "é", "z", "1").forEach(builder::add);
        assertThat(builder.build(builder.canonicalOrder()).ids()).containsExactly("1", "9", "z", "10", "é", "100");
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void canonicalOrder_anyArrival_givesEqualIndexes(long seed) {
        List<String> ids = randomIds(500, seed);
        List<String> sorted = ids.stream().sorted(CANONICAL).toList();
        for (int round = 0; round < 3; round++) {
            IdIndex.Builder builder = IdIndex.builder();
            ids.forEach(builder::add);
            IdIndex index = builder.build(builder.canonicalOrder());
            assertThat(index).isEqualTo(IdIndex.of(sorted)).hasSameHashCodeAs(IdIndex.of(sorted));
            sorted.forEach(id -> assertThat(index.indexOf(id)).isEqualTo(sorted.indexOf(id)));
            Collections.shuffle(ids, new Random(seed + round));
        }
    }

    @Test
    void build_placeNotAPermutation_isRefused() {
        IdIndex.Builder builder = IdIndex.builder();
        builder.add("a");
        builder.add("b");
        for (int[] place : new int[][] {{0}, {0, 0}, {0, 2}, {-1, 0}, {0, 1, 2}}) {
            assertThatIllegalArgumentException().isThrownBy(() -> builder.build(place));
        }
        assertThat(builder.build(new int[] {1, 0}).ids()).containsExactly("b", "a");
    }

    @Test
    void equals_otherOrderOrOtherBorders_isFalse() {
        IdIndex index = IdIndex.of(List.of("ab", "c"));
        assertThat(index)
                .isEqualTo(IdIndex.of(List.of("ab", "c")))
                .isNotEqualTo(IdIndex.of(List.of("c", "ab")))
                .isNotEqualTo(IdIndex.of(List.of("a", "bc")))
                .isNotEqualTo(IdIndex.of(List.of("abc")))
                .isNotEqualTo(IdIndex.of(List.of()))
                .hasToString("IdIndex[2 ids]");
    }

    @Test
    void ids_craftedToCollide_lookAtFewSlots() {
        IdIndex.Builder builder = IdIndex.builder();
        for (int i = 0; i < 60_000; i++) {
            StringBuilder id = new StringBuilder();
            for (int bit = 0; bit < 16; bit++) {
                id.append((i >> bit & 1) == 0 ? "Aa" : "BB"); // one polynomial hash, whatever it starts from
            }
            builder.add(id.toString());
        }
        IdIndex index = builder.build();
        double mean = index.ids().stream().mapToInt(index::probes).average().orElseThrow();
        assertThat(mean).isLessThan(3);
    }

    @Test
    void index_underTwoKeys_isTheSame() {
        List<String> ids = randomIds(3_000, 5);
        IdIndex.Builder one = IdIndex.builder(new HashKey(1, 2));
        IdIndex.Builder other = IdIndex.builder(new HashKey(-3, 4));
        ids.forEach(one::add);
        ids.forEach(other::add);
        assertThat(other.build()).isEqualTo(one.build()).hasSameHashCodeAs(one.build());
        assertThat(other.canonicalOrder()).isEqualTo(one.canonicalOrder());
        assertThat(other.build(other.canonicalOrder())).isEqualTo(one.build(one.canonicalOrder()));
        assertThat(ids).allSatisfy(id -> assertThat(other.indexOf(id)).isEqualTo(one.indexOf(id)));
    }

    /** Computed by another implementation, whose SipHash-2-4 gives the vectors of the paper. */
    @Test
    void hash_ofKnownBytes_isSipHash13() {
        byte[] bytes = new byte[16];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        HashKey key = new HashKey(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        long[] expected = {
            0xabac0158050fc4dcL,
            0xc9f49bf37d57ca93L,
            0xd3927d989bb11140L,
            0x369095118d299a8eL,
            0xd320d86d2a519956L,
            0xcc4fdd1a7d908b66L
        };
        int[] lengths = {0, 1, 7, 8, 15, 16};
        for (int i = 0; i < lengths.length; i++) {
            assertThat(key.hash(bytes, 0, lengths[i]))
                    .as("%d bytes", lengths[i])
                    .isEqualTo((int) (expected[i] ^ (expected[i] >>> 32)));
        }
    }

    @Test
    void hash_ofBytes_doesNotDependOnWhereTheyStand() {
        byte[] bytes = "customer 123456".getBytes(StandardCharsets.UTF_8);
        byte[] shifted = new byte[20];
        System.arraycopy(bytes, 0, shifted, 3, bytes.length);
        HashKey key = new HashKey(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        for (int length = 0; length <= bytes.length; length++) {
            assertThat(key.hash(shifted, 3, 3 + length)).isEqualTo(key.hash(bytes, 0, length));
        }
    }
}
