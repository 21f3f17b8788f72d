package dev.recsys.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.Recommender;
import dev.recsys.ScoreMeaning;
import dev.recsys.Trainer;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Dataset;
import dev.recsys.data.EventLog;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Item;
import dev.recsys.data.Panel;
import dev.recsys.memory.MemoryNeeds;
import dev.recsys.popularity.PopularityTrainer;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What splits hide stays hidden: a model that remembers all it was trained on finds nothing, or is refused. */
class LeakTest {
    private static final Instant MOMENT = Instant.parse("2020-01-02T00:00:00Z");
    private static final Evaluator RECALL = Evaluator.of(RecallAtK.of(3));

    /** 200 users had three of 40 items before the moment and take a fourth one after it. */
    private static EventLog log() {
        EventLog.Builder log = EventLog.builder();
        for (int user = 0; user < 200; user++) {
            for (int event = 0; event < 4; event++) {
                int item = (user * 7 + event * 11) % 40;
                log.add(
                        "u" + user,
                        "i" + item,
                        1,
                        event < 3 ? MOMENT.minusSeconds(9 - event) : MOMENT.plusSeconds(user));
            }
        }
        log.add("u0", "late", 1, MOMENT.plusSeconds(7));
        return log.build();
    }

    /** Says of each user what the data say of that very user, holdings included, and nothing of others. */
    private static Recommender remembering(Dataset data) {
        InteractionMatrix cells = data.interactions();
        Catalogue items = data.catalogue();
        return new StubRecommender(
                request -> {
                    int user = data.users().indexOf(request.customer().id().orElse(""));
                    List<String> had = user < 0
                            ? List.of()
                            : Arrays.stream(cells.columnsOf(user))
                                    .mapToObj(items::id)
                                    .toList();
                    Set<String> owned =
                            request.customer().now().holdings().orElse(Map.of()).keySet();
                    List<String> new_ = had.stream()
                            .filter(item ->
                                    !owned.contains(item) && !request.denied().contains(item))
                            .filter(item -> request.allowed()
                                    .map(allowed -> allowed.contains(item))
                                    .orElse(true))
                            .toList();
                    return Fixtures.ranking("memory", new_.toArray(new String[0]))
                            .recommend(request);
                },
                ScoreMeaning.RANKING,
                items,
                StubModel.info("memory", null, items.size()));
    }

    private static List<TimeSplit> splits() {
        EventLog log = log();
        ColdItems items = ColdItems.of(log, MOMENT, 0.2, 1);
        return List.of(
                TimeSplit.at(log, MOMENT),
                TimeSplit.leaveLastOut(log),
                TimeSplit.coldUsers(log, MOMENT, 0.3, 1),
                items.cold(),
                items.all());
    }

