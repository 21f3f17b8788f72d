package dev.recsys.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class KeptOrderTest {
    private static final Offset<Double> HAIRS = within(1e-8);
    private static final boolean[] BOTH = {true, true};

    private static boolean none(int item) {
        return false;
    }

    private static double[] keep(double[] scores, double[] corrected, int[][] groups, IntPredicate isHeld) {
        double[] kept = corrected.clone();
        KeptOrder.keep(scores, kept, groups, BOTH, isHeld);
        return kept;
    }

    private static int[][] all(int items) {
        return new int[][] {IntStream.range(0, items).toArray()};
    }

    private static int[] ranked(double[] scores, IntPredicate isHeld) {
        return IntStream.range(0, scores.length)
                .filter(isHeld.negate())
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .mapToInt(item -> item)
                .toArray();
    }

    @Test
    void keep_rankingTheSame_changesNothing() {
        double[] corrected = {0.5, 0.25, 0.125};
        assertThat(keep(new double[] {0.3, 0.2, 0.1}, corrected, all(3), KeptOrderTest::none))
                .isEqualTo(corrected);
    }

    @Test
    void keep_neighboursContradict_getTheirMean() {
        // Ranked 1, 2, 0, 3: 0.2 and 0.4 become 0.3; 0.35 of the next is above it, so that all three become 0.95 / 3.
        double[] kept = keep(
                new double[] {0.3, 0.5, 0.4, 0.1}, new double[] {0.35, 0.2, 0.4, 0.05}, all(4), KeptOrderTest::none);
        assertThat(kept[1]).isEqualTo(0.95 / 3, HAIRS);
        assertThat(kept[2]).isEqualTo(0.95 / 3, HAIRS).isLessThan(kept[1]);
        assertThat(kept[0]).isEqualTo(0.95 / 3, HAIRS).isLessThan(kept[2]);
        assertThat(kept[3]).isEqualTo(0.05);
    }

    @Test
    void keep_itemHeld_staysBetweenItsNeighboursAndMovesNothing() {
        double[] scores = {0.5, 0.4, 0.3};
        double[] kept = keep(scores, new double[] {0.3, 0.9, 0.1}, all(3), item -> item == 1);
        assertThat(kept).containsExactly(new double[] {0.3, 0.3, 0.1}, HAIRS);
        assertThat(kept[1]).isLessThan(kept[0]);
        kept = keep(scores, new double[] {0.3, 0.01, 0.1}, all(3), item -> item == 1);
        assertThat(kept).containsExactly(new double[] {0.3, 0.1, 0.1}, HAIRS);
        assertThat(kept[1]).isGreaterThan(kept[2]);
    }

    @Test
    void keep_creditItems_areFreeOfTheOthersWhichFitInBetween() {
        int[][] groups = {{0, 1, 2}, {3, 4}};
        // Ranked 0, 3, 1, 4, 2; credit 3 and 4 stay, and 0, 1 and 2 end above, between and below them.
        double[] scores = {0.5, 0.3, 0.1, 0.4, 0.2};
        double[] kept = keep(scores, new double[] {0.35, 0.6, 0.3, 0.4, 0.2}, groups, KeptOrderTest::none);
        assertThat(kept).containsExactly(new double[] {0.475, 0.4, 0.2, 0.4, 0.2}, HAIRS);
        assertThat(kept[3]).isEqualTo(0.4);
        assertThat(kept[4]).isEqualTo(0.2);
        assertThat(ranked(kept, KeptOrderTest::none)).containsExactly(0, 3, 1, 4, 2);
        double[] kept2 = new double[] {0.35, 0.6, 0.3, 0.4, 0.2};
        KeptOrder.keep(scores, kept2, groups, new boolean[] {false, false}, KeptOrderTest::none);
        assertThat(kept2).containsExactly(0.35, 0.6, 0.3, 0.4, 0.2);
    }

    @Test
    void keep_anyScores_isTheRankingAsItWas() {
        Random random = new Random(1);
        for (int trial = 0; trial < 3000; trial++) {
            int size = 1 + random.nextInt(trial % 50 == 0 ? 200 : 30);
            double[] scores = new double[size];
            double[] corrected = new double[size];
            List<List<Integer>> groups = List.of(new ArrayList<>(), new ArrayList<>());
            boolean[] held = new boolean[size];
            for (int item = 0; item < size; item++) {
                scores[item] = random.nextInt(3) == 0 ? 0.25 : Math.exp(-20 * random.nextDouble());
                corrected[item] = random.nextInt(4) == 0 ? 0.5 : Math.exp(-20 * random.nextDouble());
                groups.get(random.nextInt(3) / 2).add(item);
                held[item] = random.nextInt(5) == 0;
            }
            int[][] parts = groups.stream()
                    .map(group -> group.stream().mapToInt(item -> item).toArray())
                    .toArray(int[][]::new);
            IntPredicate isHeld = item -> held[item];
            double[] kept = keep(scores, corrected, trial % 2 == 0 ? all(size) : parts, isHeld);
            for (double score : kept) {
                assertThat(score).isBetween(0.0, 1.0);
            }
            int[] before = ranked(scores, isHeld);
            int[] after = ranked(kept, isHeld);
            for (int place = 0; place < before.length; place++) {
                boolean isTie = scores[before[place]] == scores[after[place]]; // of a credit item and another
                assertThat(isTie || before[place] == after[place])
                        .as("trial %d", trial)
                        .isTrue();
            }
            double[] credit = corrected.clone();
            for (int item : parts[0]) {
                credit[item] = random.nextDouble();
            }
            if (trial % 2 == 1) {
                double[] other = keep(scores, credit, parts, isHeld);
                for (int item : parts[1]) {
                    assertThat(other[item]).isEqualTo(kept[item]);
                }
            }
        }
    }
}
