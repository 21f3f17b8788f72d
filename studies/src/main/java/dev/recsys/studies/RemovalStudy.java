package dev.recsys.studies;

import dev.recsys.data.FeatureTable;
import dev.recsys.data.Panel;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.mlc.targets.PanelLabels;
import dev.recsys.mlc.targets.PanelRows;
import dev.recsys.mlc.targets.PanelTarget;
import dev.recsys.mlc.targets.Target;
import dev.recsys.mlc.targets.TargetConfig;
import dev.recsys.mlc.targets.TargetModel;
import dev.recsys.mlc.targets.TargetScores;
import dev.recsys.mlc.targets.TargetTrainer;
import dev.recsys.synthetic.SyntheticBank;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * Who gives up which product of a synthetic bank in the next month, for {@code benchmarks/removals.py}: {@code RemovalStudy customers
 * history cutOffs config folder}. Rows to train on and to test on, and the predictions of the latter, go into the folder as {@code
 * train.csv}, {@code test.csv} and {@code ours.csv}.
 */
public final class RemovalStudy {
    private static final int WITHIN = 1;
    private static final int MONTHS = 17;

    private RemovalStudy() {}

    /**
     * Runs.
     *
     * @param args as above. Not modified.
     * @throws IOException if a file can't be written
     */
    public static void main(String[] args) throws IOException {
        Panel panel = SyntheticBank.builder()
                .customers(Integer.parseInt(args[0]))
                .months(MONTHS)
                .build()
                .toPanel();
        LocalDate test = panel.snapshots().get(MONTHS - 1 - WITHIN).date();
        TargetConfig config = ConfigJson.read(args[3], TargetConfig.defaults());
        Path folder = Path.of(args[4]);
        PanelLabels labels = new PanelLabels(
                panel.vocabulary().catalogue().ids().ids().stream()
                        .map(PanelTarget::removal)
                        .toList(),
                WITHIN,
                Integer.parseInt(args[1]),
                Integer.parseInt(args[2]),
                PanelLabels.Gone.UNKNOWN);
        PanelRows train = labels.rows(panel.through(test));
        List<Target> learnt = train.targets().stream()
                .filter(target -> isOften(train.table(), target.column(), 20))
                .toList();
        PanelRows tested = labels.rowsAt(panel, test);
        long start = System.nanoTime();
        TargetModel model = new TargetTrainer(train.config(config)).train(train.table(), learnt);
        System.out.printf(
                "%d rows, %d targets, %.1f s%n",
                train.table().rowCount(), learnt.size(), (System.nanoTime() - start) / 1e9);
        TargetScores scores = model.predictAll(tested.table(), config.threads());
        write(folder.resolve("train.csv"), train.table());
        write(folder.resolve("test.csv"), tested.table());
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("ours.csv"))) {
            out.write(String.join(",", learnt.stream().map(Target::column).toList()) + "\n");
            for (int row = 0; row < scores.rowCount(); row++) {
                StringBuilder line = new StringBuilder();
                for (int k = 0; k < learnt.size(); k++) {
                    line.append(k == 0 ? "" : ",").append(scores.value(row, k));
                }
                out.write(line.append('\n').toString());
            }
        }
    }

    private static boolean isOften(FeatureTable table, String column, int least) {
        int place = table.schema().indexOf(column);
        int seen = 0;
        for (int row = 0; row < table.rowCount(); row++) {
            seen += table.number(row, place) == 1 ? 1 : 0;
        }
        return seen >= least;
    }

    private static void write(Path file, FeatureTable table) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(String.join(",", table.schema().names()) + "\n");
            for (int row = 0; row < table.rowCount(); row++) {
                StringBuilder line = new StringBuilder();
                for (int column = 0; column < table.schema().size(); column++) {
                    line.append(column == 0 ? "" : ",");
                    if (table.schema().isNumeric(column)) {
                        float number = table.number(row, column);
                        line.append(Float.isNaN(number) ? "" : Float.toString(number));
                    } else {
                        int code = table.code(row, column);
                        line.append(
                                code < 0
                                        ? ""
                                        : "v"
                                                + table.dictionary(column)
                                                        .id(code)
                                                        .replace(',', ';')
                                                        .replace("\"", ""));
                    }
                }
                out.write(line.append('\n').toString());
            }
        }
    }
}
