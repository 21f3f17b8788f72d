package dev.recsys.studies;

import dev.recsys.Customer;
import dev.recsys.Facts;
import dev.recsys.PanelCustomers;
import dev.recsys.RecommendationRequest;
import dev.recsys.data.Panel;
import dev.recsys.data.Transition;
import dev.recsys.eval.MapAtK;
import dev.recsys.mlc.MlcConfig;
import dev.recsys.mlc.MlcModel;
import dev.recsys.mlc.MlcTrainer;
import dev.recsys.synthetic.SyntheticBank;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Is classification as good as a model trained without what is unknown of a customer? Trained on one synthetic bank, asked
 * about the customers of others with their history, features or holdings masked; MAP@7 of those who add anything.
 *
 * <p>Run: {@code java -cp studies/target/studies.jar dev.recsys.studies.LessKnownStudy 20000}
 */
public final class LessKnownStudy {
    private static final int MONTH = 13; // of the additions; the models learn from the months before it
    private static final int STRANGERS = 40_000; // a bank
    private static final long[] BANKS = {1001, 1002, 1003}; // seeds

    private LessKnownStudy() {}

    /** What is left of a customer, and the model trained without the rest. */
    private record Mask(UnaryOperator<Customer> masked, MlcModel reference) {}

    /**
     * Prints a line a mask.
     *
     * @param args the number of customers to learn from. Not modified.
     */
    public static void main(String[] args) {
        Panel panel = bank(Integer.parseInt(args[0]), 42);
        MlcConfig config = MlcConfig.defaults();
        MlcConfig plain = config.withCrossFitting(config.crossFitting().withFallbackModels(false));
        MlcConfig now = plain.withColumns(plain.columns().withHistoryPeriods(0).withChangingFeatures(List.of()));
        MlcModel model = new MlcTrainer(config).train(panel);
        MlcModel alone = new MlcTrainer(plain).train(panel);
        Panel bare = panel.selectFeatures(List.of());
        Map<String, Mask> masks = new LinkedHashMap<>();
        masks.put("nothing", new Mask(customer -> anonymous(customer, true, true, true), alone));
        masks.put(
                "history",
                new Mask(customer -> anonymous(customer, true, true, false), new MlcTrainer(now).train(panel)));
        masks.put(
                "features",
                new Mask(customer -> anonymous(customer, true, false, true), new MlcTrainer(plain).train(bare)));
        masks.put(
                "features and history",
                new Mask(customer -> anonymous(customer, true, false, false), new MlcTrainer(now).train(bare)));
        masks.put("holdings and history", new Mask(customer -> anonymous(customer, false, true, false), alone));
        System.out.printf("%-22s %8s %12s %10s%n", "unknown", "MAP@7", "no fallback", "reference");
        masks.forEach((unknown, mask) -> {
            double[] figures = new double[3];
            for (long seed : BANKS) {
                Panel strangers = bank(STRANGERS, seed);
                figures[0] += map(model, strangers, mask.masked()) / BANKS.length;
                figures[1] += map(alone, strangers, mask.masked()) / BANKS.length;
                figures[2] += map(mask.reference(), strangers, mask.masked()) / BANKS.length;
            }
            System.out.printf(Locale.ROOT, "%-22s %8.4f %12.4f %10.4f%n", unknown, figures[0], figures[1], figures[2]);
        });
    }

    private static Panel bank(int customers, long seed) {
        SyntheticBank bank = SyntheticBank.builder()
                .customers(customers)
                .months(17)
                .seed(seed)
                .build();
        // The strangers' additions lie one month after what the models have seen.
        return bank.toPanel().through(bank.dates().get(seed == 42 ? MONTH - 1 : MONTH));
    }

    private static Customer anonymous(Customer known, boolean holdings, boolean features, boolean history) {
        Customer.Builder customer = Customer.anonymous().now(part(known.now(), holdings, features));
        if (history && known.hasJustJoined()) {
            return customer.justJoined().build();
        }
        for (int place = 0; history && place < known.earlier().size(); place++) {
            customer.earlier(place + 1, part(known.earlier().get(place), holdings, features));
        }
        return customer.build();
    }

    private static Facts part(Facts facts, boolean holdings, boolean features) {
        Facts.Builder part = Facts.builder();
        if (holdings) {
            facts.holdings().ifPresent(part::holdings);
        }
        for (String name : features ? facts.featureNames() : Set.<String>of()) {
            String category = facts.category(name);
            if (facts.isMissing(name)) {
                part.missing(name);
            } else if (category != null) {
                part.category(name, category);
            } else {
                part.number(name, facts.number(name));
            }
        }
        return part.build();
    }

    /** Of unknown holdings the answer may offer what is held, which counts as missed. */
    private static double map(MlcModel model, Panel strangers, UnaryOperator<Customer> mask) {
        Transition step = strangers.lastTransitions(1).get(0);
        PanelCustomers customers = PanelCustomers.at(strangers, step.before().date());
        MapAtK map = MapAtK.of(7);
        double sum = 0;
        int adders = 0;
        for (int pair = 0; pair < step.pairCount(); pair++) {
            Set<String> truth = new TreeSet<>();
            for (int item : step.added(pair)) {
                truth.add(strangers.catalogue().id(item));
            }
            if (!truth.isEmpty()) {
                Customer customer = mask.apply(customers.customer(step.rowBefore(pair)));
                RecommendationRequest request =
                        RecommendationRequest.forCustomer(customer).limit(7).build();
                sum += map.score(model.recommend(request).itemIds(), truth);
                adders++;
            }
        }
        return sum / adders;
    }
}
