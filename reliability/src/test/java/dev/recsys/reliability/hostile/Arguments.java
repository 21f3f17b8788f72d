package dev.recsys.reliability.hostile;

import static dev.recsys.reliability.hostile.Fixtures.LAST;
import static dev.recsys.reliability.hostile.Fixtures.PANEL;
import static dev.recsys.reliability.hostile.Fixtures.SECTIONS;
import static dev.recsys.reliability.hostile.Fixtures.SHOP;

import dev.recsys.BatchRequest;
import dev.recsys.Facts;
import dev.recsys.FallbackLevel;
import dev.recsys.Reason;
import dev.recsys.RecommendationRequest;
import dev.recsys.TrainingListener;
import dev.recsys.als.AlsConfig;
import dev.recsys.als.AlsTrainer;
import dev.recsys.bundle.Bundle;
import dev.recsys.data.Feature;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.IdIndex;
import dev.recsys.data.InteractionMatrix;
import dev.recsys.decision.log.LogConfig;
import dev.recsys.decision.log.LogHead;
import dev.recsys.eval.TimeSplit;
import dev.recsys.memory.KnownCustomer;
import dev.recsys.memory.MemoryNeeds;
import dev.recsys.model.ModelCodec;
import dev.recsys.model.Sections;
import dev.recsys.pipeline.TopItems;
import dev.recsys.testkit.SmallBank;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Right arguments for a call: those written here for it, those of a record's components, or the usual ones of their types. */
final class Arguments {
    static final byte[] KEY = "a key of thirty-two bytes, or so".getBytes(StandardCharsets.UTF_8);
    private static final String USER = SmallBank.customerId(0);

    private final Map<String, Supplier<Object[]>> written = new HashMap<>();
    private final Map<Class<?>, Supplier<?>> usual = new HashMap<>();
    private final Instances instances;
    private final Path folder;

    Arguments(Instances instances, Path folder) {
        this.instances = instances;
        this.folder = folder;
        usual();
        requests();
        data();
        models();
        tools();
        logs();
        usual.putAll(Generations.usual());
        written.putAll(Generations.written(folder));
        usual.putAll(DecisionArguments.usual());
        written.putAll(DecisionArguments.written(folder));
    }