    @ParameterizedTest
    @MethodSource("splits")
    void split_ofEvents_tellsATrainingNothingOfItsTruth(TimeSplit split) {
        assertThat(split.adderCount()).isPositive();
        assertThat(RECALL.evaluate(remembering(split.train()), split)
                        .model("memory")
                        .metrics()
                        .get("recall@3"))
                .isZero();
        // The fault planted: the same model of the whole log, which does not say so, knows every answer.
        assertThat(RECALL.evaluate(remembering(log()), split)
                        .model("memory")
                        .metrics()
                        .get("recall@3/adders"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("splits")
    void model_ofTheWholeLog_isRefused(TimeSplit split) {
        Recommender leaked = new PopularityTrainer().train(log());
        assertThatThrownBy(() -> RECALL.evaluate(leaked, split))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"popularity\" was trained on")
                .hasMessageContaining("TimeSplit.train()");
        assertThat(RECALL.allowingTrainedPeriods().evaluate(leaked, split).users())
                .isEqualTo(split.userCount());
        assertThat(RECALL.evaluate(new PopularityTrainer().train(split.train()), split)
                        .users())
                .isEqualTo(split.userCount());
    }

    @Test
    void model_ofTheLogBeforeTheMoment_isRefusedWhereThatHidesMore() {
        Recommender leaked = new PopularityTrainer().train(log().before(MOMENT));
        for (TimeSplit split : splits().subList(2, 5)) {
            assertThatThrownBy(() -> RECALL.evaluate(leaked, split))
                    .hasMessageContaining("was trained on what the split \"" + split.name() + "\" hides");
        }
    }

    @Test
    void model_ofTheWholePanel_isRefusedByAFold() {
        Panel panel = Fixtures.threeMonths();
        TimeSplit fold = CustomerFolds.of(panel, 2, 1).split(0);
        Trainer<Dataset> popularity = new PopularityTrainer();
        assertThatThrownBy(() -> RECALL.allowingThinSplits().evaluate(popularity.train(panel), fold))
                .hasMessageContaining("hides");
        assertThat(RECALL.allowingThinSplits()
                        .evaluate(popularity.train(fold.train()), fold)
                        .users())
                .isEqualTo(fold.userCount());
    }

    @Test
    void coldItems_ofAShare_hideItAndKeepTheRest() {
        EventLog log = log();
        ColdItems split = ColdItems.of(log, MOMENT, 0.2, 1);
        EventLog train = (EventLog) split.cold().train();
        assertThat(split.hidden()).hasSizeBetween(4, 12).doesNotContain("late");
        assertThat(train.items()).isEqualTo(log.items());
        int kept = 0;
        for (int event = 0; event < train.size(); event++) {
            assertThat(split.hidden()).doesNotContain(train.items().id(train.item(event)));
            assertThat(train.time(event)).isBefore(MOMENT);
        }
        EventLog before = log.before(MOMENT);
        for (int event = 0; event < before.size(); event++) {
            kept += split.hidden().contains(before.items().id(before.item(event))) ? 0 : 1;
        }
        assertThat(train.size()).isEqualTo(kept).isPositive();
        assertThat(ColdItems.of(log, MOMENT, 0.2, 1).hidden()).isEqualTo(split.hidden());
        assertThat(ColdItems.of(log, MOMENT, 0.2, 2).hidden()).isNotEqualTo(split.hidden());
    }

    @Test
    void coldItems_byHand_askAmongTheHiddenOnesAndAmongAll() {
        EventLog log = EventLog.builder()
                .add("ann", "a", 1, MOMENT.minusSeconds(5))
                .add("ann", "h1", 1, MOMENT.minusSeconds(4)) // hidden, and had
                .add("bob", "b", 1, MOMENT.minusSeconds(3))
                .add("cid", "h2", 1, MOMENT.minusSeconds(2)) // of whom nothing is left
                .add("ann", "h1", 1, MOMENT)
                .add("ann", "h2", 1, MOMENT)
                .add("ann", "new", 1, MOMENT)
                .add("bob", "a", 1, MOMENT)
                .add("bob", "h1", 1, MOMENT)
                .build()
                .declared(Catalogue.ofItems(List.of(Item.of("h1").withGroup("cards"), Item.of("unseen"))));
        ColdItems split = ColdItems.of(log, MOMENT, Set.of("h1", "h2", "unseen"));
        assertThat(split.hidden()).containsExactly("h1", "h2");
        assertThat(split.cold().name()).isEqualTo("2020-01-02T00:00:00Z, cold items");
        assertThat(split.cold()
                        .train()
                        .catalogue()
                        .item(log.items().indexOf("h1"))
                        .group())
                .isEqualTo("cards");
        assertThat(split.cold().testCases().map(TestCase::userId)).containsExactly("ann", "bob");
        assertThat(split.cold().testCases().map(TestCase::truth)).containsExactly(Set.of("h2"), Set.of("h1"));
        assertThat(split.all().testCases().map(TestCase::truth)).containsExactly(Set.of("h2"), Set.of("a", "h1"));
        assertThat(offered(split.cold(), "ann")).containsExactly("h2");
        assertThat(offered(split.cold(), "bob")).containsExactly("h1", "h2");
        assertThat(offered(split.all(), "ann")).containsExactly("b", "h2");
        assertThat(offered(split.all(), "bob")).containsExactly("a", "h1", "h2");
    }

    /** What a model of the library is let offer to a user. */
    private static Set<String> offered(TimeSplit split, String user) {
        StubModel model = new StubModel(
                "all",
                split.train().vocabulary(),
                null,
                MemoryNeeds.holdings(),
                customer -> new double[split.train().items().size()]);
        Subject subject = Subject.of(Map.of("all", model), split).get(0);
        TestCase asked = split.testCases()
                .filter(one -> one.userId().equals(user))
                .findFirst()
                .orElseThrow();
        return new LinkedHashSet<>(subject.recommender()
                .recommend(subject.request(asked).limit(9).build())
                .itemIds());
    }

    @Test
    void coldUsers_bringTheirHistory_andAreNotTrainedOn() {
        EventLog log = log();
        TimeSplit split = TimeSplit.coldUsers(log, MOMENT, 0.3, 1);
        EventLog train = (EventLog) split.train();
        Set<String> asked =
                new LinkedHashSet<>(split.testCases().map(TestCase::userId).toList());
        assertThat(asked).hasSizeBetween(40, 80);
        for (int event = 0; event < train.size(); event++) {
            assertThat(asked).doesNotContain(train.users().id(train.user(event)));
        }
        assertThat(train.size()).isEqualTo((200 - asked.size()) * 3);
        assertThat(split.testCases()).allSatisfy(user -> {
            assertThat(user.holdings()).hasSize(3);
            assertThat(user.truth()).isNotEmpty();
        });
    }

    @Test
    void coldSplits_ofNothing_areRefused() {
        EventLog log = log();
        assertThatThrownBy(() -> ColdItems.of(log, MOMENT, 1, 1)).hasMessageContaining("share must be above 0");
        assertThatThrownBy(() -> ColdItems.of(log, MOMENT, Set.of("late"))).hasMessageContaining("hidden must name");
        assertThatThrownBy(() -> ColdItems.of(
                        log, MOMENT, new LinkedHashSet<>(log.items().ids())))
                .hasMessageContaining("hidden must leave");
        assertThatThrownBy(() -> ColdItems.of(log, MOMENT.minusSeconds(99), 0.1, 1))
                .hasMessageContaining("moment");
        assertThatThrownBy(() -> TimeSplit.coldUsers(log, MOMENT, 1e-9, 1))
                .hasMessageContaining("share must take a user");
        assertThatThrownBy(() -> TimeSplit.coldUsers(log, MOMENT, 0, 1)).hasMessageContaining("share must be above 0");
    }
}
