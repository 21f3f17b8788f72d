package dev.recsys.cli;

import dev.recsys.internal.check.Checks;
import dev.recsys.internal.file.WriteFailure;
import dev.recsys.synthetic.SyntheticBank;
import dev.recsys.synthetic.SyntheticBankListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a synthetic panel. */
@Command(
        name = "generate",
        description = "Writes the panel of a synthetic bank, with the 48 columns of train_ver2.csv.%n",
        sortOptions = false,
        mixinStandardHelpOptions = true)
final class GenerateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--customers", required = true, paramLabel = "N", description = "Customers at the end.")
    private int customers;

    @Option(
            names = "--months",
            paramLabel = "M",
            defaultValue = "17",
            description = "Months from 2015-01-28 on, 2 to 17 (default: ${DEFAULT-VALUE}).")
    private int months;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "42",
            description = "Seed of all random choices (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The CSV; compressed if it ends in .gz.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        PrintWriter stdout = Checks.notNull(spec, "spec").commandLine().getOut();
        Progress progress =
                new Progress(Checks.notNull(spec, "spec").commandLine().getErr());
        Path file = Checks.notNull(out, "--out");
        WriteFailure.requireReplaceable(file);
        SyntheticBank bank = SyntheticBank.builder()
                .customers(customers)
                .months(months)
                .seed(seed)
                .build();
        long start = System.nanoTime();
        long[] written = new long[2];
        SyntheticBankListener listener = (date, rows) -> {
            written[0] = rows;
            double seconds = (System.nanoTime() - start) / 1e9;
            progress.show(
                    "generate",
                    (double) ++written[1] / bank.monthCount(),
                    seconds,
                    String.format(Locale.ROOT, "%,d synthetic rows", rows));
        };
        try {
            bank.writeCsv(file, listener);
        } catch (IOException e) {
            throw WriteFailure.of(file, e);
        }
        stdout.printf(Locale.ROOT, "Wrote %,d synthetic rows to %s.%n", written[0], file);
        return 0;
    }
}
