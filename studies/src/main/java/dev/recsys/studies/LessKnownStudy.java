package dev.recsys.studies;

import dev.recsys.Customer;
import dev.recsys.PanelCustomers;
import dev.recsys.RecommendationRequest;
import dev.recsys.data.Panel;
import dev.recsys.data.Transition;
import dev.recsys.eval.CustomerFolds;
import dev.recsys.eval.MapAtK;
import dev.recsys.io.SantanderPanel;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcModel;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.synthetic.SyntheticBank;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Is classification as good as a model trained without what is unknown of a customer? Asked about customers it has not seen,
 * with their history, features or holdings masked; MAP@7 of those who add anything. No option leaves the holdings out of
 * training, so there is no reference for those.
 *
 * <p>Run: {@code java -cp studies/target/studies.jar dev.recsys.studies.LessKnownStudy 20000} for synthetic banks, one to learn
 * from and three to be asked about, or {@code … PANEL LAST_DATE} for five customer-disjoint folds of the last step before a date.
 */
public final class LessKnownStudy {
    private static final int MONTH = 13; // of the additions; the models learn from the months before it
    private static final int STRANGERS = 40_000; // a bank
    private static final long[] BANKS = {1001, 1002, 1003}; // seeds

    private final Map<String, double[]> sums = new LinkedHashMap<>(); // of average precisions a mask; the adders last

    private LessKnownStudy() {}

    /** What is left of a customer, and the model trained without the rest, if there is one. */
    private record Mask(UnaryOperator<Customer> masked, List<MlcModel> reference) {}

    /**
     * Prints a line a mask.
     *
     * @param args the number of customers to learn from, or a panel's file and the date of the last month to look at. Not
     *     modified.
     */
    public static void main(String[] args) {
        LessKnownStudy study = new LessKnownStudy();
        if (args.length == 1) {
            study.measureBanks(Integer.parseInt(args[0]));
        } else {
            study.measureFolds(SantanderPanel.read(Path.of(args[0])).through(LocalDate.parse(args[1])));
        }
        System.out.printf("%-22s %8s %12s %10s %7s%n", "unknown", "MAP@7", "no fallback", "reference", "adders");
        study.sums.forEach((unknown, sum) -> System.out.printf(
                Locale.ROOT,
                "%-22s %8.4f %12.4f %10.4f %7.0f%n",
                unknown,
                sum[0] / sum[3],
                sum[1] / sum[3],
                sum[2] / sum[3],
                sum[3]));
    }

    private void measureBanks(int customers) {
        Map<String, Mask> masks = new LinkedHashMap<>();
        List<MlcModel> models = train(bank(customers, 42, MONTH - 1), masks);
        for (long seed : BANKS) {
            measure(models, masks, bank(STRANGERS, seed, MONTH), id -> true);
        }
    }

    private void measureFolds(Panel panel) {
        CustomerFolds folds = CustomerFolds.of(panel, 5, 1);
        for (int fold = 0; fold < folds.count(); fold++) {
            int left = fold;
            Map<String, Mask> masks = new LinkedHashMap<>();
            List<MlcModel> models = train(folds.split(fold).trainPanel(), masks);
            measure(models, masks, panel, id -> folds.foldOf(id) == left);
        }
    }

    private static Panel bank(int customers, long seed, int lastMonth) {
        SyntheticBank bank = SyntheticBank.builder()
                .customers(customers)
                .months(17)
                .seed(seed)
                .build();
        return bank.toPanel().through(bank.dates().get(lastMonth));
    }

    /** The model, the one without fallback models, and what to ask them. */
    private static List<MlcModel> train(Panel panel, Map<String, Mask> masks) {
        MlcConfig config = MlcConfig.defaults();
        MlcConfig plain = config.withCrossFitting(config.crossFitting().withFallbackModels(false));
        MlcConfig now = plain.withColumns(plain.columns().withHistoryPeriods(0).withChangingFeatures(List.of()));
        MlcModel model = new MlcTrainer(config).train(panel);
        MlcModel alone = new MlcTrainer(plain).train(panel);
        Panel bare = panel.selectFeatures(List.of());
        masks.put("nothing", new Mask(customer -> Masks.anonymous(customer, true, true, true), List.of(alone)));
        masks.put(
                "history",
                new Mask(
                        customer -> Masks.anonymous(customer, true, true, false),
                        List.of(new MlcTrainer(now).train(panel))));
        masks.put(
                "features",
                new Mask(
                        customer -> Masks.anonymous(customer, true, false, true),
                        List.of(new MlcTrainer(plain).train(bare))));
        masks.put(
                "features and history",
                new Mask(
                        customer -> Masks.anonymous(customer, true, false, false),
                        List.of(new MlcTrainer(now).train(bare))));
        masks.put(
                "holdings and history", new Mask(customer -> Masks.anonymous(customer, false, true, false), List.of()));
        System.out.println("seconds: " + model.info().trainMillis() / 1e3 + ", without fallback models "
                + alone.info().trainMillis() / 1e3 + "; trees: "
                + model.info().notes().get("trees") + ", "
                + alone.info().notes().get("trees"));
        return List.of(model, alone);
    }

    private void measure(List<MlcModel> models, Map<String, Mask> masks, Panel asked, Predicate<String> isAsked) {
        masks.forEach((unknown, mask) -> {
            double[] sum = sums.computeIfAbsent(unknown, name -> new double[4]);
            List<MlcModel> all = new ArrayList<>(models);
            all.addAll(mask.reference());
            sum[2] = all.size() == 3 ? sum[2] : Double.NaN;
            measure(all, asked, mask.masked(), isAsked, sum);
        });
    }

    /** Of unknown holdings the answer may offer what is held, which counts as missed. */
    private static void measure(
            List<MlcModel> models, Panel asked, UnaryOperator<Customer> mask, Predicate<String> isAsked, double[] sum) {
        Transition step = asked.lastTransitions(1).get(0);
        PanelCustomers customers = PanelCustomers.at(asked, step.before().date());
        MapAtK map = MapAtK.of(7);
        for (int pair = 0; pair < step.pairCount(); pair++) {
            int[] added = step.added(pair);
            if (added.length == 0 || !isAsked.test(asked.users().id(step.user(pair)))) {
                continue;
            }
            Set<String> truth = new TreeSet<>();
            for (int item : added) {
                truth.add(asked.catalogue().id(item));
            }
            Customer customer = mask.apply(customers.customer(step.rowBefore(pair)));
            RecommendationRequest request =
                    RecommendationRequest.forCustomer(customer).limit(7).build();
            for (int m = 0; m < models.size(); m++) {
                sum[m] += map.score(models.get(m).recommend(request).itemIds(), truth);
            }
            sum[3]++;
        }
    }
}
