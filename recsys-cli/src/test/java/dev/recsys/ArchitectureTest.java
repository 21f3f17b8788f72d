package dev.recsys;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.recsys.internal.options.JsonMappers;
import dev.recsys.pipeline.Pipeline;
import dev.recsys.pipeline.ScoringModel;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.BaseStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which module may know which, and what no module does. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar") && !location.contains("test-classes"))
            .importPackages("dev.recsys");

    private static final String[] API = {
        "dev.recsys",
        "dev.recsys.bundle..",
        "dev.recsys.data..",
        "dev.recsys.hybrid..",
        "dev.recsys.internal..",
        "dev.recsys.live..",
        "dev.recsys.memory..",
        "dev.recsys.model..",
        "dev.recsys.pipeline..",
        "dev.recsys.popularity.."
    };

    /** The libraries of each module, and its modules beside the API; the JDK and annotations are allowed to all. */
    private static final Map<String, Set<String>> LIBRARIES = Map.of(
            "als", Set.of("org.ejml", "jdk.incubator.vector"),
            "baselines", Set.of(),
            "graph", Set.of("org.ejml"),
            "cluster", Set.of("smile", "org.ejml"),
            "mlc", Set.of("jdk.incubator.vector"),
            "eval", Set.of("com.fasterxml.jackson"),
            "report", Set.of("com.fasterxml.jackson", "dev.recsys.eval"),
            "decision", Set.of("com.fasterxml.jackson", "org.snakeyaml.engine", "org.HdrHistogram", "javax.sql"),
            "io", Set.of(),
            "synthetic", Set.of("dev.recsys.io"));

    /** The public types of each package: an application names the first ones, those who write a recommender the rest. */
    private static final Map<String, String> PUBLIC_TYPES = Map.ofEntries(
            entry(
                    "dev.recsys",
                    "BatchAnswer BatchRequest Customer CustomerPredictor Explanation Facts FallbackLevel Ignored ModelInfo PanelCustomers Reason ReasonTexts RecommendationRequest Recommendations RecommendedItem Recommender ScoreMeaning Trainer TrainingCancelledException TrainingListener TrainingProgress"),
            entry(
                    "dev.recsys.bundle",
                    "Bundle Generation GenerationInfo ModelFolder ModelStore Pointer Predictors Release SigningKeys"),
            entry(
                    "dev.recsys.data",
                    "Catalogue Dataset EventLog Feature FeatureRow FeatureSchema FeatureTable HoldingHistory HoldingMatrix IdIndex InteractionMatrix Item Panel PanelBuilder Period Snapshot Transition Vocabulary"),
            entry(
                    "dev.recsys.hybrid",
                    "Blend ComponentHealth GuardConfig HybridCodec HybridRecommender HybridTrainer InterleavedRecommender PrecomputedRecommender"),
            entry("dev.recsys.popularity", "PopularityCodec PopularityConfig PopularityModel PopularityTrainer"),
            entry(
                    "dev.recsys.baselines",
                    "BprCodec BprConfig BprModel BprTrainer EaseConfig EaseTrainer FeatureFactorCodec FeatureFactorConfig FeatureFactorModel FeatureFactorTrainer ItemItemCodec ItemItemModel MarkovConfig MarkovTrainer NeighbourConfig NeighbourTrainer RandomCodec RandomConfig RandomModel RandomTrainer ShareCodec ShareConfig ShareModel ShareTrainer SlimConfig SlimTrainer UserNeighbourCodec UserNeighbourConfig UserNeighbourModel UserNeighbourTrainer"),
            entry("dev.recsys.als", "AlsCodec AlsConfig AlsModel AlsTrainer"),
            entry("dev.recsys.graph", "GraphFilterCodec GraphFilterConfig GraphFilterModel GraphFilterTrainer"),
            entry("dev.recsys.cluster", "ClusterCodec ClusterConfig ClusterModel ClusterProfile ClusterTrainer"),
            entry(
                    "dev.recsys.cluster.table",
                    "Assignment Encoding ExplainingTree Imputation Preparation Scaling SegmentDescription SegmentMerge StudyConfig StudyResult TableAssignments TableConfig TableSegments TableStudy TableTrainer Trait Trial"),
            entry("dev.recsys.mlc", "MlcCodec MlcConfig MlcModel MlcTrainer"),
            entry(
                    "dev.recsys.mlc.targets",
                    "ColumnContribution PanelLabels PanelRows PanelTarget Target TargetCodec TargetColumns TargetConfig TargetExplanation TargetFigures TargetModel TargetPrediction TargetRows TargetScores TargetStopping TargetTrainer TargetValues"),
            entry(
                    "dev.recsys.mlc.scorecard",
                    "CardAttribute CardBinning CardTable PointsModel PointsScale PointsScore PointsTable ReasonCode ScoreFigures Scorecard ScorecardConfig ScorecardTrainer TargetPoints"),
            entry(
                    "dev.recsys.mlc.uplift",
                    "Campaign UpliftConfig UpliftEvaluator UpliftExplanation UpliftFigures UpliftForest UpliftModel UpliftPrediction UpliftScores UpliftTrainer"),
            entry("dev.recsys.mlc.options", "CategorySplits Columns CrossFitting Objective Sampling Stopping Trees"),
            entry(
                    "dev.recsys.decision",
                    "Candidate Decision DecisionEngine DecisionListener DecisionReplay DecisionRequest Exclusion Exploration ItemValues LogDetail ModelUse OffPolicyDecisions OffPolicyReplay Offer OfferTable Policy PolicyBuilder PolicyFile PolicyTest Prediction ReplayResult ScoreRule Value"),
            entry(
                    "dev.recsys.decision.rule",
                    "Condition CustomerView ItemCondition ItemSelector ReadyRules Rule Stage Truth"),
            entry(
                    "dev.recsys.decision.contact",
                    "Contact ContactHistory ContactMemory ContactMemoryException ContactPolicy ContactPolicyBuilder InMemoryContacts JdbcContacts RequestContacts"),
            entry("dev.recsys.decision.monitor", "DecisionSummary"),
            entry("dev.recsys.decision.log", "DecisionLog LogCheck LogConfig LogCounters LogHead LogReader LogRecord"),
            entry(
                    "dev.recsys.decision.drift",
                    "DriftConfig DriftFinding DriftMonitor DriftPeriod DriftReport RetrainingRule Stability Verdict"),
            entry(
                    "dev.recsys.io",
                    "CatalogueRead CatalogueReader EventRead EventReader JdbcEventReader JdbcPanelReader PanelRead ReadProgress ReadReport RecommendationReader Reject RejectedRowsException SantanderPanel SantanderReader SantanderSchema TableRead TableReader TextLines"),
            entry("dev.recsys.eval.search", "Search SearchConfig SearchResult SearchSpace SearchTrial Validation"),
            entry(
                    "dev.recsys.report",
                    "ComparedRuns FeatureView Insights OfferTally PolicyTally Report SegmentStudy TrainingLog"),
            entry("dev.recsys.live", "Live LiveFailure LiveRecommender Served SmokeRequests"),
            entry("dev.recsys.memory", "CustomerMemory KnownCustomer MemoryNeeds"),
            entry("dev.recsys.model", "ModelCodec ModelFormatException PredictorCodec Provenance Sections"),
            entry(
                    "dev.recsys.pipeline",
                    "BlockRanker HeldOutScores HeldOutTrainer Pipeline ResolvedRequest Scoring ScoringModel TopItems"));

    static Stream<String> modules() {
        return LIBRARIES.keySet().stream().sorted();
    }

    private static String[] with(String[] packages, String... more) {
        return Stream.concat(Stream.of(packages), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void import_everyModule_isSeen() {
        for (String part : new String[] {
            "",
            ".als",
            ".baselines",
            ".graph",
            ".cluster",
            ".mlc",
            ".eval",
            ".report",
            ".io",
            ".synthetic",
            ".decision",
            ".decision.rule",
            ".decision.contact",
            ".decision.log",
            ".decision.drift",
            ".decision.monitor",
            ".cli",
            ".hybrid",
            ".memory"
        }) {
            assertThat(CLASSES.stream().map(JavaClass::getPackageName)).contains("dev.recsys" + part);
        }
        assertThat(CLASSES.stream().map(JavaClass::getSimpleName)).doesNotContain("ArchitectureTest", "SmallBank");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void module_ofAnAlgorithmOrTool_knowsOnlyTheApiAndItsLibraries(String module) {
        String[] libraries =
                LIBRARIES.get(module).stream().map(library -> library + "..").toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage("dev.recsys." + module + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(with(
                        with(API, libraries),
                        "dev.recsys." + module + "..",
                        "java..",
                        "org.slf4j..",
                        "org.jspecify..")))
                .check(CLASSES);
    }

    @Test
    void api_itsLibraries_areSlf4jAndJackson() {
        classes()
                .that()
                .resideInAnyPackage(API)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(with(
                        API, "java..", "javax.crypto..", "org.slf4j..", "com.fasterxml.jackson..", "org.jspecify..")))
                .check(CLASSES);
    }

    @Test
    void edges_commandLineBenchmarksAndStudies_areUnknownInside() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.recsys.cli..", "dev.recsys.benchmarks..", "dev.recsys.studies..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.recsys.cli..", "dev.recsys.benchmarks..", "dev.recsys.studies..")
                .check(CLASSES);
    }

    @Test
    void api_checkAndData_areAtTheBottom() {
        classes()
                .that()
                .resideInAPackage("dev.recsys.internal.check")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("dev.recsys.internal.check", "java..", "org.jspecify.."))
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage("dev.recsys.data")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("dev.recsys.data", "dev.recsys.internal.check", "java..", "org.jspecify.."))
                .check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.recsys.internal.options",
                "dev.recsys",
                "dev.recsys.model",
                "dev.recsys.internal.run",
                "dev.recsys.internal.file",
                "dev.recsys.memory",
                "dev.recsys.internal.resolve",
                "dev.recsys.pipeline",
                "dev.recsys.popularity",
                "dev.recsys.hybrid",
                "dev.recsys.bundle"
            })
    void api_aPackage_knowsOnlyThoseBelow(String upper) {
        String[] order = {
            "dev.recsys.internal.check",
            "dev.recsys.data",
            "dev.recsys.internal.options",
            "dev.recsys",
            "dev.recsys.model",
            "dev.recsys.internal.run",
            "dev.recsys.internal.file",
            "dev.recsys.memory",
            "dev.recsys.internal.resolve",
            "dev.recsys.pipeline",
            "dev.recsys.popularity",
            "dev.recsys.hybrid",
            "dev.recsys.bundle",
            "dev.recsys.live"
        };
        String[] above = java.util.Arrays.stream(order)
                .dropWhile(name -> !name.equals(upper))
                .skip(1)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(upper)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above)
                .check(CLASSES);
    }

    @Test
    void packages_anyModule_haveNoCycle() {
        slices().matching("dev.recsys.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"als", "cluster", "mlc", "report"})
    void internals_ofAModule_areKnownOnlyToIt(String module) {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.recsys." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.recsys." + module + ".internal..")
                .check(CLASSES);
    }

    @Test
    void internals_ofTheApi_areUnknownToAnApplication() {
        JavaClasses application = new ClassFileImporter().importPackages("com.example.bank");
        assertThat(application).isNotEmpty();
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.recsys.internal..", "dev.recsys.*.internal..")
                .check(application);
    }

    @Test
    void internals_ofTheApi_areInNoSignatureOfAPublicType() {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            boolean isPublic = type.getModifiers().contains(JavaModifier.PUBLIC)
                    && !type.getPackageName().contains("internal")
                    && List.of(API).stream()
                            .anyMatch(api -> type.getPackageName().equals(api.replace("..", "")));
            type.getCodeUnits().stream()
                    .filter(unit -> isPublic && unit.getModifiers().contains(JavaModifier.PUBLIC))
                    .filter(unit -> Stream.concat(
                                    Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
                            .anyMatch(t -> t.getPackageName().startsWith("dev.recsys.internal")))
                    .forEach(unit -> found.add(unit.getFullName()));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void alsRooms_dependDownwards() {
        String[] rooms = {"kernel", "solve", "serve"};
        for (int lower = 0; lower < rooms.length; lower++) {
            String[] above = java.util.Arrays.stream(rooms, lower + 1, rooms.length)
                    .map(room -> "dev.recsys.als.internal." + room)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.recsys.als.internal." + rooms[lower])
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(with(above, "dev.recsys.als"))
                    .check(CLASSES);
        }
    }

    @Test
    void classes_anyModule_haveNoCycle() {
        // A class, its builder and those nested in it are one slice.
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return SliceIdentifier.of(type.getName().replaceAll("(Builder)?(\\$.*)?$", ""));
                    }

                    @Override
                    public String getDescription() {
                        return "classes";
                    }
                })
                .should()
                .beFreeOfCycles()
                // A model answers through the pipeline, which asks it for scores.
                .ignoreDependency(ScoringModel.class, Pipeline.class)
                // A sealed type names its kinds.
                .ignoreDependency(
                        DescribedPredicate.describe("a sealed type", ArchitectureTest::isSealed),
                        DescribedPredicate.alwaysTrue())
                .check(CLASSES);
    }

    private static boolean isSealed(JavaClass type) {
        return type.reflect().isSealed();
    }

    @Test
    void signatures_outsideInternalPackages_nameNoJacksonType() {
        Set<String> found = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (type.getPackageName().contains(".internal")) {
                continue;
            }
            if (type.getModifiers().contains(JavaModifier.PUBLIC)
                    || type.getModifiers().contains(JavaModifier.PROTECTED)) {
                type.getCodeUnits().stream()
                        .filter(unit -> !unit.getModifiers().contains(JavaModifier.PRIVATE))
                        .filter(unit -> unit.getModifiers().contains(JavaModifier.PUBLIC)
                                || unit.getModifiers().contains(JavaModifier.PROTECTED))
                        .filter(unit -> Stream.concat(
                                        Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
                                .anyMatch(t -> t.getPackageName().startsWith("com.fasterxml")))
                        .forEach(unit -> found.add(unit.getFullName()));
                type.getFields().stream()
                        .filter(field -> field.getModifiers().contains(JavaModifier.PUBLIC)
                                || field.getModifiers().contains(JavaModifier.PROTECTED))
                        .filter(field -> field.getRawType().getPackageName().startsWith("com.fasterxml"))
                        .forEach(field -> found.add(field.getFullName()));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void serializable_onlyExceptionsAndEnums_are() {
        noClasses()
                .that()
                .areNotAssignableTo(Throwable.class)
                .and()
                .areNotEnums()
                .and(DescribedPredicate.not(resideInAPackage("dev.recsys.cli..")))
                .should()
                .beAssignableTo(Serializable.class)
                .check(CLASSES);
    }

    @Test
    void threads_ofTheCommonPool_areNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ForkJoinPool.class, java.util.concurrent.CompletableFuture.class)
                .orShould()
                .callMethodWhere(new DescribedPredicate<JavaMethodCall>("work in parallel on the common pool") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        String name = call.getName();
                        return name.equals("parallelStream")
                                || name.startsWith("parallelS")
                                || name.equals("parallelPrefix")
                                || (name.equals("parallel")
                                        && call.getTargetOwner().isAssignableTo(BaseStream.class));
                    }
                })
                .check(CLASSES);
    }

    /** Mappers of Jackson's own, and the text of a tree without one, keep buffers in thread-locals. */
    @Test
    void jackson_withItsThreadLocals_isNotUsed() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(JsonMappers.class.getName())
                .should()
                .callConstructorWhere(new DescribedPredicate<JavaConstructorCall>("make a mapper") {
                    @Override
                    public boolean test(JavaConstructorCall call) {
                        return call.getTargetOwner().isAssignableTo(ObjectMapper.class);
                    }
                })
                .orShould()
                .callMethodWhere(new DescribedPredicate<JavaMethodCall>("make a mapper, or text of a tree") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        JavaClass owner = call.getTargetOwner();
                        return (owner.isAssignableTo(JsonMapper.class)
                                        && call.getName().equals("builder"))
                                || (owner.isAssignableTo(JsonNode.class)
                                        && Set.of("toString", "toPrettyString").contains(call.getName()));
                    }
                })
                .check(CLASSES);
    }

    @Test
    void standardStreams_inLibraries_areNotUsed() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.recsys.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    @Test
    void publicTypes_ofEachPackage_areThoseAUserNames() {
        PUBLIC_TYPES.forEach((name, expected) -> {
            Set<String> found = new TreeSet<>();
            CLASSES.stream()
                    .filter(type -> type.getPackageName().equals(name))
                    .filter(type ->
                            type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                    .filter(type -> !type.getSimpleName().equals("package-info"))
                    .forEach(type -> found.add(type.getSimpleName()));
            assertThat(String.join(" ", found)).as("public types of %s", name).isEqualTo(expected);
        });
    }
}
