package dev.recsys.cli;

import static dev.recsys.cli.Result.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.recsys.internal.file.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The files the tests of commands read: a bank's panel, the results of a run on it, and the events of a shop. They are made
 * once, for all test classes, and are not to be modified.
 *
 * @param folder where they are
 * @param panel the panel of 1500 customers and 5 months
 * @param out the output of {@code run}
 * @param events a CSV file
 */
record TrainedBank(Path folder, Path panel, Path out, Path events) implements AutoCloseable {
    /** Gives the bank to a test class, and deletes it after the last. */
    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TrainedBank.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(TrainedBank.class, key -> made(), TrainedBank.class);
        }
    }

    private static TrainedBank made() {
        try {
            Path folder = Files.createTempDirectory("recsys-cli-tests");
            TrainedBank bank = new TrainedBank(
                    folder, folder.resolve("bank.csv.gz"), folder.resolve("out"), folder.resolve("events.csv"));
            bank.generateAndRun();
            Files.write(bank.events, shop());
            return bank;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void generateAndRun() {
        assertThat(run("generate", "--customers", 1500, "--months", 5, "--seed", 3, "--out", panel))
                .returns(0, Result::code);
        Result result = run("run", "--panel", panel, "--split", "2015-05-01", "--out", out);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("hybrid").contains("ceiling").contains("map@7");
    }

    private static List<String> shop() {
        List<String> lines = new ArrayList<>(List.of("user,item,weight,timestamp"));
        for (int user = 0; user < 60; user++) {
            for (int item = user % 3; item < 30; item += 3) {
                if ((user + item) % 7 != 0) {
                    lines.add("u" + user + ",i" + item + "," + (1 + user % 2) + ",2020-01-0" + (1 + item % 9));
                }
            }
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        FileTree.delete(folder);
    }
}
