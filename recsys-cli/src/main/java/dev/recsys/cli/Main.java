package dev.recsys.cli;

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
            TrainCommand.class,
            EvaluateCommand.class,
            RecommendCommand.class,
            GenerateCommand.class,
            InspectCommand.class,
            ConfigCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 success, 1 failure, 2 bad usage or input.",
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
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(out, err, args);
        out.flush();
        System.exit(code);
    }

    /**
     * Runs the command line.
     *
     * @param out gets results
     * @param err gets progress and errors
     * @param args the arguments. Not modified.
     * @return the exit code
     */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine commandLine = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(Failures::handle)
                .setParameterExceptionHandler(Failures::handleUsage);
        int code = args.length == 0 ? usage(commandLine) : commandLine.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    private static int usage(CommandLine commandLine) {
        commandLine.usage(commandLine.getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
