package dev.recsys.studies;

import dev.recsys.bundle.Bundle;
import dev.recsys.pipeline.ScoringModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * How good is every model with its defaults, and what does it cost? Writes the tables of {@code docs/results.md}: each model is
 * trained and measured in a Java of its own, on Online Retail, Gowalla, the Santander panel and the synthetic bank. Nothing is
 * chosen here: the defaults come from other parts of the data.
 *
 * <p>Run: {@code benchmarks/results.sh DATA FILE}. {@code DATA FILE SET…} measures some data sets alone, {@code one DATA SET MODEL}
 * is what each of these processes does.
 */
public final class ResultsStudy {
    private ResultsStudy() {}

    /**
     * Measures and writes.
     *
     * @param args as above. Not modified.
     * @throws IOException if a file can't be read or written
     * @throws InterruptedException if interrupted while a process runs
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args[0].equals("one")) {
            one(Path.of(args[1]), args[2], args[3]);
            return;
        }
        Path data = Path.of(args[0]);
        List<String> sets = args.length > 2 ? List.of(args).subList(2, args.length) : ResultsTask.NAMES;
        StringJoiner page = new StringJoiner("\n");
        page.add(introduction());
        for (String set : sets) {
            page.add(table(data, set));
        }
        Files.writeString(Path.of(args[1]), page.toString());
    }

    private static void one(Path data, String set, String name) throws IOException {
        ResultsTask task = ResultsTask.of(set, data);
        task.train().interactions();
        task.train().contentHash();
        long start = System.nanoTime();
        ScoringModel model = StudyModels.train(name, task.train());
        double seconds = (System.nanoTime() - start) / 1e9;
        Path file = Files.createTempFile("results", ".recsys");
        Bundle.of(model).save(file);
        double megabytes = Files.size(file) / 1e6;
        Files.delete(file);
        StringJoiner cells = new StringJoiner("\t");
        cells.add("row").add(name);
        Map<String, Double> figures = task.measure(model);
        figures.values().forEach(value -> cells.add(String.format(Locale.ROOT, value < 0.03 ? "%.5f" : "%.4f", value)));
        cells.add(String.format(Locale.ROOT, "%.1f", seconds)).add(String.format(Locale.ROOT, "%.1f", megabytes));
        System.out.println("about\t" + task.about());
        System.out.println("names\t" + String.join("\t", figures.keySet()));
        System.out.println(cells);
    }

    private static String introduction() {
        return """
            # Every model on four data sets

            Each model with its defaults, trained and measured in a Java of its own by `benchmarks/results.sh DATA docs/results.md`. Seconds
            are those of the first training in that Java, compiling included, on two cores; the file is the model without what it
            remembers of customers. A model that can't learn from the data, or needs more than 6 GB, is named below the table with the
            reason it gave. No default was chosen on what is measured here.

            The best figure of a column is set in bold.
            """;
    }

    private static String table(Path data, String set) throws IOException, InterruptedException {
        boolean panel = set.equals("santander") || set.equals("synthetic");
        String about = "";
        List<String> names = List.of();
        List<List<String>> rows = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        for (String model : StudyModels.names(panel)) {
            String reason = "it ended without a result";
            boolean measured = false;
            for (String line : run(data, set, model)) {
                List<String> cells = List.of(line.split("\t", -1));
                switch (cells.get(0)) {
                    case "about" -> about = cells.get(1);
                    case "names" -> names = cells.subList(1, cells.size());
                    case "row" -> {
                        rows.add(cells.subList(1, cells.size()));
                        measured = true;
                    }
                    default ->
                        reason = line.startsWith("Exception in") ? line.substring(line.indexOf(": ") + 2) : reason;
                }
            }
            if (!measured) {
                leftOut.add("`" + model + "`: " + reason);
            }
            System.out.println(set + " " + (measured ? rows.get(rows.size() - 1) : leftOut.get(leftOut.size() - 1)));
        }
        return new ResultsTable(set, about, names, rows, leftOut).toMarkdown();
    }

    private static List<String> run(Path data, String set, String model) throws IOException, InterruptedException {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx6g",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                ResultsStudy.class.getName(),
                "one",
                data.toString(),
                set,
                model);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        }
        process.waitFor();
        return lines;
    }
}
