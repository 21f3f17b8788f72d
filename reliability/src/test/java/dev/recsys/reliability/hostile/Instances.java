package dev.recsys.reliability.hostile;

import static dev.recsys.reliability.hostile.Fixtures.ALS_FITTED;
import static dev.recsys.reliability.hostile.Fixtures.ALS_MODEL;
import static dev.recsys.reliability.hostile.Fixtures.ALS_TRAINER;
import static dev.recsys.reliability.hostile.Fixtures.BUNDLE;
import static dev.recsys.reliability.hostile.Fixtures.CLUSTER_FITTED;
import static dev.recsys.reliability.hostile.Fixtures.CLUSTER_MODEL;
import static dev.recsys.reliability.hostile.Fixtures.CLUSTER_TRAINER;
import static dev.recsys.reliability.hostile.Fixtures.HYBRID;
import static dev.recsys.reliability.hostile.Fixtures.LAST;
import static dev.recsys.reliability.hostile.Fixtures.MEMORY;
import static dev.recsys.reliability.hostile.Fixtures.MLC_FITTED;
import static dev.recsys.reliability.hostile.Fixtures.MLC_MODEL;
import static dev.recsys.reliability.hostile.Fixtures.MLC_TRAINER;
import static dev.recsys.reliability.hostile.Fixtures.PANEL;
import static dev.recsys.reliability.hostile.Fixtures.POPULARITY;
import static dev.recsys.reliability.hostile.Fixtures.REPORT;
import static dev.recsys.reliability.hostile.Fixtures.SECTIONS;
import static dev.recsys.reliability.hostile.Fixtures.SHOP;
import static dev.recsys.reliability.hostile.Fixtures.SPLIT;
import static dev.recsys.reliability.hostile.Fixtures.customer;

