package dev.recsys.cli;

import dev.recsys.cluster.table.Encoding;
import dev.recsys.cluster.table.Imputation;
import dev.recsys.cluster.table.Scaling;
import dev.recsys.cluster.table.StudyConfig;
import dev.recsys.cluster.table.StudyResult;
import dev.recsys.cluster.table.TableAssignments;
import dev.recsys.cluster.table.TableSegments;
import dev.recsys.cluster.table.TableStudy;
import dev.recsys.cluster.table.TableTrainer;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.WriteFailure;
import dev.recsys.io.TableRead;
import dev.recsys.report.Insights;
import dev.recsys.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Segments of any table. */
@Command(
        name = "segments",
        description = {
            "Finds segments of the rows of any table of attributes; it needs no products and no months.",
            "",
            "Tries numbers of segments with several preparations of the columns, measures each, and describes the segments of"
                    + " the one with the highest silhouette: their sizes, what sets them apart, and a decision tree that says in"
                    + " words who is in which. Columns that the segments are not built on are described too.",
            "",
            "With --out, writes segments.recsys, study.json, assignments.csv, and report.html with its figures in report.json; and"
                    + " trials.jsonl as it goes, from which the same command carries on if it was killed.",
            "",
            "'recsys segments assign' says which segment a customer is in.",
            ""
        },
        subcommands = SegmentsAssignCommand.class,
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class SegmentsCommand implements Callable<Integer> {
    static final String MODEL = "segments.recsys";
    static final String STUDY = "study.json";
    static final String ASSIGNMENTS = "assignments.csv";
    static final String TRIALS = "trials.jsonl";

    private static final List<String> FILES =
            List.of(MODEL, STUDY, ASSIGNMENTS, TRIALS, ReportFolder.PAGE, ReportFolder.FIGURES);

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--table", paramLabel = "FILE", description = "A CSV file with a header; plain, gzip or zip.")
    private @Nullable Path table;

    @Option(
            names = "--columns",
            paramLabel = "COLUMN",
            split = ",",
            description = "The columns to build segments on (default: all).")
    private List<String> columns = List.of();

    @Option(
            names = {"-k", "--k"},
            paramLabel = "K",
            defaultValue = "2..15",
            description = "Numbers of segments to try, as 4 or 2..15 (default: ${DEFAULT-VALUE}).")
    private String clusters = "";

    @Option(
            names = "--scaling",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "z-score,min-max,robust",
            converter = Choices.OfScaling.class,
            description = "Scalings to try (default: ${DEFAULT-VALUE}).")
    private List<Scaling> scalings = List.of();

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "one-hot,ordinal",
            converter = Choices.OfEncoding.class,
            description = "Encodings of categories to try (default: ${DEFAULT-VALUE}).")
    private List<Encoding> encodings = List.of();

    @Option(
            names = "--imputation",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "median",
            converter = Choices.OfImputation.class,
            description = "What replaces missing values, to try: median, mode, neighbours, regression"
                    + " (default: ${DEFAULT-VALUE}).")
    private List<Imputation> imputations = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Fits of each trial, which say how stable it is (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--tree-depth",
            paramLabel = "D",
            defaultValue = "3",
            description = "Questions the explaining tree asks at most (default: ${DEFAULT-VALUE}).")
    private int treeDepth;

    @Mixin
    private TableOptions reading = new TableOptions();

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of all random choices (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--threads", paramLabel = "T", description = "Threads to use (default: all processors).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for the results.")
    private @Nullable Path out;

    @Mixin
    private ReportOptions page = new ReportOptions();

    @Option(names = "--json", description = "Print study.json instead of tables.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Checks.notNull(spec, "spec");
        if (table == null) {
            throw new ParameterException(
                    command.commandLine(), "Missing required option: '--table=FILE', or a command such as 'assign'");
        }
        PrintWriter stdout = command.commandLine().getOut();
        Progress progress = new Progress(command.commandLine().getErr());
        StudyConfig config = config();
        Report.Builder report = page.report();
        Inputs.requireThere(table);
        if (out == null) {
            Inputs inputs = new Inputs(command.commandLine().getErr(), progress, new InputOptions(), null);
            TableRead read = inputs.table(table, reading.reader());
            StudyResult result = new TableStudy(config).run(read.table(), progress);
            print(stdout, result, train(result, config, read, progress));
            return 0;
        }
        try (OutputFolder folder = OutputFolder.forFiles(out, FILES)) {
            Inputs inputs = new Inputs(command.commandLine().getErr(), progress, new InputOptions(), folder);
            TableRead read = inputs.table(table, reading.reader());
            StudyResult result = new TableStudy(config).resume(read.table(), progress, out.resolve(TRIALS));
            TableSegments segments = train(result, config, read, progress);
            inputs.tell(report);
            write(folder.unfinished(), result, segments, read, report);
            folder.publishFiles();
            print(stdout, result, segments);
        }
        if (!json) {
            stdout.println("Wrote " + MODEL + ", " + STUDY + ", " + ASSIGNMENTS + " and " + ReportFolder.PAGE + " to "
                    + out + ".");
        }
        return 0;
    }

    private StudyConfig config() {
        StudyConfig defaults = StudyConfig.defaults();
        int[] range = Choices.range(clusters, "--k");
        return defaults.withClusters(range[0], range[1])
                .withPreparations(scalings, encodings, imputations)
                .withPreparation(defaults.preparation().withColumns(columns))
                .withSeeds(seeds)
                .withSeed(seed)
                .withThreads(threads);
    }

    private TableSegments train(StudyResult result, StudyConfig config, TableRead read, Progress progress) {
        return new TableTrainer(result.best().config(config).withTreeDepth(treeDepth)).train(read.table(), progress);
    }

    private void write(Path folder, StudyResult result, TableSegments segments, TableRead read, Report.Builder report)
            throws IOException {
        segments.save(folder.resolve(MODEL));
        Path study = folder.resolve(STUDY);
        try {
            Files.writeString(study, SegmentsJson.of(result, segments) + "\n");
        } catch (IOException e) {
            throw WriteFailure.of(study, e);
        }
        TableAssignments all = segments.assignAll(read.table(), threads);
        Insights insights = new Insights();
        insights.segments(SegmentFacts.of(result, segments, all));
        ReportFolder.writePage(folder, report.insights(insights).build());
        Path file = folder.resolve(ASSIGNMENTS);
        try (var writer = Files.newBufferedWriter(file)) {
            AssignmentsCsv.write(writer, all, reading.rowName(), read.ids());
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
    }

    private void print(PrintWriter stdout, StudyResult result, TableSegments segments) {
        stdout.print(json ? SegmentsJson.of(result, segments) + "\n" : SegmentsText.of(result, segments));
    }
}