    /** Right arguments, or null if none are known. */
    Object @Nullable [] of(Executable call, @Nullable Object self) {
        Supplier<Object[]> own = written.get(Surface.name(call));
        if (own != null) {
            return own.get();
        }
        Object[] ofRecord = ofRecord(call, self);
        if (ofRecord != null) {
            return ofRecord;
        }
        Class<?>[] types = call.getParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            Supplier<?> supplier = usual.get(types[i]);
            List<Supplier<?>> found = instances.of(types[i]);
            if (supplier == null && found.isEmpty()) {
                return null;
            }
            arguments[i] = supplier == null ? found.get(0).get() : supplier.get();
        }
        return arguments;
    }

    /** The values a record has, for its constructor and {@code with...}. */
    private Object @Nullable [] ofRecord(Executable call, @Nullable Object self) {
        Class<?> type = call.getDeclaringClass();
        if (!type.isRecord() || call.getParameterCount() == 0) {
            return null;
        }
        RecordComponent[] components = type.getRecordComponents();
        try {
            if (call instanceof Constructor && call.getParameterCount() == components.length) {
                Object like = instances.of(type).get(0).get();
                Object[] values = new Object[components.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = components[i].getAccessor().invoke(like);
                }
                return values;
            }
            for (RecordComponent component : components) {
                if (call instanceof Method && call.getName().equalsIgnoreCase("with" + component.getName())) {
                    return new Object[] {component.getAccessor().invoke(self)};
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(String.valueOf(e), e);
        }
        return null;
    }

    private void usual() {
        usual.put(Object.class, () -> "an object");
        usual.put(String.class, () -> "card");
        usual.put(int.class, () -> 1);
        usual.put(long.class, () -> 7L);
        usual.put(double.class, () -> 0.5);
        usual.put(boolean.class, () -> true);
        usual.put(char.class, () -> ',');
        usual.put(LocalDate.class, () -> LAST);
        usual.put(Instant.class, () -> SHOP.time(SHOP.size() / 2));
        usual.put(Locale.class, () -> Locale.ROOT);
        usual.put(Path.class, () -> folder.resolve("new.file"));
        usual.put(String[].class, () -> new String[] {"card", "fund"});
        usual.put(int[].class, () -> new int[] {0, 1});
        usual.put(float[].class, () -> new float[] {1, 2});
        usual.put(double[].class, () -> new double[] {1, 2});
        usual.put(byte[].class, KEY::clone);
        for (Class<?> type : List.of(Collection.class, List.class, Iterable.class)) {
            usual.put(type, () -> List.of("card", "fund"));
        }
        usual.put(Map.class, () -> Map.of("card", 0.5));
        usual.put(IntFunction.class, () -> (IntFunction<Reason>) item -> Reason.of(Reason.POPULAR));
        usual.put(IntPredicate.class, () -> (IntPredicate) index -> index != 3);
        usual.put(Consumer.class, () -> (Consumer<Object>) answer -> {});
        usual.put(OutputStream.class, ByteArrayOutputStream::new);
        usual.put(DataOutputStream.class, () -> new DataOutputStream(new ByteArrayOutputStream()));
        usual.put(TrainingListener.class, TrainingListener::none);
        usual.put(Record.class, () -> Fixtures.ALS);
        usual.put(Throwable.class, () -> new IOException("cause"));
        usual.put(ResourceBundle.class, () -> ResourceBundle.getBundle("dev.recsys.reasons", Locale.ROOT));
        usual.put(java.nio.charset.Charset.class, () -> StandardCharsets.UTF_8);
    }

    private void say(String call, Supplier<Object[]> arguments) {
        written.put(call, arguments);
    }

    private void say(String call, Object... arguments) {
        written.put(call, arguments::clone);
    }

    private void requests() {
        RecommendationRequest request =
                RecommendationRequest.forUser(USER).limit(3).build();
        usual.put(RecommendationRequest.class, () -> request);
        usual.put(BatchRequest.class, () -> BatchRequest.forUsers(List.of(USER, SmallBank.customerId(1))));
        say("RecommendationRequest.fromJson(String)", request.toJson());
        say("decision.DecisionRequest.fromJson(String)", request.toJson());
        say("Customer.fromJson(String)", request.customer().toJson());
        say(
                "Recommendations.fromJson(String)",
                Fixtures.BUNDLE.recommend(request).toJson());
        for (String builder : List.of("Customer.Builder.earlier", "RecommendationRequest.Builder.earlier")) {
            say(
                    builder + "(int,Facts)",
                    1,
                    Facts.builder().holdings(List.of("card")).build());
        }
        say("PanelCustomers.at(Panel,LocalDate)", PANEL, LAST);
        say("RecommendedItem.new(String,double,Reason,Map)", "card", 0.5, Reason.of("popular"), Map.of("als", 0.5));
        say("Reason.new(String,Map)", "popular", Map.of("rate", "0.5"));
        say("ReasonTexts.column(Reason)", Reason.of(Reason.FEATURE, "feature", "age"));
    }

    private void data() {
        say("data.Catalogue.of(List)", (Object) List.of("card", "fund"));
        say("data.Catalogue.ofItems(Iterable)", (Object)
                List.of(PANEL.catalogue().item(0)));
        for (String call : List.of("Catalogue.Builder.item(String)", "FeatureSchema.Builder.numeric(String)")) {
            say("data." + call, "another");
        }
        say("data.FeatureSchema.Builder.categorical(String)", "another");
        say("data.Catalogue.Builder.items(Collection)", (Object) List.of("another", "third"));
        say("data.Catalogue.Builder.group(String,String[])", "group", new String[] {"card", "fund"});
        say("data.FeatureSchema.of(List)", (Object) List.of(PANEL.schema().feature(0)));
        say("data.FeatureSchema.Builder.add(Feature)", Feature.numeric("another"));
        say("data.FeatureSchema.Builder.label(String,String)", "age", "Age");
        say("data.FeatureSchema.Builder.protect(String[])", (Object) new String[] {"age"});
        say("data.FeatureSchema.Builder.protect(Collection)", (Object) List.of("age"));
        for (String call : List.of("FeatureSchema", "FeatureTable")) {
            say("data." + call + ".select(List)", (Object) Fixtures.NAMES);
        }
        for (String call : List.of("selectFeatures", "latestFeatures", "featuresBeforeLatest")) {
            say("data.Panel." + call + "(List)", (Object) Fixtures.NAMES);
        }
        say("data.FeatureTable.code(int,int)", 1, PANEL.schema().indexOf("city"));
        say("data.FeatureRow.code(int)", PANEL.schema().indexOf("city"));
        say("data.FeatureTable.dictionary(int)", PANEL.schema().indexOf("city"));
        int rows = PANEL.last().rowCount();
        say(
                "data.FeatureTable.with(FeatureTable)",
                FeatureTable.builder(rows).numeric("more", new float[rows]).build());
        say("data.Vocabulary.dictionary(int)", PANEL.schema().indexOf("city"));
        say("data.Vocabulary.code(int,String)", PANEL.schema().indexOf("city"), "north");
        say("data.Vocabulary.new(Catalogue,FeatureSchema,List)", () -> new Object[] {
            PANEL.catalogue(), PANEL.schema(), List.of(IdIndex.of(List.of()), IdIndex.of(List.of()), PANEL.users())
        });
        say("data.FeatureTable.Builder.categorical(String,IdIndex,int[])", "c", PANEL.users(), new int[] {0, -1});
        say("data.IdIndex.Builder.build(int[])", (Object) new int[] {1, 0});
        say("data.Period.between(LocalDate,LocalDate)", SmallBank.month(0), LAST);
        say("data.Panel.builder(List,FeatureSchema)", List.of("card", "fund"), PANEL.schema());
        say("data.EventLog.declared(Catalogue)", Fixtures.SHOP.catalogue());
        say("data.Panel.declared(Catalogue,FeatureSchema)", PANEL.catalogue(), PANEL.schema());
        say("data.PanelBuilder.row(LocalDate,String)", SmallBank.month(1), "someone");
        say("data.PanelBuilder.row(LocalDate,int)", SmallBank.month(1), 0);
        say("data.PanelBuilder.contains(LocalDate,int)", LAST, 0);
        int city = PANEL.schema().indexOf("city");
        say("data.PanelBuilder.codeOf(int,String)", city, "north");
        say("data.PanelBuilder.number(String,double)", "age", 4.0);
        say("data.PanelBuilder.number(int,double)", PANEL.schema().indexOf("age"), 4.0);
        say("data.PanelBuilder.category(String,String)", "city", "north");
        say("data.PanelBuilder.category(int,int)", city, -1);
        say("data.PanelBuilder.holds(int)", 1);
        say("data.InteractionMatrix.fromCompressedRows(int,int[],int[],float[])", () ->
                new Object[] {3, new int[] {0, 2, 3}, new int[] {0, 2, 1}, new float[] {1, 2, 3}});
        say("data.InteractionMatrix.copyRow(int,int[],float[])", () -> new Object[] {0, new int[7], new float[7]});
        say("data.HoldingHistory.Builder.word(int,int,int)", 1, 1, 1);
        say("data.Transition.isReactivation(int,int)", 0, 1);
        say("data.HoldingMatrix.word(int,int)", 1, 0);
        say("data.HoldingHistory.word(int,int)", 1, 0);
    }

    private void models() {
        usual.put(KnownCustomer.class, Fixtures::customer);
        say("hybrid.HybridRecommender.Builder.add(String,ScoringModel)", "segments", Fixtures.CLUSTER_MODEL);
        say("hybrid.HybridTrainer.Builder.add(String,Trainer)", "segments", Fixtures.CLUSTER_TRAINER);
        say(
                "hybrid.Blend.weightedSum(Map,Normalization)",
                Map.of("als", 0.5),
                dev.recsys.hybrid.Blend.Normalization.NONE);
        say("als.AlsTrainer.update(Bundle,Dataset,Collection)", () ->
                new Object[] {Bundle.of(Fixtures.ALS_MODEL).remembering(PANEL), PANEL, List.of("card")});
        say("hybrid.HybridRecommender.without(Set)", (Object) Set.of("als"));
        say("als.AlsModel.similarItems(String,int)", "fund", 3);
        say("baselines.ItemItemModel.similarItems(String,int)", "fund", 3);
        say("baselines.ShareConfig.withFeature(String)", "city");
        say("memory.MemoryNeeds.new(Set,int,Set,double)", Set.of("age"), 2, Set.of("age"), 0.0);
        say("memory.KnownCustomer.within(int)", PANEL.catalogue().size());
        say("memory.MemoryNeeds.and(MemoryNeeds)", MemoryNeeds.holdings());
        say("memory.KnownCustomer.of(int[],float[],HoldingHistory,FeatureRow,FeatureRow)", () -> customerArguments(5));
        say(
                "memory.KnownCustomer.new(int[],float[],HoldingHistory,FeatureRow,FeatureRow,Known)",
                () -> customerArguments(6));
        say("memory.CustomerMemory.ofHoldings(IdIndex,Catalogue,InteractionMatrix)", () ->
                new Object[] {PANEL.users(), PANEL.catalogue(), PANEL.interactions()});
        say("pipeline.BlockRanker.rank(KnownCustomer[],int,TopItems[],FallbackLevel[])", () -> new Object[] {
            new KnownCustomer[] {Fixtures.customer(), Fixtures.customer()},
            2,
            new TopItems[] {new TopItems(3), new TopItems(3)},
            new FallbackLevel[2]
        });
        say("model.Provenance.finish(Sections,Map)", SECTIONS, Map.of("note", "text"));
        for (String kind : List.of("ints", "floats", "text", "ids", "catalogue", "vocabulary")) {
            say("model.Sections." + kind + "(String)", kind);
        }
        say("model.Sections.finiteDoubles(String,int)", "doubles", 2);
        say("model.Sections.shares(String,int)", "shares", 2);
        InteractionMatrix held = PANEL.interactions();
        say("model.Sections.matrix(String,int,int)", "matrix", held.rowCount(), held.columnCount());
        say("model.Sections.features(String,int)", "features", PANEL.last().rowCount());
        say("model.Sections.only(String)", "ids");
        say("model.Sections.readFrom(DataInputStream,long)", () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                SECTIONS.writeTo(new DataOutputStream(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Object[] {new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), (long) bytes.size()
            };
        });
        Sections.Builder memory = Sections.builder();
        Fixtures.MEMORY.writeTo(memory);
        say("memory.CustomerMemory.readFrom(Sections)", memory.build());
        say("bundle.ModelFolder.save(String,Bundle)", "name", Fixtures.BUNDLE);
        say("bundle.ModelFolder.save(String,ScoringModel)", "name", Fixtures.POPULARITY);
        say("bundle.Bundle.load(Path)", () -> new Object[] {Files.model(folder)});
        say("bundle.ModelFolder.load(String)", () -> new Object[] {Files.stored(folder)});
        say("bundle.ModelFolder.inspect(String)", () -> new Object[] {Files.stored(folder)});
    }

    private static Object[] customerArguments(int count) {
        KnownCustomer like = Fixtures.customer();
        Object[] all = {
            like.held(), like.weights(), like.history(), like.features(), like.featuresBefore(), like.known()
        };
        return java.util.Arrays.copyOf(all, count);
    }

    /** The arguments of a codec are a model of its own kind. */
    Object @Nullable [] ofCodec(Executable call, ModelCodec codec) {
        List<dev.recsys.pipeline.ScoringModel> models = List.of(
                Fixtures.POPULARITY,
                Fixtures.ALS_MODEL,
                Fixtures.GRAPH_MODEL,
                Fixtures.CLUSTER_MODEL,
                Fixtures.MLC_MODEL,
                Fixtures.HYBRID,
                Fixtures.ITEM_ITEM,
                Fixtures.USER_NEIGHBOURS,
                Fixtures.BPR,
                Fixtures.FEATURE_FACTORS,
                Fixtures.SHARE,
                Fixtures.RANDOM);
        for (dev.recsys.pipeline.ScoringModel model : models) {
            if (model.info().algorithm().equals(codec.algorithm())) {
                return switch (call.getName()) {
                    case "write" -> new Object[] {model};
                    case "read" -> new Object[] {model.info(), codec.write(model)};
                    case "hash" -> new Object[] {codec.write(model)};
                    default -> new Object[0];
                };
            }
        }
        throw new AssertionError(codec.algorithm());
    }

    private void tools() {
        say("eval.TimeSplit.known(Panel,LocalDate)", PANEL, SmallBank.month(2));
        say("eval.TimeSplit.of(EventLog,EventLog)", SHOP.before(SHOP.time(60)), SHOP.from(SHOP.time(60)));
        usual.put(TimeSplit.class, () -> Fixtures.SPLIT);
        say("eval.CustomerFolds.of(Panel,int,long)", PANEL, 2, 1L);
        say("eval.CustomerFolds.foldOf(String)", USER);
        Map<String, ?> trainers = Map.of("popularity", new dev.recsys.popularity.PopularityTrainer());
        dev.recsys.eval.Evaluator evaluator =
                dev.recsys.eval.Evaluator.defaults(3).withThreads(1);
        say("eval.CustomerFolds.evaluate(Trainer,Evaluator)", new dev.recsys.popularity.PopularityTrainer(), evaluator);
        say(
                "eval.CustomerFolds.evaluate(Map,Evaluator,TrainingListener)",
                trainers,
                evaluator,
                TrainingListener.none());
        say("eval.Evaluator.of(Metric[])", (Object) new dev.recsys.eval.Metric[] {dev.recsys.eval.MapAtK.of(3)});
        say("eval.Evaluator.evaluate(Recommender,TimeSplit)", Fixtures.POPULARITY, Fixtures.SPLIT);
        say("eval.Evaluator.evaluate(Map,TimeSplit,TrainingListener)", () ->
                new Object[] {Map.of("popularity", Fixtures.POPULARITY), Fixtures.SPLIT, TrainingListener.none()});
        say("eval.PermutationImportance.measure(Recommender,TimeSplit)", Fixtures.POPULARITY, Fixtures.SPLIT);
        String name = Fixtures.REPORT.models().keySet().iterator().next();
        say("eval.EvaluationReport.model(String)", name);
        say("eval.EvaluationReport.pValuesAgainst(String,String)", name, "map@3");
        say("eval.EvaluationReport.new(String,int,int,Map,Map)", "month", 10, 5, Map.of(), Fixtures.REPORT.models());
        say("eval.GroupsReport.group(String)", "F");
        java.util.List<dev.recsys.eval.CustomerScores> scores = new java.util.ArrayList<>();
        dev.recsys.eval.Evaluator.of(dev.recsys.eval.MapAtK.of(3))
                .keepingScores(scores::add)
                .evaluate(Map.of("popularity", Fixtures.POPULARITY), Fixtures.SPLIT, TrainingListener.none());
        say("eval.CustomerScores.compare(String,CustomerScores,String)", "popularity", scores.get(0), "popularity");
        say("eval.CustomerScores.read(Path)", () -> {
            Path file = folder.resolve("scores.csv.gz");
            try {
                scores.get(0).write(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Object[] {file};
        });
        say("eval.search.SearchSpace.of(String,Record)", "{\"factors\":[2,3]}", Fixtures.ALS);
        say("eval.search.Validation.byCustomers(Panel,int,long)", PANEL, 2, 1L);
        say("eval.search.Validation.byTime(Panel,int)", PANEL, 1);
        say("eval.search.Validation.byTime(EventLog,int,Duration)", SHOP, 1, java.time.Duration.ofDays(6));
        Function<AlsConfig, AlsTrainer> trainersOf = AlsTrainer::new;
        say("eval.search.Search.run(String,Function,TrainingListener)", "map@3", trainersOf, TrainingListener.none());
        say("eval.search.Search.resume(String,Function,TrainingListener,Path)", () ->
                new Object[] {"map@3", trainersOf, TrainingListener.none(), folder.resolve("search.jsonl")});
        say("eval.TimeSplit.leaveLastOut(EventLog)", SHOP);
        say("eval.TimeSplit.coldUsers(EventLog,Instant,double,long)", SHOP, SHOP.time(60), 0.5, 1L);
        say("eval.ColdItems.of(EventLog,Instant,double,long)", SHOP, SHOP.time(60), 0.5, 1L);
        say(
                "eval.ColdItems.of(EventLog,Instant,Set)",
                SHOP,
                SHOP.time(60),
                Set.of(SHOP.items().id(0)));
        say("eval.RollingOrigin.of(Panel,int)", PANEL, 1);
        say("eval.RollingOrigin.of(EventLog,int,Duration)", SHOP, 1, java.time.Duration.ofSeconds(1));
        say(
                "eval.RollingOrigin.evaluate(Map,Evaluator,TrainingListener)",
                trainers,
                evaluator,
                TrainingListener.none());
        say("eval.OffPolicyReport.of(List)", List.of(dev.recsys.eval.LoggedDecision.of(1, 0.5, 0.25)));
        say("eval.Grouping.byFeature(String)", "age");
        say("eval.Grouping.byBands(String,List)", "age", List.of(30.0, 60.0));
        say("eval.MarginAtK.of(int,Map)", 3, Map.of("fund", 20.0));
        say("eval.Evaluator.groupedBy(Grouping[])", (Object)
                new dev.recsys.eval.Grouping[] {dev.recsys.eval.Grouping.byHoldings()});
        say("report.Insights.additionLifts(Map)", Map.of("0", Map.of("fund", 1.5)));
        say("report.Insights.itemMap(Map)", Map.of("fund", Map.of("card", 0.5)));
        say(
                "report.Insights.dependence(String,String,List,Map,long)",
                "mlc",
                "age",
                List.of("20", "40"),
                Map.of("fund", List.of(0.1, 0.2)),
                10L);
        say("report.OfferTally.new(Panel,String)", PANEL, "city");
        say(
                "report.PolicyTally.new(OfferTally,String,String,Map)", () -> new Object[] {
                    new dev.recsys.report.OfferTally(PANEL, null), "hybrid", "spring 1", Map.of("fund", 2.0)
                });
        say(
                "report.PolicyTally.add(String,Map,Map,Map)",
                "ana",
                Map.of("fund", 0.5),
                Map.of("card", 0.25),
                Map.of("fund", "TOO_YOUNG"));
        say("report.ComparedRuns.new(List)", List.of("a", "b"));
        say("report.ComparedRuns.differs(String,List)", "config.als.factors", List.of("4", "8"));
        say("report.ComparedRuns.figure(int,String,String,double,Interval)", 1, "als", "map@7", 0.5, null);
        say(
                "report.ComparedRuns.difference(int,String,String,Difference)",
                1,
                "als",
                "map@7",
                new dev.recsys.eval.Difference(0.1, new dev.recsys.eval.Interval(0, 0.2), 0.05));
        say("report.ComparedRuns.untested(int,Untested)", 1, dev.recsys.report.ComparedRuns.Untested.NO_SCORES);
        say("report.ComparedRuns.byLength(int,String,String,List)", 1, "als", "map", List.of(0.25, 0.5));
        say("report.ComparedRuns.took(int,double)", 1, 2.5);
        say("report.ComparedRuns.trained(int,String,double)", 1, "als", 2.5);
        say("report.Report.Builder.read(long,Map)", 10L, Map.of("age: not a number", 2L));
        say("report.Report.Builder.views(List)", List.of(dev.recsys.report.FeatureView.of("age")));
        say("report.Report.Builder.training(TrainingLog)", new dev.recsys.report.TrainingLog());
        say("report.Report.builder(Locale)", java.util.Locale.ENGLISH);
        say("eval.FoldsReport.model(String)", name);
        say(
                "eval.ModelReport.metric(String)",
                Fixtures.REPORT.model(name).metrics().keySet().iterator().next());
        for (String metric : List.of(
                "NdcgAtK",
                "HitRateAtK",
                "MapAtK",
                "PrecisionAtK",
                "RecallAtK",
                "MrrAtK",
                "F1AtK",
                "AucAtK",
                "MarginAtK",
                "HoldingsMetric",
                "Metric")) {
            say("eval." + metric + ".score(List,Set)", List.of("card", "fund"), Set.of("fund"));
        }
        say("io.SantanderPanel.read(Path)", () -> new Object[] {Files.santander(folder)});
        say("io.SantanderReader.Builder.read(Path)", () -> new Object[] {Files.santander(folder)});
        say("io.EventReader.read(Path)", () -> new Object[] {Files.events(folder)});
        say("io.EventReader.Builder.read(Path)", () -> new Object[] {Files.events(folder)});
        say("io.CatalogueReader.read(Path)", () -> new Object[] {Files.items(folder)});
        say("io.CatalogueReader.Builder.read(Path)", () -> new Object[] {Files.items(folder)});
        say("cluster.table.StudyConfig.withClusters(int,int)", 2, 5);
        say("cluster.table.TableSegments.assign(Map)", Tables.ATTRIBUTES);
        say("cluster.table.TableSegments.assignAll(FeatureTable,int)", Tables.TABLE, 1);
        Targets.arguments(folder).forEach(this::say);
        Cards.arguments(folder).forEach(this::say);
        Uplifts.arguments(folder).forEach(this::say);
        say("cluster.table.TableSegments.load(Path)", () -> new Object[] {Tables.saved(folder)});
        for (String call : List.of("Trainer.train(FeatureTable)", "Trainer.train(FeatureTable,TrainingListener)")) {
            say(
                    "cluster.table.Table" + call,
                    call.contains(",")
                            ? new Object[] {Tables.TABLE, dev.recsys.TrainingListener.none()}
                            : new Object[] {Tables.TABLE});
        }
        say(
                "cluster.table.TableStudy.run(FeatureTable,TrainingListener)",
                Tables.TABLE,
                dev.recsys.TrainingListener.none());
        say("cluster.table.TableStudy.resume(FeatureTable,TrainingListener,Path)", () ->
                new Object[] {Tables.TABLE, dev.recsys.TrainingListener.none(), folder.resolve("trials.jsonl")});
        say("io.TableReader.Builder.read(Path)", () -> new Object[] {Files.table(folder)});
        say("io.TableReader.Builder.missing(Set)", Set.of("unknown"));
        say("io.RecommendationReader.Builder.read(Path,Builder)", () ->
                new Object[] {Files.rankings(folder), Instances.lists()});
        say("io.JdbcEventReader.Builder.read(Connection,String,Object[])", () ->
                new Object[] {Files.database(), "select u, i from events where u <> ?", new Object[] {"nobody"}});
        say("io.JdbcPanelReader.Builder.read(Connection,String,Object[])", () ->
                new Object[] {Files.database(), "select d, u, c from panel where u <> ?", new Object[] {"nobody"}});
        say(
                "io.JdbcPanelReader.Builder.features(FeatureSchema)",
                dev.recsys.data.FeatureSchema.builder().numeric("n").build());
        say("io.JdbcPanelReader.Builder.item(String,String)", "fund", "f");
        say("io.JdbcPanelReader.Builder.item(Item,String)", dev.recsys.data.Item.of("fund"), "f");
        say("synthetic.SyntheticBank.Builder.months(int)", 3);
    }

    private void logs() {
        byte[] json = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);
        say("decision.log.DecisionLog.append(String)", "{\"a\":1}");
        say("decision.log.DecisionLog.append(byte[],int,int)", json, 0, json.length);
        say("decision.log.DecisionLog.open(Path,LogConfig)", () ->
                new Object[] {Files.newLog(folder), LogConfig.defaults()});
        say("decision.log.DecisionLog.open(Path,LogConfig,InstantSource)", () ->
                new Object[] {Files.newLog(folder), LogConfig.defaults(), InstantSource.system()});
        LogHead head = new LogHead(0, "0".repeat(64));
        for (String type : List.of("LogReader.open", "LogReader.verify")) {
            say("decision.log." + type + "(Path)", () -> new Object[] {Files.writtenLog(folder)});
            say("decision.log." + type + "(Path,LogHead)", () -> new Object[] {Files.writtenLog(folder), head});
        }
    }
}
