package dev.recsys.cli;

import dev.recsys.ModelInfo;
import dev.recsys.bundle.Bundle;
import dev.recsys.cli.runs.RunArchive;
import dev.recsys.cli.runs.RunPlace;
import dev.recsys.cli.runs.RunRecord;
import dev.recsys.cli.runs.RunTrace;
import dev.recsys.cli.runs.TrackingOptions;
import dev.recsys.data.Panel;
import dev.recsys.decision.Policy;
import dev.recsys.decision.PolicyFile;
import dev.recsys.eval.CustomerScores;
import dev.recsys.eval.EvaluationReport;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.TimeSplit;
import dev.recsys.hybrid.HybridRecommender;
import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.WriteFailure;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.report.OfferTally;
import dev.recsys.report.Report;
import dev.recsys.report.TrainingLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The whole pipeline from end to end. */
@Command(
        name = "run",
        description = {
            "Trains all models on a panel, evaluates them on the next month, and writes models and recommendations.",
            "",
            "Trains on the snapshots before the split date and evaluates on the additions of the first month from it on."
                    + " Prints the table and writes metrics.json, recommendations.csv, report.html with its"
                    + " figures in report.json, model-cards/ and models/ into the output folder; run.json with the command, options, versions and"
                    + " data, scores.csv.gz by customer for 'runs compare' and trace.jsonl with the steps of training; quarantine.csv, at once,"
                    + " if rows cannot be read.",
            "",
            "A run appears in the output folder whole, at its end: these names are links through the link `current`, which"
                    + " one rename leads from the last run to the new one. The last run stays until the next one begins."
                    + " A second run into the same folder is refused. Other files in the folder are left alone; a file"
                    + " of the user's under one of these names is refused.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    /** The least that a run of any bank writes, and what each offer and each customer remembered add. */
    private static final long FIXED_BYTES = 1 << 20;

    private static final long OFFER_BYTES = 40;
    private static final long REMEMBERED_BYTES = 100;

    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    private static final class Source {
        @Option(
                names = "--panel",
                paramLabel = "FILE",
                description = "A monthly panel with the 48 columns of train_ver2.csv; plain, gzip or zip.")
        private @Nullable Path panel;

        @Option(names = "--synthetic", paramLabel = "N", description = "Generate a synthetic bank of N customers.")
        private int synthetic;
    }

    @Option(
            names = "--months",
            paramLabel = "M",
            defaultValue = "17",
            description = "Months of the synthetic bank, 3 to 17 (default: ${DEFAULT-VALUE}).")
    private int months;

    @Option(
            names = "--split",
            paramLabel = "DATE",
            description = "Train on snapshots before this date (default: the date of the last snapshot).")
    private @Nullable LocalDate split;

    @Option(
            names = {"-k", "--k"},
            paramLabel = "K",
            defaultValue = "7",
            description = "Offers per customer (default: ${DEFAULT-VALUE}).")
    private int k;

    @Mixin
    private InputOptions input = new InputOptions();

    @Mixin
    private TrainingOptions training = new TrainingOptions();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder for the results.")
    private @Nullable Path out;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description =
                    "Also add the run to this folder of runs, which 'runs' lists; a path, or a URI of any file-system provider.")
    private @Nullable String runs;

    @Mixin
    private TrackingOptions tracking = new TrackingOptions();

    @Mixin
    private ReportOptions page = new ReportOptions();

    @Option(names = "--no-report", description = "Write no report.html, report.json and model-cards/.")
    private boolean noReport;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Show in the report what this policy, as YAML or JSON, leaves of the offers. recommendations.csv has them"
                            + " before rules; cool-downs and caps need an application's memory of contacts.")
    private @Nullable Path policy;

    @Option(names = "--products", description = "Print figures per product too.")
    private boolean products;

    @Option(names = "--json", description = "Print metrics.json instead of the table.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        PrintWriter stdout = Checks.notNull(spec, "spec").commandLine().getOut();
        PrintWriter stderr = Checks.notNull(spec, "spec").commandLine().getErr();
        int limit = Checks.atLeast(k, 1, "--k");
        Progress progress = new Progress(stderr);
        RunConfig config = training.config();
        requireUsable();
        Policy rules = policy == null ? null : PolicyFile.read(policy);
        EvaluationReport report;
        int code;
        try (RunPlace archive = runs == null ? null : RunPlace.of(runs, "--runs");
                OutputFolder folder = OutputFolder.forRun(out)) {
            RunRecord record = new RunRecord(folder.runId(), arguments());
            record.trains(config, training.givenSeed());
            if (rules != null) {
                record.decides(rules.name(), rules.version(), rules.hash());
            }
            Inputs inputs = new Inputs(stderr, progress, input, folder);
            Panel panel = read(inputs);
            TimeSplit timeSplit = input.checked(TimeSplit.at(panel, splitDate(panel)));
            folder.requireRoom(leastBytes(timeSplit, limit));
            if (rules != null) {
                PolicyOffers.requireFits(rules, timeSplit.trainPanel());
            }
            Report.Builder builder = page.report().data(panel);
            inputs.tell(builder);
            record.reads(sourceName(), inputs.rejected(), panel, timeSplit);
            report = work(timeSplit, config, rules, limit, folder.unfinished(), progress, builder, record);
            folder.publishRun();
            if (archive != null) {
                RunArchive.add(folder.unfinished(), archive.path(), folder.runId());
            }
            code = tracking.send(folder.unfinished(), stderr);
        }
        stdout.print(json ? report.toJson() + "\n" : report.toTable());
        if (products && !json) {
            stdout.print("\n" + report.toProductTable() + "\n");
        }
        if (!json) {
            if (source.panel == null) {
                stdout.println("The bank is synthetic: its figures say nothing about a real bank.");
            }
            stdout.println("Wrote metrics.json, recommendations.csv" + (noReport ? "" : ", report.html")
                    + ", run.json and models/ to " + out
                    + (runs == null ? "." : ", and added the run to " + runs + "."));
        }
        return code;
    }

    private List<String> arguments() {
        return Checks.notNull(spec, "spec")
                .root()
                .commandLine()
                .getParseResult()
                .originalArgs();
    }

    private String sourceName() {
        return source.panel != null
                ? source.panel.toString()
                : "synthetic bank of " + source.synthetic + " customers, " + months + " months, seed "
                        + training.seed();
    }

    /** Trains, saves, evaluates and recommends, into a folder of this run's own. */
    private EvaluationReport work(
            TimeSplit timeSplit,
            RunConfig config,
            @Nullable Policy rules,
            int limit,
            Path folder,
            Progress progress,
            Report.Builder builder,
            RunRecord record)
            throws IOException {
        TrainingLog log = new TrainingLog();
        Map<String, ScoringModel> models;
        try (RunTrace trace = new RunTrace(folder.resolve(RunRecord.TRACE))) {
            models = ModelSet.train(timeSplit.train(), config, progress.with(step -> {
                log.onProgress(step);
                trace.onProgress(step);
            }));
        }
        ModelSet.save(folder.resolve("models"), models, timeSplit.train(), ModelSet.Memory.CUSTOMERS);

        List<CustomerScores> scores = new ArrayList<>();
        EvaluationReport report = Evaluator.defaults(limit)
                .withThreads(training.threads())
                .allowingThinSplits()
                .keepingScores(scores::add)
                .groupedBy(ReportOptions.groupings(timeSplit.trainPanel()))
                .evaluate(models, timeSplit, progress);
        scores.get(0).write(folder.resolve(RunRecord.SCORES));
        Path metrics = folder.resolve(RunRecord.METRICS);
        try {
            Files.writeString(metrics, report.toJson() + "\n");
        } catch (IOException e) {
            throw WriteFailure.of(metrics, e);
        }
        Bundle hybrid = Bundle.of(Checks.notNull(models.get(ModelSet.HYBRID), ModelSet.HYBRID))
                .remembering(timeSplit.train());
        OfferTally tally = ReportOptions.tally(timeSplit.trainPanel());
        builder.offers(tally);
        recommend(
                folder.resolve("recommendations.csv"), hybrid, timeSplit.trainPanel(), rules, tally, builder, progress);
        if (!noReport) {
            long start = System.nanoTime();
            ReportOptions.show(tally, hybrid, limit);
            ModelFacts facts = new ModelFacts(timeSplit, training.threads());
            if (timeSplit.adderCount() > 0 && models.get(ModelSet.HYBRID) instanceof HybridRecommender whole) {
                builder.components(facts.components(whole, limit, progress));
            }
            builder.insights(facts.insights(models, hybrid, report, limit));
            models.forEach((name, model) -> builder.model(name, model.info()));
            ReportFolder.write(folder, builder.evaluation(report).training(log).build());
            progress.show("report", 1, (System.nanoTime() - start) / 1e9, ReportFolder.PAGE);
        }
        Map<String, ModelInfo> infos = new LinkedHashMap<>();
        models.forEach((name, model) -> infos.put(name, model.info()));
        record.makes(infos);
        record.write(folder);
        return report;
    }

    /** Writes the offers to all customers and counts them, by what a policy leaves of them too. */
    private void recommend(
            Path file,
            Bundle hybrid,
            Panel panel,
            @Nullable Policy rules,
            OfferTally tally,
            Report.Builder builder,
            Progress progress)
            throws IOException {
        if (rules == null) {
            RecommendationsCsv.write(
                    file, hybrid, panel, k, (user, scores) -> tally.add(user, List.copyOf(scores.keySet())), progress);
            return;
        }
        try (PolicyOffers left =
                new PolicyOffers(rules, hybrid, ModelSet.HYBRID, tally, panel, k, training.threads())) {
            RecommendationsCsv.write(file, hybrid, panel, k, left::add, progress);
            builder.policy(left.tally());
        }
    }

    /** Refuses what can be known to be wrong before anything is written. */
    private void requireUsable() throws IOException {
        tracking.requireUsable();
        Checks.that(policy == null || !noReport, "--policy needs the report, which --no-report leaves out");
        Inputs.requireThere(policy);
        Inputs.requireThere(source.panel);
        if (source.panel == null) {
            Checks.inRange(months, 3, 17, "--months");
            Checks.atLeast(source.synthetic, 1, "--synthetic");
        }
    }

    private static long leastBytes(TimeSplit split, int limit) {
        Panel train = (Panel) split.train();
        long offers = (long) train.last().rowCount()
                * Math.min(limit, train.catalogue().size());
        return FIXED_BYTES + offers * OFFER_BYTES + (long) train.users().size() * REMEMBERED_BYTES;
    }

    private Panel read(Inputs inputs) throws IOException {
        if (source.panel != null) {
            return inputs.panel(source.panel);
        }
        return inputs.synthetic(source.synthetic, months, training.seed());
    }

    private LocalDate splitDate(Panel panel) {
        if (split != null) {
            return split;
        }
        return panel.last().date();
    }
}
