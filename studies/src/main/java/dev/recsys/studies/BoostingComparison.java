package dev.recsys.studies;

import dev.recsys.PanelCustomers;
import dev.recsys.RecommendedItem;
import dev.recsys.data.Catalogue;
import dev.recsys.data.Feature;
import dev.recsys.data.FeatureSchema;
import dev.recsys.data.FeatureTable;
import dev.recsys.data.Panel;
import dev.recsys.data.Transition;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcModel;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.mlc.options.CategorySplits;
import dev.recsys.mlc.options.Columns;
import dev.recsys.mlc.options.CrossFitting;
import dev.recsys.mlc.options.Objective;
import dev.recsys.mlc.options.Sampling;
import dev.recsys.mlc.options.Stopping;
import dev.recsys.mlc.options.Trees;
import dev.recsys.synthetic.SyntheticBank;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How long does the classification train, and how well, beside LightGBM on the same rows? Writes what
 * {@code studies/lightgbm_comparison.py} reads: a synthetic bank's customers of two monthly steps to learn from and of a
 * third to test on, as attributes, holdings and their number, and what each did with each product. Then trains here.
 *
 * <p>Run: {@code java --add-modules jdk.incubator.vector -cp studies/target/studies.jar
 * dev.recsys.studies.BoostingComparison FOLDER 50000 2 SHARED 100 PER_PRODUCT 100}, then the script. Fewer rounds tell
 * how soon a training gets to the log-loss of the script's.
 */
public final class BoostingComparison {
    private static final int LEAVES = 8;

    private BoostingComparison() {}

    /**
     * Writes the files and prints a line a training.
     *
     * @param args the folder to write to, the number of customers and of threads, then trainings: each a structure and the
     *     number of rounds. Not modified.
     * @throws IOException if a file can't be written
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Panel panel = SyntheticBank.builder()
                .customers(Integer.parseInt(args[1]))
                .months(4)
                .build()
                .toPanel();
        // LightGBM sees all columns for all products, so nothing is protected here either.
        panel = panel.declared(Catalogue.of(panel.items()), unprotected(panel.schema()));
        Panel train = panel.before(panel.last().date());
        write(folder, panel, "train", 1, 2);
        write(folder, panel, "test", 3);
        FeatureSchema schema = panel.schema();
        StringBuilder meta = new StringBuilder();
        for (int column = 0; column < schema.size(); column++) {
            meta.append(schema.kind(column)).append(' ');
        }
        meta.append(System.lineSeparator()).append(panel.items().size());
        Files.writeString(folder.resolve("meta.txt"), meta + System.lineSeparator());
        for (int run = 1; run <= 3; run++) { // the first warms the compiler up
            for (int i = 3; i + 1 < args.length; i += 2) {
                double before = processorSeconds();
                MlcModel model = new MlcTrainer(config(args[i], args[i + 1], args[2])).train(train);
                System.out.printf(
                        Locale.ROOT,
                        "run %d, %s, %s rounds: %.2f s, processor %.2f s, log-loss %.6f, %s%n",
                        run,
                        args[i],
                        args[i + 1],
                        model.info().trainMillis() / 1e3,
                        processorSeconds() - before,
                        logLoss(model, panel),
                        model.info().notes());
            }
        }
    }

    private static FeatureSchema unprotected(FeatureSchema schema) {
        return FeatureSchema.of(schema.features().stream()
                .map(feature -> new Feature(feature.name(), feature.kind(), feature.label(), Feature.Role.OPEN))
                .toList());
    }

    private static double processorSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    /** As many trees and leaves as the script asks of LightGBM; all rows, no sampling, no early stopping. */
    private static MlcConfig config(String structure, String rounds, String threads) {
        return MlcConfig.defaults()
                .withObjective(Objective.LOGISTIC)
                .withTrees(Trees.defaults()
                        .withStructure(Trees.Structure.valueOf(structure))
                        .withRounds(Integer.parseInt(rounds))
                        .withMaxLeaves(LEAVES)
                        .withLearningRate(0.1)
                        .withL2(1)
                        // The script's min_data_per_group.
                        .withCategories(CategorySplits.defaults().withMinRows(100)))
                .withSampling(new Sampling(2, 16_000_000, 1_000_000, 10, 1, 1))
                .withColumns(Columns.defaults().withHistoryPeriods(0))
                // A single model leaves out no customers, so that it keeps all rounds.
                .withStopping(Stopping.defaults().withBy(Stopping.By.CUSTOMERS))
                .withCrossFitting(CrossFitting.defaults().withModels(1))
                .withThreads(Integer.parseInt(threads));
    }

    private static void write(Path folder, Panel panel, String name, int... laters) throws IOException {
        FeatureSchema schema = panel.schema();
        int itemCount = panel.items().size();
        Files.createDirectories(folder);
        try (DataOutputStream x = open(folder.resolve(name + ".x"));
                DataOutputStream y = open(folder.resolve(name + ".y"))) {
            for (int later : laters) {
                Transition transition = panel.transition(later);
                FeatureTable features = transition.before().features();
                for (int pair = 0; pair < transition.pairCount(); pair++) {
                    int row = transition.rowBefore(pair);
                    for (int column = 0; column < schema.size(); column++) {
                        boolean number = schema.kind(column) == Feature.Kind.NUMERIC;
                        x.writeFloat(number ? features.number(row, column) : features.code(row, column));
                    }
                    for (int item = 0; item < itemCount; item++) {
                        boolean held = transition.before().holdings().holds(row, item);
                        boolean after = transition.after().holdings().holds(transition.rowAfter(pair), item);
                        x.writeFloat(held ? 1 : 0);
                        y.writeByte(held ? 2 : after ? 1 : 0);
                    }
                    x.writeFloat(transition.before().holdings().count(row));
                }
            }
        }
    }

    private static DataOutputStream open(Path file) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    }

    /** Mean log-loss over the products with additions in training and the customers who could add them. */
    private static double logLoss(MlcModel model, Panel panel) {
        int last = panel.snapshots().size() - 1;
        Transition transition = panel.transition(last);
        int[] learned = IntStream.range(0, panel.items().size())
                .filter(i -> panel.transition(1).additionCount(i)
                                + panel.transition(2).additionCount(i)
                        >= 10)
                .toArray();
        PanelCustomers source =
                PanelCustomers.at(panel, panel.snapshots().get(last - 1).date());
        double sum = 0;
        long cells = 0;
        for (int pair = 0; pair < transition.pairCount(); pair++) {
            int row = transition.rowBefore(pair);
            Map<String, Double> scores = new HashMap<>();
            for (RecommendedItem item : model.recommend(
                            source.request(row).limit(panel.items().size()).build())
                    .items()) {
                scores.put(item.itemId(), item.score());
            }
            for (int item : learned) {
                if (!transition.before().holdings().holds(row, item)) {
                    boolean added = transition.after().holdings().holds(transition.rowAfter(pair), item);
                    double p = scores.getOrDefault(panel.items().id(item), 0.0);
                    sum -= Math.log(Math.max(1e-15, added ? p : 1 - p));
                    cells++;
                }
            }
        }
        return sum / cells;
    }
}