import dev.recsys.BatchAnswer;
import dev.recsys.BatchRequest;
import dev.recsys.Customer;
import dev.recsys.Explanation;
import dev.recsys.Facts;
import dev.recsys.FallbackLevel;
import dev.recsys.Ignored;
import dev.recsys.PanelCustomers;
import dev.recsys.Reason;
import dev.recsys.ReasonTexts;
import dev.recsys.RecommendationRequest;
import dev.recsys.Recommendations;
import dev.recsys.TrainingCancelledException;
import dev.recsys.TrainingListener;
import dev.recsys.TrainingProgress;
import dev.recsys.als.AlsCodec;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.baselines.BprCodec;
import dev.recsys.baselines.BprConfig;
import dev.recsys.baselines.BprTrainer;
import dev.recsys.baselines.EaseConfig;
import dev.recsys.baselines.EaseTrainer;
import dev.recsys.baselines.FeatureFactorCodec;
import dev.recsys.baselines.FeatureFactorConfig;
import dev.recsys.baselines.ItemItemCodec;
import dev.recsys.baselines.MarkovConfig;
import dev.recsys.baselines.MarkovTrainer;
import dev.recsys.baselines.NeighbourConfig;
import dev.recsys.baselines.NeighbourTrainer;
import dev.recsys.baselines.RandomCodec;
import dev.recsys.baselines.RandomConfig;
import dev.recsys.baselines.RandomTrainer;
import dev.recsys.baselines.ShareCodec;
import dev.recsys.baselines.ShareConfig;
import dev.recsys.baselines.ShareTrainer;
import dev.recsys.baselines.SlimConfig;
import dev.recsys.baselines.SlimTrainer;
import dev.recsys.baselines.UserNeighbourCodec;
import dev.recsys.baselines.UserNeighbourConfig;
import dev.recsys.baselines.UserNeighbourTrainer;
import dev.recsys.bundle.ModelFolder;
import dev.recsys.cluster.ClusterCodec;
import dev.recsys.cluster.ClusterProfile;
import dev.recsys.cluster.table.ExplainingTree;
import dev.recsys.data.Catalogue;
import dev.recsys.data.EventLog;
import dev.recsys.data.Feature;
import dev.recsys.data.FeatureRow;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.HoldingHistory;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.data.Item;
import dev.recsys.data.Panel;
import dev.recsys.decision.drift.DriftConfig;
import dev.recsys.decision.drift.DriftFinding;
import dev.recsys.decision.drift.DriftMonitor;
import dev.recsys.decision.drift.DriftPeriod;
import dev.recsys.decision.drift.DriftReport;
import dev.recsys.decision.drift.Verdict;
import dev.recsys.decision.log.LogCheck;
import dev.recsys.decision.log.LogConfig;
import dev.recsys.decision.log.LogCounters;
import dev.recsys.decision.log.LogHead;
import dev.recsys.decision.log.LogRecord;
import dev.recsys.eval.AucAtK;
import dev.recsys.eval.ColdItems;
import dev.recsys.eval.Comparison;
import dev.recsys.eval.CustomerFolds;
import dev.recsys.eval.Difference;
import dev.recsys.eval.Estimate;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.F1AtK;
import dev.recsys.eval.FoldsReport;
import dev.recsys.eval.GroupGap;
import dev.recsys.eval.GroupReport;
import dev.recsys.eval.Grouping;
import dev.recsys.eval.GroupsReport;
import dev.recsys.eval.HitRateAtK;
import dev.recsys.eval.HoldingsMetric;
import dev.recsys.eval.Interval;
import dev.recsys.eval.LoggedDecision;
import dev.recsys.eval.MapAtK;
import dev.recsys.eval.MarginAtK;
import dev.recsys.eval.MrrAtK;
import dev.recsys.eval.NdcgAtK;
import dev.recsys.eval.OffPolicyReport;
import dev.recsys.eval.OperatingPoint;
import dev.recsys.eval.PermutationImportance;
import dev.recsys.eval.PrecisionAtK;
import dev.recsys.eval.RecallAtK;
import dev.recsys.eval.Reliability;
import dev.recsys.eval.RollingOrigin;
import dev.recsys.eval.TestCase;
import dev.recsys.eval.search.Search;
import dev.recsys.eval.search.SearchConfig;
import dev.recsys.eval.search.SearchResult;
import dev.recsys.eval.search.SearchSpace;
import dev.recsys.eval.search.Validation;
import dev.recsys.graph.GraphFilterCodec;
import dev.recsys.graph.GraphFilterConfig;
import dev.recsys.hybrid.Blend;
import dev.recsys.hybrid.ComponentHealth;
import dev.recsys.hybrid.GuardConfig;
import dev.recsys.hybrid.HybridCodec;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.hybrid.HybridTrainer;
import dev.recsys.hybrid.InterleavedRecommender;
import dev.recsys.hybrid.PrecomputedRecommender;
import dev.recsys.io.CatalogueReader;
import dev.recsys.io.EventRead;
import dev.recsys.io.EventReader;
import dev.recsys.io.JdbcEventReader;
import dev.recsys.io.JdbcPanelReader;
import dev.recsys.io.PanelRead;
import dev.recsys.io.ReadProgress;
import dev.recsys.io.ReadReport;
import dev.recsys.io.RecommendationReader;
import dev.recsys.io.Reject;
import dev.recsys.io.SantanderReader;
import dev.recsys.io.TableReader;
import dev.recsys.mlc.MlcCodec;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.model.ModelFormatException;
import dev.recsys.model.Provenance;
import dev.recsys.model.Sections;
import dev.recsys.pipeline.Pipeline;
import dev.recsys.pipeline.TopItems;
import dev.recsys.popularity.PopularityCodec;
import dev.recsys.popularity.PopularityConfig;
import dev.recsys.popularity.PopularityTrainer;
import dev.recsys.report.ComparedRuns;
import dev.recsys.report.FeatureView;
import dev.recsys.report.Insights;
import dev.recsys.report.OfferTally;
import dev.recsys.report.PolicyTally;
import dev.recsys.report.Report;
import dev.recsys.report.SegmentStudy;
import dev.recsys.synthetic.SyntheticBank;
import dev.recsys.synthetic.SyntheticBankListener;
import dev.recsys.testkit.SmallBank;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Objects to call methods on and to give as right arguments: a new one each time where a call may change it. */
final class Instances {
    private final List<Supplier<?>> suppliers = new ArrayList<>();
    private final List<Class<?>> types = new ArrayList<>();
    private final Path folder;

    Instances(Path folder) {
        this.folder = folder;
        data();
        answers();
        models();
        evaluation();
        readers();
        logs();
        drift();
        reports();
        Generations.instances(folder).forEach(this::fresh);
        Decisions.values().forEach(this::add);
        Decisions.rulesAndContacts().forEach(this::add);
        Decisions.changing().forEach(this::fresh);
    }

