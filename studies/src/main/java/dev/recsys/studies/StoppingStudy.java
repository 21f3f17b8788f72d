package dev.recsys.studies;

import dev.recsys.PanelCustomers;
import dev.recsys.Recommendations;
import dev.recsys.Recommender;
import dev.recsys.TrainingListener;
import dev.recsys.data.HoldingMatrix;
import dev.recsys.data.Panel;
import dev.recsys.data.Transition;
import dev.recsys.eval.Evaluator;
import dev.recsys.eval.MapAtK;
import dev.recsys.eval.TimeSplit;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.synthetic.SyntheticBank;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Should classification stop by the customers left out or by the last month? Measured on a synthetic bank, on months before
 * its last, by the order of its answers and by the log-loss of its probabilities.
 *
 * <p>Run: {@code java -cp studies/target/studies.jar dev.recsys.studies.StoppingStudy 50000 42
 * '{"stopping":{"by":"CUSTOMERS"}}' …}, the number of customers, the bank's seed, and configurations, each a JSON object of the
 * options that differ from the defaults.
 */
public final class StoppingStudy {
    private static final int[] MONTHS = {13, 14, 15}; // of the additions, the last month of the bank being 16

    private StoppingStudy() {}

    /**
     * Prints a table a month.
     *
     * @param args the number of customers, the seed, the configurations. Not modified.
     */
    public static void main(String[] args) {
        SyntheticBank bank = SyntheticBank.builder()
                .customers(Integer.parseInt(args[0]))
                .months(17)
                .seed(Long.parseLong(args[1]))
                .build();
        Panel panel = bank.toPanel();
        for (int month : MONTHS) {
            TimeSplit split = TimeSplit.at(panel, bank.dates().get(month));
            Map<String, Recommender> models = new LinkedHashMap<>();
            for (int i = 2; i < args.length; i++) {
                MlcConfig config = ConfigJson.read(args[i], MlcConfig.defaults());
                Recommender model = new MlcTrainer(config).train(split.trainPanel());
                models.put(args[i], model);
                System.out.printf(
                        "%s %s log-loss %.6f in %.1f s %s%n",
                        bank.dates().get(month),
                        args[i],
                        logLoss(model, panel, month),
                        model.info().trainMillis() / 1e3,
                        model.info().notes());
            }
            System.out.println(Evaluator.of(MapAtK.of(7))
                    .evaluate(models, split, TrainingListener.none())
                    .toTable());
        }
    }

    /** Of each product a customer of both months did not own, the mean. */
    private static double logLoss(Recommender model, Panel panel, int month) {
        Transition step = panel.transition(month);
        PanelCustomers before = PanelCustomers.at(panel, step.before().date());
        HoldingMatrix after = step.after().holdings();
        double sum = 0;
        long count = 0;
        for (int pair = 0; pair < step.pairCount(); pair++) {
            Recommendations answer = model.recommend(before.request(step.rowBefore(pair))
                    .limit(panel.items().size())
                    .build());
            for (var item : answer.items()) {
                boolean added =
                        after.holds(step.rowAfter(pair), panel.catalogue().indexOf(item.itemId()));
                sum -= Math.log(Math.max(1e-15, added ? item.score() : 1 - item.score()));
                count++;
            }
        }
        return sum / count;
    }
}
