package dev.recsys.studies;

import dev.recsys.Recommender;
import dev.recsys.TrainingListener;
import dev.recsys.data.Panel;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.MapAtK;
import dev.recsys.eval.TimeSplit;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.synthetic.SyntheticBank;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many months back should classification look? Measured on a synthetic bank, on months before its last.
 *
 * <p>Run: {@code java -cp studies/target/studies.jar dev.recsys.studies.HistoryStudy 50000}, or with further
 * arguments, each a JSON object of the options that differ from the defaults, to compare those instead, such as
 * {@code '{"columns":{"changingFeatures":["age"]}}'}.
 */
public final class HistoryStudy {
    private static final int[] DEPTHS = {0, 1, 3, 6, 12, 16};
    private static final int[] MONTHS = {13, 14, 15}; // of the additions, the last month of the bank being 16

    private HistoryStudy() {}

    /**
     * Prints a table a month.
     *
     * @param args the number of customers, the configurations if not those of the depths. Not modified.
     */
    public static void main(String[] args) {
        SyntheticBank bank = SyntheticBank.builder()
                .customers(Integer.parseInt(args[0]))
                .months(17)
                .seed(42)
                .build();
        Panel panel = bank.toPanel();
        String[] configs = args.length > 1
                ? Arrays.copyOfRange(args, 1, args.length)
                : Arrays.stream(DEPTHS)
                        .mapToObj(depth -> "{\"columns\":{\"historyPeriods\":" + depth + "}}")
                        .toArray(String[]::new);
        for (int month : MONTHS) {
            TimeSplit split = TimeSplit.at(panel, bank.dates().get(month));
            Map<String, Recommender> models = new LinkedHashMap<>();
            for (String config : configs) {
                MlcConfig options = ConfigJson.read(config, MlcConfig.defaults());
                models.put(config, new MlcTrainer(options).train(split.trainPanel()));
            }
            System.out.println(Evaluator.of(MapAtK.of(7))
                    .evaluate(models, split, TrainingListener.none())
                    .toTable());
        }
    }
}