    /** Suppliers of the objects of a type. */
    List<Supplier<?>> of(Class<?> type) {
        List<Supplier<?>> found = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            if (type.isAssignableFrom(types.get(i))) {
                found.add(suppliers.get(i));
            }
        }
        return found;
    }

    private void add(Object value) {
        fresh(() -> value);
    }

    private void fresh(Supplier<?> supplier) {
        suppliers.add(supplier);
        types.add(supplier.get().getClass());
    }

    private void data() {
        add(PANEL);
        add(SHOP);
        add(PANEL.last());
        add(PANEL.last().features());
        add(PANEL.last().features().row(0));
        add(FeatureRow.unknown());
        add(PANEL.last().holdings());
        add(PANEL.transition(1));
        add(PANEL.catalogue());
        add(PANEL.catalogue().item(0));
        add(PANEL.schema());
        add(PANEL.schema().feature(0));
        add(PANEL.vocabulary());
        add(PANEL.users());
        add(PANEL.interactions());
        add(MEMORY.history(0, 0));
        fresh(() -> Panel.builder(SmallBank.catalogue(), SmallBank.schema()));
        fresh(() -> Panel.builder(SmallBank.catalogue(), SmallBank.schema()).row(LAST, "someone"));
        fresh(() -> EventLog.builder().add("u", "i", 1, SHOP.time(0)));
        fresh(() -> Catalogue.builder().items(List.of("card", "fund")));
        fresh(() -> FeatureSchema.builder().numeric("age").categorical("city"));
        fresh(() -> {
            IdIndex.Builder ids = IdIndex.builder();
            ids.add("a");
            ids.add("b");
            return ids;
        });
        fresh(() -> InteractionMatrix.builder(3, 3).add(1, 1, 1));
        fresh(() -> FeatureTable.builder(2));
        fresh(() -> HoldingHistory.builder(2, 40).known(1));
        add(Item.Role.PLAIN);
        add(Feature.Kind.NUMERIC);
        add(Feature.Role.OPEN);
        add(PANEL.period());
    }

    private void answers() {
        RecommendationRequest request = request();
        Recommendations answer = BUNDLE.recommend(request);
        add(answer);
        add(answer.items().get(0));
        add(answer.items().get(0).reason());
        add(answer.freshness());
        add(new Recommendations.SkippedComponent("als", "nothing known"));
        add(new Ignored(Ignored.Part.HOLDING, "age"));
        Explanation explanation = BUNDLE.explain(request, "fund");
        add(explanation);
        add(ALS_MODEL.explain(request, "fund").contributions().get(0));
        add(explanation.unit());
        add(Explanation.Audience.CUSTOMER);
        add(Ignored.Part.HOLDING);
        add(FallbackLevel.HOLDINGS);
        add(request);
        fresh(() -> request().toBuilder());
        add(BatchRequest.forUsers(List.of(SmallBank.customerId(0), SmallBank.customerId(1))));
        add(batchAnswer());
        add(request.customer());
        fresh(() -> Customer.builder("someone"));
        add(Facts.builder().number("age", 3).category("city", "north").build());
        fresh(() -> Facts.builder().number("age", 3));
        add(PanelCustomers.at(PANEL, LAST));
        add(ReasonTexts.of(java.util.Locale.ROOT, PANEL.catalogue(), PANEL.schema()));
        add(new TrainingProgress("als", 1, 2, 0.5, 1.0));
        add(TrainingListener.none());
        add(new TrainingCancelledException("stopped"));
        add(BUNDLE);
        add(lists().build());
        fresh(Instances::lists);
        add(turns().build());
        fresh(Instances::turns);
        fresh(() -> ModelFolder.at(folder));
        add(new ModelFormatException("damaged"));
        add(SECTIONS);
        fresh(Sections::builder);
        add(Provenance.start("als", Fixtures.ALS, PANEL));
        add(ALS_MODEL.info());
    }

    static PrecomputedRecommender.Builder lists() {
        return PrecomputedRecommender.withFallback(BUNDLE).add("customer", List.of("fund", "card"));
    }

    private static InterleavedRecommender.Builder turns() {
        return InterleavedRecommender.builder()
                .add("online", BUNDLE)
                .add("offline", lists().build())
                .memory(MEMORY);
    }

    private void baselines() {
        List.of(Fixtures.ITEM_ITEM, Fixtures.USER_NEIGHBOURS, Fixtures.BPR, Fixtures.SHARE, Fixtures.RANDOM)
                .forEach(this::add);
        List.of(new ItemItemCodec(), new UserNeighbourCodec(), new BprCodec(), new ShareCodec(), new RandomCodec())
                .forEach(this::add);
        NeighbourConfig neighbours = NeighbourConfig.defaults().withThreads(1);
        EaseConfig ease = EaseConfig.defaults().withThreads(1);
        SlimConfig slim = SlimConfig.defaults().withThreads(1);
        MarkovConfig markov = MarkovConfig.defaults().withThreads(1);
        ShareConfig share = ShareConfig.defaults();
        BprConfig bpr = BprConfig.defaults().withFactors(3);
        List.of(neighbours, ease, slim, bpr, markov, share, RandomConfig.defaults())
                .forEach(this::add);
        List.of(neighbours.similarity(), slim.sign(), bpr.negatives(), share.by())
                .forEach(this::add);
        add(new NeighbourTrainer(neighbours));
        add(new EaseTrainer(ease));
        add(new SlimTrainer(slim));
        add(new MarkovTrainer(markov));
        add(UserNeighbourConfig.defaults());
        add(new UserNeighbourTrainer());
        add(new BprTrainer(bpr));
        add(Fixtures.FEATURE_FACTORS);
        add(Fixtures.FEATURE_FACTORS_TRAINER);
        add(new FeatureFactorCodec());
        add(FeatureFactorConfig.defaults()
                .withFactors(3)
                .withAlpha(1)
                .withUnobservedWeight(0.1)
                .withFrequencyExponent(1)
                .withRegularization(0.1)
                .withThreads(1));
        add(new ShareTrainer(share));
        add(new RandomTrainer());
    }

    private void graphFilter() {
        add(Fixtures.GRAPH_MODEL);
        add(Fixtures.GRAPH_TRAINER);
        add(new GraphFilterCodec());
        GraphFilterConfig config = GraphFilterConfig.defaults().withThreads(1).resolvedFor(Fixtures.SHOP);
        List.of(config, config.filter(), config.weighting(), config.scores()).forEach(this::add);
    }

    private void models() {
        List.of(POPULARITY, ALS_MODEL, CLUSTER_MODEL, MLC_MODEL, HYBRID).forEach(this::add);
        List.of(POPULARITY, ALS_MODEL, CLUSTER_MODEL, MLC_MODEL, HYBRID).forEach(model -> add(model.score(customer())));
        baselines();
        graphFilter();
        List.of(ALS_FITTED, CLUSTER_FITTED, MLC_FITTED).forEach(fitted -> {
            add(fitted);
            add(java.util.Objects.requireNonNull(fitted.heldOut()));
        });
        List.of(new PopularityTrainer(), ALS_TRAINER, CLUSTER_TRAINER, MLC_TRAINER)
                .forEach(this::add);
        add(HybridTrainer.forPanels()
                .add("als", ALS_TRAINER)
                .add("segments", CLUSTER_TRAINER)
                .build());
        fresh(() -> HybridTrainer.forPanels().add("als", ALS_TRAINER));
        fresh(() -> HybridRecommender.builder().add("als", ALS_MODEL).fallback(POPULARITY));
        HybridRecommender guarded = HYBRID.guarded(GuardConfig.defaults());
        add(guarded);
        add(guarded.score(customer()));
        add(GuardConfig.defaults());
        add(guarded.health().get("als"));
        add(ComponentHealth.State.ASKED);
        add(Blend.equalShares());
        add(Blend.Normalization.SHARE);
        add(ALS_MODEL.blockRanker());
        List.of(new PopularityCodec(), new AlsCodec(), new ClusterCodec(), new MlcCodec(), new HybridCodec())
                .forEach(this::add);
        add(new PopularityConfig(3));
        AlsConfig als = AlsConfig.forEvents();
        List.of(
                        als,
                        als.loss(),
                        als.weighting(),
                        als.scores(),
                        als.solver(),
                        als.weighting().kind())
                .forEach(this::add);
        add(AlsConfig.Confidence.SCALED);
        List.of(Fixtures.CLUSTER, Fixtures.CLUSTER.fit(), Fixtures.CLUSTER.features(), Fixtures.CLUSTER.rates())
                .forEach(this::add);
        add(new ExplainingTree.Rule(List.of("30 < age <= 45", "city = north"), 2, 0.25, 0.9));
        Tables.all().forEach(this::add);
        Targets.all().forEach(this::add);
        Cards.all().forEach(this::add);
        Uplifts.all().forEach(this::add);
        ClusterProfile profile = CLUSTER_MODEL.profile(0);
        add(profile);
        add(profile.categories().values().iterator().next().get(0));
        MlcConfig mlc = Fixtures.MLC;
        List.of(mlc, mlc.objective(), mlc.trees(), mlc.sampling(), mlc.columns(), mlc.stopping(), mlc.crossFitting())
                .forEach(this::add);
        List.of(
                        mlc.trees().structure(),
                        mlc.trees().categories(),
                        mlc.stopping().by())
                .forEach(this::add);
        add(mlc.crossFitting().calibration());
        add(MEMORY);
        add(MEMORY.pseudonymised(Arguments.KEY));
        add(HYBRID.needs());
        add(customer());
        add(customer().known());
        fresh(() -> new Pipeline(HYBRID, MEMORY));
        fresh(() -> {
            TopItems top = new TopItems(3);
            top.offer(4, 0.5);
            top.offer(2, 0.25);
            return top;
        });
    }

    private void search() {
        SearchConfig config = SearchConfig.defaults().withTrials(2).withThreads(1);
        SearchSpace<AlsConfig> space = SearchSpace.of(
                "{\"factors\":[1,2,3]}",
                AlsConfig.defaults().withFactors(2).withIterations(1).withThreads(1));
        Search<AlsConfig, Panel> search = Search.of(space, Validation.byTime(PANEL, 1), config);
        List.of(config, config.method(), config.rungs().get(0), space, search, Validation.byTime(PANEL, 1))
                .forEach(this::add);
        SearchResult<AlsConfig> found = search.run("map@3", AlsTrainer::new, TrainingListener.none());
        add(found);
        add(found.ranking().get(0));
    }

    private void evaluation() {
        add(SPLIT);
        TestCase one = SPLIT.testCase(0);
        add(one);
        add(REPORT);
        add(REPORT.models().values().iterator().next());
        add(new FoldsReport(List.of(REPORT, REPORT)));
        add(new Estimate(0.5, 0.1, 3));
        add(Reliability.none());
        add(new Reliability.Decile(2, 0.25, 0.5, 0.25));
        add(REPORT.models()
                .values()
                .iterator()
                .next()
                .products()
                .values()
                .iterator()
                .next());
        add(new Interval(0.25, 0.5));
        Difference difference = new Difference(0.1, new Interval(0.05, 0.15), 0.01);
        add(difference);
        add(new Comparison("als", "hybrid", 0.5, Map.of("map@3", difference)));
        GroupReport group = new GroupReport(40, 2, Map.of("map@3", 0.1), Map.of(), Map.of("fund", 0.5));
        GroupGap gap = new GroupGap("F", 0.4, "M", 0.5, 0.3);
        add(group);
        add(gap);
        add(new GroupsReport(Map.of("F", group), Map.of("map@3", gap), Map.of("fund", gap)));
        add(Grouping.byHoldings());
        LoggedDecision decision = LoggedDecision.of(1, 0.5, 0.25);
        add(decision);
        add(OffPolicyReport.of(List.of(decision)));
        add(new OffPolicyReport.Value(0.5, 0.1));
        add(RollingOrigin.of(PANEL, 1));
        add(MarginAtK.of(3, Map.of("fund", 20.0)));
        List.of(
                        MapAtK.of(3),
                        NdcgAtK.of(3),
                        HitRateAtK.of(3),
                        PrecisionAtK.of(3),
                        RecallAtK.of(3),
                        MrrAtK.of(3),
                        F1AtK.of(3),
                        AucAtK.of(3))
                .forEach(this::add);
        add(HoldingsMetric.of(MapAtK.of(3)));
        add(Evaluator.of(MapAtK.of(3)).withThreads(1));
        add(PermutationImportance.of(MapAtK.of(3)).withRepeats(1).withThreads(1));
        add(CustomerFolds.of(PANEL, 2, 1));
        add(ColdItems.of(Fixtures.SHOP, Fixtures.SHOP.time(60), 0.5, 1));
        search();
        Evaluator.of(MapAtK.of(3))
                .keepingScores(this::add)
                .evaluate(Map.of("popularity", Fixtures.POPULARITY), SPLIT, TrainingListener.none());
    }

    private void readers() {
        fresh(SantanderReader::builder);
        fresh(EventReader::builder);
        fresh(CatalogueReader::builder);
        fresh(RecommendationReader::builder);
        fresh(TableReader::builder);
        add(TableReader.builder().read(Files.table(folder)));
        fresh(() -> JdbcEventReader.builder().user("u").item("i"));
        fresh(() -> JdbcPanelReader.builder().date("d").user("u").item("card", "c"));
        EventRead read = EventReader.builder().read(Files.events(folder));
        add(read);
        add(read.report());
        add(CatalogueReader.builder().read(Files.items(folder)));
        add(new PanelRead(PANEL, read.report()));
        add(new Reject(Reject.Unit.LINE, 3, "age", Reject.Cause.MISSING, "missing"));
        add(new ReadReport.Tally("age", Reject.Cause.MISSING, 2));
        add(Reject.Unit.LINE);
        add(Reject.Cause.MISSING);
        add(ReadProgress.none());
        add(SyntheticBank.builder().customers(10).months(3).build());
        fresh(() -> SyntheticBank.builder().customers(10).months(3));
        add(SyntheticBankListener.none());
    }

    private void logs() {
        fresh(() -> Files.log(folder));
        fresh(() -> Files.logReader(folder));
        add(LogConfig.defaults());
        add(LogConfig.Force.NEVER);
        add(new LogHead(1, "ab".repeat(32)));
        add(new LogCounters(3, 2, 1, 1, 500, 0, "the disk is full"));
        add(new LogCheck(1, 3, new LogHead(3, "ab".repeat(32)), "a.jsonl", 4, 0, "line 5 is broken"));
        add(new LogRecord(1, SHOP.time(0), "ab".repeat(32), "cd".repeat(32), "{}", folder.resolve("a.jsonl"), 2));
    }

    private void reports() {
        add(new OperatingPoint(0.5, 0.25, 0.75));
        add(FeatureView.of("age").by("sex"));
        fresh(() -> new OfferTally(PANEL, null));
        fresh(() -> new PolicyTally(new OfferTally(PANEL, null), "hybrid", "spring 1", Map.of("fund", 1.0)));
        fresh(() -> new ComparedRuns(List.of("a", "b")));
        fresh(Insights::new);
        fresh(() -> Report.builder(Locale.ENGLISH).data(PANEL));
        add(Report.builder(Locale.ENGLISH).evaluation(REPORT).build());
        SegmentStudy.Trait trait = new SegmentStudy.Trait("age", SegmentStudy.Trait.Figure.MEAN, "", 40, 30, 0.5);
        SegmentStudy.Segment segment = new SegmentStudy.Segment("0", 10, List.of(trait));
        add(trait);
        add(trait.figure());
        add(segment);
        add(new SegmentStudy.Attempt(2, "z-score", 0.5, 10, 1));
        add(new SegmentStudy.Path(List.of("age > 30"), "0", 0.5, 1));
        add(new SegmentStudy.Place("0", 1, 2));
        add(SegmentStudy.of(List.of(segment)));
    }

    private void drift() {
        DriftConfig config = DriftConfig.defaults().withThreads(1).withScoredCustomers(100);
        DriftMonitor monitor = DriftMonitor.of(dev.recsys.bundle.Bundle.of(POPULARITY), config);
        DriftReport report = monitor.examine(PANEL, TrainingListener.none());
        DriftPeriod period = report.periods().get(0);
        List.of(config, config.rule(), monitor, report, period, report.verdict())
                .forEach(this::add);
        add(period.features().get(0));
        add(period.products().get(0));
        add(period.realised().orElseThrow());
        add(new DriftFinding(DriftFinding.Kind.ROWS, "", Verdict.WATCH, "half the rows are gone"));
        add(DriftFinding.Kind.ROWS);
    }

    private static RecommendationRequest request() {
        return RecommendationRequest.forCustomer(PanelCustomers.at(PANEL, LAST).customer(0))
                .limit(3)
                .build();
    }

    private static BatchAnswer batchAnswer() {
        return new BatchAnswer(
                "someone",
                FallbackLevel.HOLDINGS,
                PANEL.catalogue(),
                new int[] {0, 1},
                new double[] {0.5, 0.25},
                List.of(Reason.of(Reason.POPULAR), Reason.of(Reason.POPULAR)));
    }
}
