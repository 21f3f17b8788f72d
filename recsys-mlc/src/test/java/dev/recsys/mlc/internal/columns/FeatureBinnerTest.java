package dev.recsys.mlc.internal.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.recsys.Customer;
import dev.recsys.Facts;
import dev.recsys.PanelCustomers;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.data.Catalogue;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.HoldingHistory;
import dev.recsys.data.Panel;
import dev.recsys.data.PanelBuilder;
import dev.recsys.data.Transition;
import dev.recsys.internal.resolve.Resolver;
import dev.recsys.memory.CustomerMemory;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.memory.MemoryNeeds;
import dev.recsys.mlc.ConfigFixture;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Sections;
import dev.recsys.testkit.SmallBank;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class FeatureBinnerTest {
    private static final LocalDate FIRST = LocalDate.of(2020, 1, 28);

    /** Learns from as many steps as a configuration says. */
    public static FeatureBinner learn(Panel panel, MlcConfig config) {
        List<Transition> last = panel.transitions();
        int from = Math.max(0, last.size() - config.sampling().periods());
        return FeatureBinner.learn(
                last.subList(from, last.size()), panel.schema(), panel.items().size(), config.columns(), config.seed());
    }

    static int[] encode(FeatureBinner binner, KnownCustomer user) {
        int[] bins = new int[binner.columnCount()];
        binner.encode(user.features(), user.featuresBefore(), user.held(), user.history(), bins);
        return bins;
    }

    private static int[] encode(FeatureBinner binner, Resolver resolver, RecommendationRequest request) {
        return encode(binner, resolver.resolve(request).customer());
    }

    private static CustomerMemory remembered(Panel panel, FeatureBinner binner) {
        return CustomerMemory.of(
                panel,
                new MemoryNeeds(
                        Set.copyOf(panel.schema().names()),
                        binner.historyPeriods(),
                        Set.copyOf(binner.changingFeatures()),
                        0));
    }

    /** Users who come late, miss months, and take and drop items, with an attribute of each kind. */
    public static Panel panel(int users, int months, int items) {
        List<String> names = IntStream.range(0, items).mapToObj(i -> "i" + i).toList();
        PanelBuilder panel = Panel.builder(
                names,
                FeatureSchema.builder().numeric("age").categorical("city").build());
        for (int user = 0; user < users; user++) {
            SplittableRandom random = new SplittableRandom(user);
            boolean[] held = new boolean[items];
            for (int month = random.nextInt(5); month < months; month++) {
                held[random.nextInt(items)] ^= random.nextInt(3) == 0;
                if (random.nextInt(6) > 0) {
                    panel.row(FIRST.plusMonths(month), "u" + user)
                            .number("age", user % 7 == 0 ? Double.NaN : 20 + user % 50 + (user + month) / 12)
                            .category("city", user % 5 == 0 ? "" : "city" + random.nextInt(3));
                    IntStream.range(0, items).filter(i -> held[i]).forEach(i -> panel.holds(names.get(i)));
                }
            }
        }
        return panel.build();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 12, 24})
    void encode_trainingRequestMemoryAndFile_areOne(int depth) throws ModelFormatException {
        Panel panel = panel(150, 17, 40);
        LocalDate date = FIRST.plusMonths(15);
        Panel known = panel.through(date);
        FeatureBinner binner = learn(
                known,
                ConfigFixture.defaults()
                        .historyPeriods(depth)
                        .changingFeatures(List.of("city", "shoe size", "age"))
                        .build());
        assertThat(binner.historyPeriods()).isEqualTo(Math.min(depth, 14));
        assertThat(binner.changingFeatures()).isEqualTo(depth == 0 ? List.of() : List.of("age", "city"));
        assertThat(binner.columnCount()).isEqualTo(2 + 40 + 1 + (depth == 0 ? 0 : 40 + 2));
        CustomerMemory memory = remembered(known, binner);
        Sections.Builder out = Sections.builder();
        memory.writeTo(out);
        Sections.Builder bins = Sections.builder();
        binner.writeTo(bins);
        Resolver alone = new Resolver(known.vocabulary(), null);
        Resolver resolver = new Resolver(known.vocabulary(), memory);
        Resolver readResolver = new Resolver(known.vocabulary(), CustomerMemory.readFrom(out.build()));
        FeatureBinner readBinner = FeatureBinner.readFrom(bins.build(), known.vocabulary());
        PanelCustomers requests = PanelCustomers.at(panel, date);
        Transition next = panel.transition(16);
        assertThat(next.pairCount()).isGreaterThan(80);
        Set<Integer> changes = new TreeSet<>();
        for (int pair = 0; pair < next.pairCount(); pair++) {
            int[] trained = new int[binner.columnCount()];
            binner.encode(next, pair, trained);
            RecommendationRequest full = requests.request(next.rowBefore(pair)).build();
            RecommendationRequest bare = RecommendationRequest.forUser(
                            panel.users().id(next.user(pair)))
                    .build();
            assertThat(encode(binner, resolver, full)).isEqualTo(trained);
            assertThat(encode(binner, alone, full)).isEqualTo(trained);
            assertThat(encode(binner, resolver, bare)).isEqualTo(trained);
            assertThat(encode(readBinner, readResolver, bare)).isEqualTo(trained);
            assertThat(Arrays.stream(trained).max().orElseThrow()).isLessThan(256);
            changes.add(trained[trained.length - 2]);
            changes.add(10 + trained[trained.length - 1]);
        }
        if (depth > 0) {
            // Missing, stayed and rose; missing, stayed, and was any of the three others.
            assertThat(changes).containsExactly(0, 2, 3, 10, 11, 12, 13, 14);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void encode_requestOfALaterMonth_isToldTheChangeByMemory(int months) {
        Panel panel = panel(150, 17, 3);
        LocalDate date = FIRST.plusMonths(14);
        FeatureBinner binner = learn(
                panel.through(date),
                ConfigFixture.defaults()
                        .historyPeriods(2)
                        .changingFeatures(List.of("age", "city"))
                        .build());
        Resolver resolver = new Resolver(panel.vocabulary(), remembered(panel.through(date), binner));
        Transition next = panel.transition(14 + months);
        assertThat(next.before().date()).isEqualTo(date.plusMonths(months - 1));
        PanelCustomers requests = PanelCustomers.at(panel, date.plusMonths(months));
        for (int row = 0; row < requests.snapshot().rowCount(); row++) {
            RecommendationRequest full = requests.request(row).build();
            int user = requests.snapshot().user(row);
            Customer.Builder customer = Customer.builder(panel.users().id(user));
            RecommendationRequest news = RecommendationRequest.forCustomer(
                            features(full.customer().now(), customer))
                    .date(date.plusMonths(months))
                    .build();
            int[] bins = encode(binner, resolver, news);
            int[] changes = Arrays.copyOfRange(bins, bins.length - 2, bins.length);
            if (months == 2) {
                assertThat(changes).containsOnly(0);
            } else if (panel.snapshots().get(14).rowOf(user) >= 0) {
                int[] told = encode(binner, resolver, full);
                assertThat(changes).isEqualTo(Arrays.copyOfRange(told, told.length - 2, told.length));
            }
        }
    }

    /** A customer of whom only age and city are said. */
    private static Customer features(Facts now, Customer.Builder customer) {
        Facts.Builder said = Facts.builder().number("age", now.number("age"));
        String city = now.category("city");
        return customer.now((city == null ? said.missing("city") : said.category("city", city)).build())
                .build();
    }

    @Test
    void encode_changes_areDistinct() {
        assertThat(ChangeColumns.ofNumber(1, 2)).isEqualTo(1);
        assertThat(ChangeColumns.ofNumber(2, 2)).isEqualTo(2);
        assertThat(ChangeColumns.ofNumber(3, 2)).isEqualTo(3);
        assertThat(ChangeColumns.ofNumber(Float.NaN, 2)).isZero();
        assertThat(ChangeColumns.ofNumber(2, Float.NaN)).isZero();
        assertThat(ChangeColumns.ofCategory(4, 4)).isEqualTo(1);
        assertThat(ChangeColumns.ofCategory(4, 7)).isEqualTo(8);
        assertThat(ChangeColumns.ofCategory(4, 255)).isEqualTo(255);
        assertThat(ChangeColumns.ofCategory(0, 4)).isZero();
        assertThat(ChangeColumns.ofCategory(4, 0)).isZero();
    }

    @Test
    void learn_featuresThatNeverChange_getNoColumn() {
        MlcConfig config = ConfigFixture.defaults()
                .changingFeatures(List.of("age", "city", "income"))
                .build();
        FeatureBinner still = learn(SmallBank.panel(50), config);
        assertThat(still.changingFeatures()).isEmpty();
        Panel moving = panel(60, 6, 5);
        assertThat(learn(moving, config).changingFeatures()).containsExactly("age", "city");
        assertThat(learn(moving.through(FIRST.plusMonths(1)), config).changingFeatures())
                .isEmpty();
        FeatureBinner binner = learn(moving, config);
        int last = binner.columnCount() - 1;
        Reason change = Reason.of(Reason.FEATURE_CHANGED, "feature", "city");
        assertThat(binner.about(last, moving.catalogue())).isEqualTo(change);
        assertThat(binner.feature(last)).isEqualTo(1);
        assertThat(binner.feature(last - 1)).isZero();
        assertThat(binner.feature(last - 2)).isEqualTo(-1);
        assertThat(binner.categorical()[last]).isTrue();
        assertThat(binner.binCounts()[last]).isEqualTo(5);
        assertThat(binner.isTold(last, 0)).isFalse();
        assertThat(binner.isTold(last, 1)).isFalse();
        assertThat(binner.isTold(last, 2)).isTrue();
        assertThat(binner.reason(last, 2, 0, moving.catalogue())).isEqualTo(change);
    }

    @Test
    void learn_noFeatureNamed_takesThoseOfWhichOneInAThousandChanges() {
        PanelBuilder panel = Panel.builder(
                List.of("a", "b"),
                FeatureSchema.builder()
                        .numeric("often")
                        .numeric("seldom")
                        .categorical("never")
                        .build());
        for (int user = 0; user < 3000; user++) {
            for (int month = 0; month < 3; month++) {
                panel.row(FIRST.plusMonths(month), "u" + user)
                        .number("often", user < 3 ? month : 0)
                        .number("seldom", user < 2 ? month : 0)
                        .category("never", "x");
            }
        }
        Panel built = panel.build();
        assertThat(learn(built, MlcConfig.defaults()).changingFeatures()).containsExactly("often");
        MlcConfig named = ConfigFixture.defaults()
                .changingFeatures(List.of("never", "seldom"))
                .build();
        assertThat(learn(built, named).changingFeatures()).containsExactly("seldom");
        assertThat(learn(built, ConfigFixture.defaults().historyPeriods(0).build())
                        .changingFeatures())
                .isEmpty();
    }

    private static HoldingHistory months(int... words) {
        HoldingHistory.Builder history = HoldingHistory.builder(words.length, 5);
        for (int month = 1; month <= words.length; month++) {
            if (words[month - 1] >= 0) {
                history.known(month).word(month, 0, words[month - 1]);
            }
        }
        return history.build();
    }

    private static int[] history(HoldingHistory months, int... held) {
        // Three months deep: 1 never, 2..4 dropped 3, 2, 1 months ago, 5..7 taken 1, 2, 3 months ago, 8 held
        // throughout.
        FeatureBinner binner = learn(
                panel(60, 6, 5), ConfigFixture.defaults().historyPeriods(3).build());
        int[] bins = new int[binner.columnCount()];
        FeatureRow row = panel(60, 6, 5).last().features().row(0);
        binner.encode(row, FeatureRow.unknown(), held, months, bins);
        return Arrays.copyOfRange(bins, 2 + 5 + 1, 2 + 5 + 1 + 5);
    }

    @Test
    void encode_history_tellsSinceWhen() {
        // 0 held throughout, 1 just taken, 2 just dropped, 3 taken two months ago, 4 never.
        assertThat(history(months(0b01101, 0b00101, 0b00101), 0, 1, 3)).containsExactly(8, 5, 4, 6, 1);
        // 0 dropped and taken again: the last change counts. 1 and 2 changed three months ago.
        assertThat(history(months(0b00010, 0b00011, 0b00101), 0, 1)).containsExactly(5, 7, 2, 1, 1);
    }

    @Test
    void encode_unknownMonths_neitherCountNorBreak() {
        assertThat(history(months(-1, 0b00001, -1), 0, 1)).containsExactly(8, 6, 1, 1, 1);
        assertThat(history(months(0b00001), 0)).containsExactly(8, 1, 1, 1, 1);
        assertThat(history(HoldingHistory.none(), 0)).containsOnly(0);
        assertThat(history(months(0, 0, 0, 0b00001))).containsOnly(1); // deeper than training looked
    }

    @Test
    void learn_trainingWithoutHistory_makesNoColumns() {
        Panel two = SmallBank.panel(50).through(SmallBank.month(1));
        FeatureBinner binner = learn(two, MlcConfig.defaults());
        assertThat(binner.historyPeriods()).isZero();
        assertThat(binner.columnCount()).isEqualTo(3 + 7 + 1);
        FeatureBinner deeper = learn(SmallBank.panel(50), MlcConfig.defaults());
        assertThat(deeper.historyPeriods()).isEqualTo(2);
        assertThat(deeper.columnCount()).isEqualTo(3 + 7 + 1 + 7);
        Catalogue products = SmallBank.catalogue();
        assertThat(deeper.about(1, products)).isEqualTo(Reason.of(Reason.FEATURE, "feature", "income"));
        assertThat(deeper.about(8, products)).isEqualTo(Reason.of(Reason.HOLDS, "item", "loan"));
        assertThat(deeper.about(10, products)).isEqualTo(Reason.of(Reason.PRODUCT_COUNT));
        assertThat(deeper.about(11, products)).isEqualTo(Reason.of(Reason.SINCE_WHEN, "item", "account"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 25})
    void readFrom_damagedDepth_isRefused(int depth) {
        Sections sections =
                Sections.builder().put("binner/history", new int[] {depth}).build();
        assertThatThrownBy(() -> HistoryColumns.readFrom(sections, 3))
                .isInstanceOf(ModelFormatException.class)
                .hasMessage("section \"binner/history\" must hold a depth in 0..24, but holds [" + depth + "]");
    }

    @Test
    void reason_sinceWhen_tellsHeldTakenAndDropped() {
        HistoryColumns columns =
                HistoryColumns.learn(List.of(SmallBank.panel(20).transition(3)), SmallBank.PRODUCTS.size(), 12);
        assertThat(columns.depth()).isEqualTo(2);
        assertThat(columns.isTold(1)).isFalse(); // never held
        Catalogue products = SmallBank.catalogue();
        Reason before = Reason.of(Reason.HELD_BEFORE, "item", "account");
        assertThat(columns.reason(0, 2, 1, products)).isEqualTo(before);
        assertThat(columns.reason(0, 3, 1, products)).isEqualTo(before);
        assertThat(columns.reason(0, 3, 0, products)).isEqualTo(Reason.of(Reason.HELD_THIS_BEFORE));
        assertThat(columns.reason(0, 4, 1, products)).isEqualTo(Reason.of(Reason.TOOK_LATELY, "item", "account"));
        assertThat(columns.binCount()).isEqualTo(7);
        assertThat(columns.reason(0, 6, 1, products)).isEqualTo(Reason.of(Reason.HOLDS, "item", "account"));
    }
}
