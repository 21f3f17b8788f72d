package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.eval.Column.Audience;
import dev.recsys.internal.run.Workers;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResamplesTest {
    private static final List<Column> COLUMNS = List.of(new Column("map@7", MapAtK.of(7), Audience.ALL, Set.of()));

    private static UserScores table(String name, double... scores) {
        UserScores table = new UserScores(name, COLUMNS, scores.length, 0);
        for (int user = 0; user < scores.length; user++) {
            table.score(user, 0, scores[user]);
        }
        return table;
    }

    private static Resamples resamples(int threads, UserScores... tables) {
        int users = tables[0].userCount();
        try (Workers workers = Workers.of("test", threads)) {
            return Resamples.of(List.of(tables), IntStream.range(0, users).toArray(), workers);
        }
    }

    private static Interval interval(UserScores table) {
        return resamples(1, table).intervals(0).get("map@7");
    }

    private static Difference difference(UserScores a, UserScores b) {
        return resamples(2, a, b).comparisons().get(0).differences().get("map@7");
    }

    private static double[] random(int users, double mean, long seed) {
        Random random = new Random(seed);
        return random.doubles(users).map(x -> x < mean ? 1 : 0).toArray();
    }

    @Test
    void interval_ofAShare_isThatOfTheBinomial() {
        Interval interval = interval(table("a", random(10_000, 0.3, 1)));
        double halfWidth = 1.96 * Math.sqrt(0.3 * 0.7 / 10_000);
        assertThat(interval.high() - interval.low()).isEqualTo(2 * halfWidth, within(0.15 * halfWidth));
    }

    /** Sums over all users and over those who added something are shared: the same figures as without the others. */
    @Test
    void adders_besideAllUsers_haveTheFiguresTheyHaveAlone() {
        Column adders = new Column("map@7/adders", MapAtK.of(7), Audience.ADDERS, Set.of());
        List<Column> both = List.of(COLUMNS.get(0), adders);
        UserScores[] beside = {new UserScores("a", both, 500, 0), new UserScores("b", both, 500, 0)};
        UserScores[] alone = {new UserScores("a", List.of(adders), 500, 0), new UserScores("b", List.of(adders), 500, 0)
        };
        Random random = new Random(8);
        for (int user = 0; user < 500; user++) {
            boolean adds = random.nextInt(4) == 0;
            for (int t = 0; t < 2; t++) {
                double score = adds && random.nextBoolean() ? random.nextDouble() : 0;
                beside[t].score(user, 0, score);
                if (adds) {
                    beside[t].score(user, 1, score);
                    alone[t].score(user, 0, score);
                }
            }
        }
        Resamples shared = resamples(1, beside);
        Resamples apart = resamples(1, alone);
        assertThat(shared.intervals(1).get("map@7/adders"))
                .isEqualTo(apart.intervals(1).get("map@7/adders"));
        assertThat(shared.comparisons().get(0).differences().get("map@7/adders"))
                .isEqualTo(apart.comparisons().get(0).differences().get("map@7/adders"));
        assertThat(shared.intervals(1).get("map@7").high())
                .isLessThan(shared.intervals(1).get("map@7/adders").low());
    }

    @Test
    void interval_inManySamples_holdsTheTruthAbout95TimesOf100() {
        int held = 0;
        for (int sample = 0; sample < 400; sample++) {
            Interval interval = interval(table("a", random(300, 0.3, 1000 + sample)));
            held += interval.low() <= 0.3 && 0.3 <= interval.high() ? 1 : 0;
        }
        assertThat(held).isBetween(364, 394);
    }

    @Test
    void interval_allScoresEqual_isAPoint() {
        assertThat(interval(table("a", 0.5, 0.5, 0.5, 0.5))).isEqualTo(new Interval(0.5, 0.5));
    }

    @Test
    void resamples_otherThreadCount_areTheSame() {
        UserScores a = table("a", random(500, 0.3, 1));
        UserScores b = table("b", random(500, 0.4, 2));
        assertThat(resamples(1, a, b).comparisons())
                .isEqualTo(resamples(3, a, b).comparisons());
        assertThat(resamples(1, a, b).intervals(1)).isEqualTo(resamples(3, b).intervals(0));
    }

    @Test
    void test_sameScores_isNotSignificant() {
        double[] scores = random(200, 0.3, 1);
        assertThat(difference(table("a", scores), table("b", scores)))
                .isEqualTo(new Difference(0, new Interval(0, 0), 1));
    }

    @Test
    void test_fourDifferencesOfOneSign_hasTheExactPValueOfTwoInSixteen() {
        Difference difference = difference(table("a", 0.9, 0.8, 0.7, 0.6, 0.5), table("b", 0.1, 0.1, 0.1, 0.1, 0.5));
        assertThat(difference.mean()).isEqualTo((0.8 + 0.7 + 0.6 + 0.5) / 5, within(1e-7));
        assertThat(difference.pValue()).isEqualTo(2 / 16.0, within(0.035));
        assertThat(difference.isSignificant()).isFalse();
    }

    @Test
    void test_clearDifference_isSignificant() {
        Difference difference = difference(table("a", random(400, 0.6, 1)), table("b", random(400, 0.3, 2)));
        assertThat(difference.pValue()).isEqualTo(1 / 1001.0);
        assertThat(difference.interval().low()).isPositive();
    }

    @Test
    void test_noTrueDifference_rejectsAboutOnceInTwenty() {
        int rejected = 0;
        for (int sample = 0; sample < 400; sample++) {
            rejected +=
                    difference(table("a", random(100, 0.3, 5000 + sample)), table("b", random(100, 0.3, 9000 + sample)))
                                    .isSignificant()
                            ? 1
                            : 0;
        }
        assertThat(rejected).isBetween(6, 36);
    }

    @Test
    void interval_usersOutsideTheColumn_doNotCount() {
        UserScores table = table("a", 1, Double.NaN, 1, Double.NaN);
        assertThat(interval(table)).isEqualTo(new Interval(1, 1));
        assertThat(interval(table("a", Double.NaN, Double.NaN))).isNull();
    }
}
