package dev.recsys.cli;

import dev.recsys.cli.load.LoadCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of {@code recsys.jar}. */
@Command(
        name = "recsys",
        description = "Tells a bank which product to offer a customer next.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            ExploreCommand.class,
            TuneCommand.class,
            RunsCommand.class,
            TrainCommand.class,
            TargetTrainCommand.class,
            PanelTrainCommand.class,
            PredictCommand.class,
            ScorecardCommand.class,
            UpliftCommand.class,
            EvaluateCommand.class,
            RecommendCommand.class,
            GenerateCommand.class,
            InspectCommand.class,
            CheckCommand.class,
            PublishCommand.class,
            GenerationsCommand.class,
            SignCommand.class,
            SegmentsCommand.class,
            DriftCommand.class,
            ConfigCommand.class,
            DecideCommand.class,
            PolicyCommand.class,
            LogCommand.class,
            LoadCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "'./recsys serve' starts the HTTP service, which has a jar of its own: './recsys serve --help'.",
            "",
            "Exit codes: 0 success, 1 failure, 2 bad usage or input, 3 what --fail-on of drift names,"
                    + " 4 a run that is written but did not reach --mlflow.",
            "'recsys COMMAND --help' describes a command."
        })
public final class Main {
    /** For the command line parser. */
    public Main() {}

    /**
     * Runs the command line and exits with its code.
     *
     * @param args the arguments
     */
    public static void main(String[] args) {
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(StandardOutput.writer(), err, args));
    }

    /**
     * Runs the command line.
     *
     * @param out gets results; a failure of its own is thrown or kept for {@link PrintWriter#checkError}
     * @param err gets progress and errors
     * @param args the arguments. Not modified.
     * @return the exit code
     */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        int code;
        try {
            Arguments.requireReadable(args);
            CommandLine commandLine = commandLine(out, err);
            code = args.length == 0 ? usage(commandLine) : commandLine.execute(Arguments.withTrainTable(args));
            if (out.checkError() && code == 0) {
                throw new StandardOutput.Lost();
            }
        } catch (RuntimeException | Error e) {
            // What the parser lets through: errors, and a standard output that fails at the last flush.
            code = Failures.handle(e, err);
        }
        err.flush();
        return code;
    }

    private static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        CommandLine command = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionStrategy(parsed -> execute(parsed, err))
                .setExecutionExceptionHandler((failure, failed, parsed) -> Failures.handle(failure, err))
                .setParameterExceptionHandler(Failures::handleUsage);
        Arguments.register(command);
        return command;
    }

    /** Runs the command. The parser would show the trace of a standard output that fails while help is printed. */
    private static int execute(CommandLine.ParseResult parsed, PrintWriter err) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (StandardOutput.Lost e) {
            return Failures.handle(e, err);
        }
    }

    private static int usage(CommandLine commandLine) {
        commandLine.usage(commandLine.getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
