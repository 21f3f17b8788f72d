package dev.recsys.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.RecommendationRequest;
import dev.recsys.RecommendedItem;
import dev.recsys.data.Catalogue;
import dev.recsys.hybrid.PrecomputedRecommender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rankings as a run writes them. */
class RecommendationReaderTest {
    @TempDir
    private Path folder;

    private ReadReport report = new ReadReport("", 0, 0, List.of(), List.of(), List.of());

    private PrecomputedRecommender read(RecommendationReader.Builder reader, String... lines) throws Exception {
        Path file = Files.writeString(folder.resolve("recommendations.csv"), String.join("\n", lines) + "\n");
        PrecomputedRecommender.Builder lists =
                PrecomputedRecommender.withPopular(Catalogue.of(List.of("card", "fund", "loan")), List.of("loan"));
        report = reader.read(file, lists);
        return lists.build();
    }

    private PrecomputedRecommender read(String... lines) throws Exception {
        return read(RecommendationReader.builder(), lines);
    }

    private static List<String> of(PrecomputedRecommender recommender, String customer) {
        return recommender
                .recommend(RecommendationRequest.forUser(customer).build())
                .itemIds();
    }

    @Test
    void read_fileOfARun_givesItsRankings() throws Exception {
        PrecomputedRecommender recommender = read(
                "customer,rank,product,score,reason",
                "15889,1,fund,0.25,\"because you hold \"\"payroll\"\", as others\"",
                "15889,2,card,0.125,x",
                "7,1,loan,1.00000e-05,x");
        assertThat(recommender.customers().ids()).containsExactly("15889", "7");
        assertThat(recommender.recommend(RecommendationRequest.forUser("15889").build()).items().stream()
                        .map(RecommendedItem::score))
                .containsExactly(.25, .125);
        assertThat(of(recommender, "15889")).containsExactly("fund", "card");
        assertThat(of(recommender, "7")).containsExactly("loan");
        assertThat(of(recommender, "nobody")).containsExactly("loan");
        assertThat(report.accepted()).isEqualTo(3);
        assertThat(report.notes()).singleElement().asString().contains("reason");
    }

    @Test
    void read_rowsInAnyOrder_areRankedByRankElseByScore() throws Exception {
        PrecomputedRecommender byRank = read(
                RecommendationReader.builder().user("user").item("item"),
                "item,user,rank",
                "card,a,3",
                "loan,b,1",
                "fund,a,1",
                "loan,a,2");
        assertThat(of(byRank, "a")).containsExactly("fund", "loan", "card");
        assertThat(byRank.recommend(RecommendationRequest.forUser("a").build())
                        .items()
                        .get(2)
                        .score())
                .isEqualTo(1.0 / 3);
        PrecomputedRecommender byScore =
                read("product,customer,score", "card,a,-3", "loan,b,1", "fund,a,1e3", "loan,a,2");
        assertThat(of(byScore, "a")).containsExactly("fund", "loan", "card");
    }

    /** Six digits make scores equal that were not. */
    @Test
    void read_equalScores_keepTheirRanks() throws Exception {
        PrecomputedRecommender recommender =
                read("customer,rank,product,score", "a,1,loan,0.5", "a,2,card,0.5", "a,3,fund,0.5");
        assertThat(of(recommender, "a")).containsExactly("loan", "card", "fund");
    }

    @Test
    void read_rowsAtFault_areQuarantinedWithTheirLine() throws Exception {
        read(
                RecommendationReader.builder().maxRejected(1),
                "customer,rank,product,score",
                "a,1,fund,0.5",
                ",1,fund,0.5",
                "a,1,house,0.5",
                "a,1.5,fund,0.5",
                "a,0,fund,0.5",
                "a,one,fund,0.5",
                "a,1,fund,much",
                "a,1,fund,",
                "a,1,,1",
                "a,1");
        assertThat(report.accepted()).isEqualTo(1);
        assertThat(report.rejects().stream().map(reject -> reject.number() + " " + reject.column()))
                .containsExactly(
                        "3 customer",
                        "4 product",
                        "5 rank",
                        "6 rank",
                        "7 rank",
                        "8 score",
                        "9 score",
                        "10 product",
                        "11 ");
        assertThatThrownBy(() -> read("customer,rank,product", "a,1,house")).isInstanceOf(RejectedRowsException.class);
    }

    @Test
    void read_fileThatIsNoRanking_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("customer,product", "a,fund"))
                .withMessageContaining("\"rank\" or \"score\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("customer,rank", "a,1"))
                .withMessageContaining("\"product\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("customer,rank,product", "a,1,fund", "a,2,fund"))
                .withMessageContaining("\"fund\" is there twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("customer,rank,product,score", "a,1,fund,1", "a,2,loan,2"))
                .withMessageContaining("must not rise");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(RecommendationReader.builder().user("rank"), "customer,rank,product"))
                .withMessageContaining("four columns");
    }
}
