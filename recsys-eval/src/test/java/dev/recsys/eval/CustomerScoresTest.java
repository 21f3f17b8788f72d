package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.recsys.Recommender;
import dev.recsys.TrainingListener;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.testkit.SmallBank;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores kept customer by customer: what the file has, and that two evaluations are compared as two models of one are. */
class CustomerScoresTest {
    private static final TimeSplit SPLIT = TimeSplit.at(SmallBank.panel(200), SmallBank.month(3));

    @TempDir
    private Path folder;

    private record Evaluated(EvaluationReport report, CustomerScores scores) {}

    private static Evaluated evaluate(Map<String, Recommender> models, TimeSplit split) {
        List<CustomerScores> taken = new ArrayList<>();
        EvaluationReport report = Evaluator.of(MapAtK.of(3), NdcgAtK.of(3), HoldingsMetric.of(NdcgAtK.of(3)))
                .allowingThinSplits()
                .keepingScores(taken::add)
                .withThreads(2)
                .evaluate(models, split, TrainingListener.none());
        assertThat(taken).hasSize(1);
        return new Evaluated(report, taken.get(0));
    }

    private static Recommender popular() {
        return new PopularityTrainer().train(SPLIT.train());
    }

    private static Recommender fixed() {
        List<String> items =
                new ArrayList<>(SPLIT.train().vocabulary().catalogue().ids().ids());
        return Fixtures.ranking("fixed", items.toArray(String[]::new));
    }

    @Test
    void compare_twoEvaluations_isTheComparisonOfOne() {
        Map<String, Recommender> both = new LinkedHashMap<>();
        both.put("popular", popular());
        both.put("fixed", fixed());
        Map<String, Difference> expected =
                evaluate(both, SPLIT).report().comparisons().get(0).differences();
        CustomerScores one = evaluate(Map.of("popular", popular()), SPLIT).scores();
        CustomerScores two = evaluate(Map.of("fixed", fixed()), SPLIT).scores();
        Map<String, Difference> found = one.compare("popular", two, "fixed");
        assertThat(found.keySet()).containsExactly("map@3", "map@3/adders", "ndcg@3", "ndcg@3/adders");
        found.forEach((key, difference) -> {
            Difference known = java.util.Objects.requireNonNull(expected.get(key));
            assertThat(difference.mean()).as(key).isEqualTo(known.mean(), within(1e-9));
            assertThat(difference.pValue()).as(key).isEqualTo(known.pValue(), within(0.05));
            assertThat(difference.interval().low())
                    .as(key)
                    .isEqualTo(known.interval().low(), within(0.01));
            assertThat(difference.interval().high())
                    .as(key)
                    .isEqualTo(known.interval().high(), within(0.01));
        });
        Map<String, Difference> same = one.compare("popular", one, "popular");
        assertThat(same.values()).allSatisfy(difference -> {
            assertThat(difference.mean()).isZero();
            assertThat(difference.pValue()).isEqualTo(1);
        });
    }

    @Test
    void file_writtenAndRead_isTheSameWithoutIds() throws Exception {
        CustomerScores scores = evaluate(Map.of("popular", popular()), SPLIT).scores();
        Path file = folder.resolve("scores.csv.gz");
        scores.write(file);
        CustomerScores read = CustomerScores.read(file);
        assertThat(read.split()).isEqualTo(scores.split());
        assertThat(read.users()).isEqualTo(SPLIT.userCount());
        assertThat(read.adders()).isEqualTo(SPLIT.adderCount());
        assertThat(read.models()).containsExactly("popular");
        assertThat(read.metrics()).containsExactly("map@3", "ndcg@3");
        assertThat(read.hasCustomersOf(scores)).isTrue();
        assertThat(read.compare("popular", scores, "popular").get("map@3"))
                .isEqualTo(scores.compare("popular", scores, "popular").get("map@3"));
        String text = unpacked(file);
        assertThat(text).startsWith("# {\"format\":1,").contains("\ncustomer,\"popular map@3\",\"popular ndcg@3\"\n");
        SPLIT.testCases().forEach(user -> assertThat(text).doesNotContain(user.userId()));
        read.write(folder.resolve("again.csv.gz"));
        assertThat(unpacked(folder.resolve("again.csv.gz"))).isEqualTo(text);
    }

    @Test
    void compare_otherCustomers_isRefused() {
        CustomerScores one = evaluate(Map.of("popular", popular()), SPLIT).scores();
        TimeSplit other = TimeSplit.at(SmallBank.panel(180), SmallBank.month(3));
        Recommender model = new PopularityTrainer().train(other.train());
        CustomerScores two = evaluate(Map.of("popular", model), other).scores();
        assertThat(one.hasCustomersOf(two)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.compare("popular", two, "popular"))
                .withMessageStartingWith("other must be of the same customers, " + SPLIT.userCount());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.compare("als", one, "popular"))
                .withMessage("model must be one of [popular], but was \"als\"");
    }

    @Test
    void read_fileOfAnotherShape_isRefusedWithItsLine() throws Exception {
        String heading =
                "# {\"format\":1,\"split\":\"s\",\"users\":3,\"models\":[\"m\"],\"metrics\":[\"map@3\"]}\ncustomer,m\n";
        refused("", "line 1 must begin with #");
        refused("# {", "line 1 is not JSON");
        refused("# {\"format\":2}\n", "line 1: format must be 1, but was 2");
        refused(heading + "00000000000000aa\n", "line 3 must have 2 cells, but has 1");
        refused(heading + "00000000000000aa,x\n", "line 3 has a cell that is no number");
        refused(heading + "00000000000000aa,NaN\n", "line 3: a score must be finite");
        refused(heading + "a,1\nb,1\nc,1\nd,1\n", "customers must be at most users, 3, but were 4");
    }

    private void refused(String text, String words) throws IOException {
        Path file = folder.resolve("bad.csv.gz");
        try (var out =
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            out.write(text);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomerScores.read(file))
                .withMessageStartingWith(file + " is no file of scores: ")
                .withMessageContaining(words);
    }

    private static String unpacked(Path file) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
