package dev.recsys.studies;

import dev.recsys.Customer;
import dev.recsys.PanelCustomers;
import dev.recsys.RecommendationRequest;
import dev.recsys.als.AlsTrainer;
import dev.recsys.baselines.FeatureFactorConfig;
import dev.recsys.baselines.FeatureFactorTrainer;
import dev.recsys.baselines.ShareConfig;
import dev.recsys.baselines.ShareTrainer;
import dev.recsys.cluster.ClusterTrainer;
import dev.recsys.data.Panel;
import dev.recsys.data.Transition;
import dev.recsys.eval.CustomerFolds;
import dev.recsys.eval.MapAtK;
import dev.recsys.internal.options.ConfigJson;
import dev.recsys.io.SantanderPanel;
import dev.recsys.pipeline.ScoringModel;
import dev.recsys.popularity.PopularityTrainer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What do features say of customers of whom no holding is known? MAP@7 of those who add anything in the last step before a date,
 * in five customer-disjoint folds: of all with what they hold, of those who hold nothing, of those who joined in the last three
 * months, and of all with their features alone.
 *
 * <p>Run: {@code java -cp studies/target/studies.jar dev.recsys.studies.ColdCustomersStudy PANEL LAST_DATE [JSON]}, the options
 * of the factorisation given as JSON.
 */
public final class ColdCustomersStudy {
    private static final String SENIORITY = "antiguedad";
    private static final double NEW_MONTHS = 3;

    private final Map<String, Map<String, double[]>> sums = new LinkedHashMap<>(); // by model and group

    private ColdCustomersStudy() {}

    /**
     * Prints a line a model.
     *
     * @param args the panel's file, the date of the last month to look at and possibly options. Not modified.
     */
    public static void main(String[] args) {
        ColdCustomersStudy study = new ColdCustomersStudy();
        Panel panel = SantanderPanel.read(Path.of(args[0])).through(LocalDate.parse(args[1]));
        FeatureFactorConfig config = ConfigJson.read(args.length > 2 ? args[2] : "{}", FeatureFactorConfig.defaults());
        CustomerFolds folds = CustomerFolds.of(panel, 5, 1);
        for (int fold = 0; fold < folds.count(); fold++) {
            Panel train = folds.split(fold).trainPanel();
            Map<String, ScoringModel> models = new LinkedHashMap<>();
            models.put("popularity", new PopularityTrainer().train(train));
            models.put("segment", new ShareTrainer(ShareConfig.defaults().withBy(ShareConfig.By.SEGMENT)).train(train));
            models.put("cluster", new ClusterTrainer().train(train));
            models.put("als", new AlsTrainer().train(train));
            models.put("features", new FeatureFactorTrainer(config).train(train));
            for (Map.Entry<String, ScoringModel> model : models.entrySet()) {
                study.measure(model.getKey(), model.getValue(), panel, folds, fold);
            }
        }
        study.sums.forEach((name, groups) -> {
            StringBuilder line = new StringBuilder(String.format("%-11s", name));
            groups.forEach((group, sum) ->
                    line.append(String.format(Locale.ROOT, " | %s %.0f: %.4f", group, sum[1], sum[0] / sum[1])));
            System.out.println(line);
        });
    }

    private void measure(String name, ScoringModel model, Panel panel, CustomerFolds folds, int fold) {
        Transition step = panel.lastTransitions(1).get(0);
        PanelCustomers customers = PanelCustomers.at(panel, step.before().date());
        int seniority = panel.schema().indexOf(SENIORITY);
        for (int pair = 0; pair < step.pairCount(); pair++) {
            int[] added = step.added(pair);
            if (added.length == 0 || folds.foldOf(panel.users().id(step.user(pair))) != fold) {
                continue;
            }
            Set<String> truth = new TreeSet<>();
            for (int item : added) {
                truth.add(panel.catalogue().id(item));
            }
            Customer customer = customers.customer(step.rowBefore(pair));
            boolean isBare = customer.now().holdings().orElse(Map.of()).isEmpty();
            float months = step.before().features().number(step.rowBefore(pair), seniority);
            double known = score(model, Masks.anonymous(customer, true, true, true), truth);
            add(name, "all", known);
            if (isBare) {
                add(name, "hold nothing", known);
            }
            if (months <= NEW_MONTHS) {
                add(name, "new", known);
            }
            add(name, "features alone", score(model, Masks.anonymous(customer, false, true, false), truth));
        }
    }

    private static double score(ScoringModel model, Customer customer, Set<String> truth) {
        RecommendationRequest request =
                RecommendationRequest.forCustomer(customer).limit(7).build();
        return MapAtK.of(7).score(model.recommend(request).itemIds(), truth);
    }

    private void add(String name, String group, double score) {
        double[] sum =
                sums.computeIfAbsent(name, n -> new LinkedHashMap<>()).computeIfAbsent(group, g -> new double[2]);
        sum[0] += score;
        sum[1]++;
    }
}
