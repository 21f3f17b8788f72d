package dev.recsys.cli;

import dev.recsys.internal.check.Checks;
import dev.recsys.io.TableRead;
import dev.recsys.mlc.scorecard.PointsScale;
import dev.recsys.mlc.scorecard.Scorecard;
import dev.recsys.mlc.scorecard.ScorecardConfig;
import dev.recsys.mlc.scorecard.ScorecardTrainer;
import dev.recsys.mlc.targets.Target;
import dev.recsys.mlc.targets.TargetColumns;
import dev.recsys.mlc.targets.TargetConfig;
import dev.recsys.mlc.targets.TargetModel;
import dev.recsys.mlc.targets.TargetTrainer;
import dev.recsys.mlc.uplift.Campaign;
import dev.recsys.mlc.uplift.UpliftConfig;
import dev.recsys.mlc.uplift.UpliftModel;
import dev.recsys.mlc.uplift.UpliftTrainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Learns targets of a bank's own from a table: what {@code recsys train} does where {@code --table} is given. */
@Command(
        name = Arguments.TRAIN_TABLE,
        hidden = true,
        description = {
            "Learns who leaves, who answers a campaign, who pays back or how much they spend from any table of attributes, and"
                    + " saves the model. It needs no products and no months.",
            "",
            "With --treatment it learns who is moved by it, such as an offer, from a campaign with a control; 'recsys uplift' measures"
                    + " that.",
            "",
            "Two values of a target are learned as a probability, numbers as a mean unless --loss says otherwise. 'recsys predict'"
                    + " predicts the target of other rows.",
            "",
            "--model scorecard learns a scorecard of one target instead, with points that a person can add up;"
                    + " 'recsys scorecard' prints and measures it.",
            ""
        },
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class TargetTrainCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--table",
            required = true,
            paramLabel = "FILE",
            description = "A CSV file with a header; plain, gzip or zip.")
    private @Nullable Path table;

    @Option(
            names = "--target",
            required = true,
            paramLabel = "COLUMN",
            split = ",",
            description = "The columns to predict; they are no attributes.")
    private List<String> targets = List.of();

    @Option(
            names = "--positive",
            paramLabel = "VALUE",
            description =
                    "The value of a target that says it happened; needed unless the two are 0 and 1, no and yes, or false"
                            + " and true.")
    private String positive = "";

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "trees",
            converter = Choices.OfTargetLearner.class,
            description = "trees or scorecard (default: ${DEFAULT-VALUE}).")
    private Choices.TargetLearner learner = Choices.TargetLearner.TREES;

    @Option(
            names = "--bad",
            paramLabel = "VALUE",
            converter = Choices.OfBad.class,
            description =
                    "Of a scorecard, which of the target's values is the bad one: positive or negative (default: positive).")
    private PointsScale.@Nullable Bad bad;

    @Option(
            names = "--loss",
            paramLabel = "NAME",
            defaultValue = "logistic",
            converter = Choices.OfLoss.class,
            description =
                    "logistic for two values; squared (mean), absolute (median), poisson (counts) or tweedie (amounts that"
                            + " are often 0) for numbers (default: ${DEFAULT-VALUE}).")
    private Target.Loss loss = Target.Loss.LOGISTIC;

    @Option(
            names = "--power",
            paramLabel = "P",
            defaultValue = "1.5",
            description =
                    "Of tweedie, how the variance grows with the mean, between 1 and 2 (default: ${DEFAULT-VALUE}).")
    private double power;

    @Option(
            names = "--missing-target",
            paramLabel = "RULE",
            defaultValue = "refused",
            converter = Choices.OfMissing.class,
            description = "Rows without a value of the target: refused or left-out (default: ${DEFAULT-VALUE}).")
    private Target.Missing missingTarget = Target.Missing.REFUSED;

    @Option(
            names = "--exclude",
            paramLabel = "COLUMN",
            split = ",",
            description = "Columns that are no attributes, such as what is known only afterwards.")
    private List<String> excluded = List.of();

    @Option(
            names = "--protected",
            paramLabel = "COLUMN",
            split = ",",
            description = "Attributes that must not decide, such as age and gender.")
    private List<String> guarded = List.of();

    @Option(
            names = "--monotone",
            paramLabel = "COLUMN=+|-",
            split = ",",
            description = "Numbers with which predictions may only rise (+) or fall (-), such as age=+,balance=-.")
    private Map<String, String> monotone = Map.of();

    @Mixin
    private UpliftOptions uplift = new UpliftOptions();

    @Mixin
    private TableOptions reading = new TableOptions();

    @Mixin
    private LearnerOptions learning = new LearnerOptions();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The model's file.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Checks.notNull(spec, "spec");
        Path from = Checks.notNull(table, "--table");
        Path to = Checks.notNull(out, "--out");
        Inputs.requireThere(from);
        Inputs.requireThere(learning.file());
        new SameFile().input("--table", from).input("--config", learning.file()).output("--out", to);
        if (uplift.isGiven()) {
            Checks.that(
                    learner == Choices.TargetLearner.TREES && bad == null,
                    "--model scorecard and --bad are not for --treatment; --learner says how uplift is learned");
            return trainUplift(command, from, to);
        }
        List<Target> wanted = targets.stream().map(this::target).toList();
        PrintWriter err = command.commandLine().getErr();
        if (learner == Choices.TargetLearner.SCORECARD) {
            writeCard(from, to, wanted, err, command.commandLine().getOut());
            return 0;
        }
        Checks.that(bad == null, "--bad is for --model scorecard; 'recsys predict --points' takes --scale");
        TargetConfig config = config();
        Progress progress = new Progress(err);
        TableRead read = new Inputs(err, progress, new InputOptions(), null).table(from, reading.reader());
        TargetModel model = new TargetTrainer(config).train(read.table(), wanted, progress);
        model.save(to);
        PrintWriter stdout = command.commandLine().getOut();
        describe(model, stdout);
        stdout.println("Wrote " + to + ".");
        return 0;
    }

    /** Prints how each target was learned, and the attributes that weigh most. */
    static void describe(TargetModel model, PrintWriter stdout) {
        for (Target target : model.targets()) {
            stdout.println(
                    "target " + target.column() + ", " + model.info().notes().get("target " + target.column()));
            model.importance(target.column()).entrySet().stream()
                    .limit(5)
                    .forEach(share ->
                            stdout.printf(Locale.ROOT, "  %5.1f %%  %s%n", 100 * share.getValue(), share.getKey()));
        }
    }

    private void writeCard(Path from, Path to, List<Target> wanted, PrintWriter err, PrintWriter stdout)
            throws IOException {
        Checks.that(wanted.size() == 1, "--target must name one column for --model scorecard, but names %s", targets);
        Checks.that(
                !learning.hasSeedOrThreads(),
                "--seed and --threads are for trees: a scorecard is learned on one thread without chance");
        ScorecardConfig config = learning.read(ScorecardConfig.defaults());
        config = config.withColumns(columns(config.columns()));
        if (bad != null) {
            config = config.withScale(config.scale().withBad(bad));
        }
        Progress progress = new Progress(err);
        TableRead read = new Inputs(err, progress, new InputOptions(), null).table(from, reading.reader());
        Scorecard card = new ScorecardTrainer(config).train(read.table(), wanted.get(0), progress);
        card.save(to);
        stdout.print(card.toText());
        stdout.println();
        String leftOut = card.info().notes().getOrDefault("left out", "");
        if (!leftOut.isEmpty()) {
            stdout.println("left out: " + leftOut);
        }
        card.warnings().forEach(warning -> stdout.println("warning: " + warning));
        stdout.println("Wrote " + to + ".");
    }

    private int trainUplift(CommandSpec command, Path from, Path to) throws IOException {
        Checks.that(
                loss == Target.Loss.LOGISTIC && monotone.isEmpty() && missingTarget == Target.Missing.REFUSED,
                "--loss, --monotone and --missing-target are not for --treatment");
        Campaign campaign = uplift.campaign(targets, positive);
        UpliftConfig config = uplift.config(learning, excluded, guarded);
        PrintWriter err = command.commandLine().getErr();
        Progress progress = new Progress(err);
        TableRead read = new Inputs(err, progress, new InputOptions(), null).table(from, reading.reader());
        UpliftModel model = new UpliftTrainer(config).train(read.table(), campaign, progress);
        model.save(to);
        PrintWriter stdout = command.commandLine().getOut();
        stdout.println("uplift of " + campaign.outcome() + " by " + campaign.treatment() + ", "
                + model.info().notes().get("treated") + " treated; "
                + model.info().notes().get("randomisation"));
        stdout.println("Wrote " + to + ".");
        return 0;
    }

    private Target target(String column) {
        double of = loss == Target.Loss.TWEEDIE ? power : 0;
        return new Target(column, loss, positive, of, missingTarget);
    }

    private TargetConfig config() throws IOException {
        TargetConfig config = learning.read(TargetConfig.defaults());
        return config.withColumns(columns(config.columns()))
                .withSeed(learning.seed(config.seed()))
                .withThreads(learning.threads(config.threads()));
    }

    /** Columns of a configuration with those of the command line. */
    private TargetColumns columns(TargetColumns columns) {
        List<String> rising = new ArrayList<>(columns.increasing());
        List<String> falling = new ArrayList<>(columns.decreasing());
        monotone.forEach((column, sign) -> {
            Checks.that(
                    sign.equals("+") || sign.equals("-"),
                    "--monotone must be %s=+ or %s=-, but was %s",
                    column,
                    column,
                    sign);
            (sign.equals("+") ? rising : falling).add(column);
        });
        return columns.withIncreasing(rising)
                .withDecreasing(falling)
                .withExcluded(UpliftOptions.joined(columns.excluded(), excluded))
                .withProtectedColumns(UpliftOptions.joined(columns.protectedColumns(), guarded));
    }
}
